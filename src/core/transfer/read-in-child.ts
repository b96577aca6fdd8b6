/** Reads a file from outside in a process of its own, which is ended when it has answered, takes too long, or is no longer wanted. */
import { askChild } from '../ask-child.ts'
import { forkByNode, type ForkChild } from '../fork-child.ts'
import { Refusal } from '../present-failure.ts'
import type { FormattedExport, Reading } from './read-export.ts'
import { errorFromWire, fromWire, isReply, requestMessage, type ReadingRequest } from './reading-message.ts'

export interface ReadingPort {
  /** Starts reading-child.ts: `utilityProcess.fork` in main, {@link forkReader} elsewhere. */
  readonly fork: ForkChild
  /** Milliseconds to start, and as many for everything but key derivations; {@link READING_MS} where it isn't given. */
  readonly deadlineMs?: number
  /** Ends the reading when it is aborted. */
  readonly signal?: AbortSignal
}

/** No honest file of 10 MiB takes so long, nor does the start of the process: milliseconds. */
const READING_MS = 5_000
/** A derivation may take so many times its estimate before its process is ended. */
const DERIVING_PATIENCE = 20
/** What V8 may keep in the child: a parsed file of 10 MiB, several times over. Key derivations lie outside of it. */
export const READER_OPTIONS: readonly string[] = ['--max-old-space-size=256']

/**
 * {@link readExport} in a child.
 * @throws as readExport does; Refusal `took-too-long`, `cancelled`
 */
export async function readInChild(
  bytes: Buffer,
  reading: Reading,
  { fork: start, deadlineMs = READING_MS, signal }: ReadingPort
): Promise<FormattedExport> {
  if (signal?.aborted === true) throw new Refusal('cancelled')
  const { name, password, from, onDeriving, onFormat } = reading
  const child = start()
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  let forget: (() => void) | undefined
  try {
    return await new Promise<FormattedExport>((resolve, reject) => {
      const endAfter = (ms: number): void => {
        clearTimeout(timer)
        timer = setTimeout(() => reject(tookTooLong(deadlineMs)), ms)
      }
      stop = () => reject(new Refusal('cancelled'))
      signal?.addEventListener('abort', stop, { once: true })
      endAfter(deadlineMs)
      child.onExit(() => reject(tookTooLong(deadlineMs)))
      const request: ReadingRequest = { bytes, name, password, ...(from === undefined ? {} : { from }) }
      forget = askChild(child, requestMessage(request), {
        onStarted: () => endAfter(deadlineMs),
        onReply: (said, secrets) => {
          if (!isReply(said)) return
          // At once, because the secrets are wiped then; what it throws is the promise's.
          if (said.kind === 'read') resolve(new Promise((taken) => taken(fromWire(said, secrets))))
          else if (said.kind === 'failed') reject(errorFromWire(said.error))
          else if (said.kind === 'format') onFormat?.(said.format)
          else {
            endAfter(deadlineMs + DERIVING_PATIENCE * said.estimateMs)
            onDeriving?.(said.estimateMs)
          }
        },
        onNonsense: () => reject(errorFromWire({ of: 'unknown' }))
      })
    })
  } finally {
    clearTimeout(timer)
    if (stop !== undefined) signal?.removeEventListener('abort', stop)
    child.kill()
    forget?.()
  }
}

/**
 * Starts the child from plain Node: tests', and wherever there is no Electron.
 * @param entry - path of reading-child.ts, or of what it was built to
 */
export function forkReader(entry: string): ForkChild {
  return forkByNode(entry, READER_OPTIONS)
}

/** Also for a child that ended by itself: beyond its memory, or by a fault of a decoder. */
function tookTooLong(deadlineMs: number): Refusal {
  return new Refusal('took-too-long', { expected: `≤ ${deadlineMs / 1000} s`, got: 'more' })
}
