/**
 * The child process in which one file from outside is read: a file that hangs, grows without end or breaks its reader
 * costs this process alone, and the strings of secrets that a parser makes die with it. Its own entry in the bundle;
 * started by `child_process.fork` or Electron's `utilityProcess.fork` (read-in-child.ts).
 */
import { answerParent, type Asked } from '../answer-parent.ts'
import { readExport } from './read-export.ts'
import { errorToWire, parseRequest, toWire, type ReadingReply } from './reading-message.ts'

answerParent(answer)

async function answer({ said, secrets, say: sayMessage }: Asked): Promise<void> {
  const say = (reply: ReadingReply): void => sayMessage({ said: reply, secrets: [] })
  const request = parseRequest(said, secrets)
  if (request === null) {
    say({ kind: 'failed', error: { of: 'unknown' } })
    return
  }
  const { bytes, name, password, from } = request
  try {
    const read = await readExport(bytes, {
      name,
      password,
      ...(from === undefined ? {} : { from }),
      onDeriving: (estimateMs) => say({ kind: 'deriving', estimateMs }),
      onFormat: (format) => say({ kind: 'format', format })
    })
    sayMessage(toWire(read))
  } catch (error) {
    say({ kind: 'failed', error: errorToWire(error) })
  }
}
