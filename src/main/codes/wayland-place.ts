/**
 * The clipboard on Wayland, where a program may only write to it while one of its windows has the focus, and isn't told when
 * it was refused: a click in the tray's menu comes without. There wl-copy writes (wl-clipboard: by the protocol for
 * clipboard managers, and where the desktop has none by a window of a moment). It stays as long as its text is the
 * clipboard's, so it is known whether that is still so, and ending it takes back nothing but this text.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import type { CodePlace } from './clipboard.ts'

/** Whoever can't serve the clipboard ends within this time, ms; who can says nothing. */
const REFUSED_WITHIN_MS = 300

export interface WaylandPlaceParts {
  /** Electron's clipboard, which is good while a window of ours has the focus. */
  readonly electron: CodePlace
  readonly hasFocus: () => boolean
  /** Told when a text was written that may not have arrived. */
  readonly onUnsure: () => void
  readonly program?: string
  readonly refusedWithinMs?: number
}

export function waylandPlace({
  electron,
  hasFocus,
  onUnsure,
  program = 'wl-copy',
  refusedWithinMs = REFUSED_WITHIN_MS
}: WaylandPlaceParts): CodePlace {
  /** Null: Electron's clipboard was written last. */
  let server: ChildProcess | null = null
  return {
    write: async (text) => {
      const former = server
      const isAllowed = hasFocus()
      server = isAllowed ? null : await serve(program, text, refusedWithinMs)
      if (server === null) {
        await electron.write(text)
        if (!isAllowed) onUnsure()
      }
      // Not before the next text is there: in between the clipboard would be empty.
      former?.kill()
    },
    holds: (text) => (server === null ? electron.holds(text) : Promise.resolve(isAlive(server))),
    clear: () => {
      if (server === null) electron.clear()
      server?.kill()
      server = null
    }
  }
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

/** Starts the program with the text; null where it isn't there, or ends at once. */
function serve(program: string, text: string, refusedWithinMs: number): Promise<ChildProcess | null> {
  return new Promise((resolve) => {
    // The text goes to its standard input: arguments are for everybody to read.
    const child = spawn(program, ['--foreground', '--type', 'text/plain'], {
      stdio: ['pipe', 'ignore', 'ignore']
    })
    const timer = setTimeout(() => resolve(child), refusedWithinMs)
    const fail = (): void => {
      clearTimeout(timer)
      resolve(null)
    }
    child.on('error', fail)
    child.on('exit', fail)
    child.stdin.on('error', () => undefined)
    child.stdin.end(text)
    child.unref()
  })
}
