/**
 * The child process in which one file from outside is read: a file that hangs, grows without end or breaks its reader
 * costs this process alone, and the strings of secrets that a parser makes die with it. Its own entry in the bundle;
 * started by `child_process.fork` or Electron's `utilityProcess.fork` (read-in-child.ts).
 */
import { errorToWire, isRequest, toWire, type ReadingReply } from './reading-message.ts'
import { readExport } from './read-export.ts'

/** Electron's `process.parentPort`, as far as it is used here; `electron` itself isn't imported. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort) : null
const say = (reply: ReadingReply): void => {
  if (parentPort === null) process.send?.(reply)
  else parentPort.postMessage(reply)
}

if (parentPort === null) process.on('message', (message) => void answer(message))
else parentPort.on('message', ({ data }) => void answer(data))

async function answer(message: unknown): Promise<void> {
  if (!isRequest(message)) {
    say({ kind: 'failed', error: { of: 'unknown' } })
    return
  }
  const { bytes, name, password, from } = message
  try {
    const read = await readExport(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      name,
      password: password === null ? null : Buffer.from(password.buffer, password.byteOffset, password.length),
      ...(from === undefined ? {} : { from }),
      onDeriving: (estimateMs) => say({ kind: 'deriving', estimateMs }),
      onFormat: (format) => say({ kind: 'format', format })
    })
    say(toWire(read))
  } catch (error) {
    say({ kind: 'failed', error: errorToWire(error) })
  }
}
