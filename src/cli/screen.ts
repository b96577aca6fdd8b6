/** A view that is drawn again and again on the terminal's alternate screen, so that nothing of it stays behind. */
import { cutTo, printableCell } from './printable.ts'
import type { Terminal } from './terminal.ts'

// ECMA-48 and xterm's private modes: alternate screen, cursor, home, erase to the end of line and of screen.
const ENTER = '\u001b[?1049h\u001b[?25l\u001b[2J'
const LEAVE = '\u001b[2J\u001b[?25h\u001b[?1049l'
const HOME = '\u001b[H'
const ERASE_LINE = '\u001b[K'
const ERASE_BELOW = '\u001b[J'

const USUAL_ROWS = 24
const USUAL_COLUMNS = 80

/** q, Q, Ctrl-C and Ctrl-D. */
const QUITTING: ReadonlySet<number> = new Set([0x71, 0x51, 0x03, 0x04])

/** Past the second by this much, so that a timer that fires early doesn't draw the old second again, ms. */
const PAST_THE_SECOND_MS = 5

/**
 * Shows a view until the user quits by q, Ctrl-C or Ctrl-D, or the system ends the process.
 * @param draw - Gives the lines for so many rows and columns; called once a second, and on `redraw` and a change of size.
 * @param start - Called with `redraw`, for what comes between the seconds.
 */
export async function showUntilQuit(
  terminal: Terminal,
  draw: (rows: number, columns: number) => readonly string[],
  start: (redraw: () => void) => void
): Promise<void> {
  const { stdin, stdout, hiddenKeys } = terminal
  hiddenKeys.show()
  let timer: NodeJS.Timeout | undefined
  const redraw = (): void => {
    // A terminal that doesn't know its size says 0.
    const rows = stdout.rows || USUAL_ROWS
    const columns = stdout.columns || USUAL_COLUMNS
    // Cut by us: a line that wraps would push the others off the screen.
    const shown = draw(rows, columns)
      .slice(0, rows)
      .map((line) => cutTo(printableCell(line), columns) + ERASE_LINE)
    stdout.write(HOME + shown.join('\r\n') + ERASE_BELOW)
  }
  const tick = (): void => {
    redraw()
    timer = setTimeout(tick, 1000 - (terminal.now() % 1000) + PAST_THE_SECOND_MS)
  }
  const quit = Promise.withResolvers<null>()
  const end = (): void => quit.resolve(null)
  const onKeys = (keys: Buffer): void => {
    if (keys.some((key) => QUITTING.has(key))) end()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, end)
  // Also where a fault of ours ends the process in between.
  const leave = (): boolean => stdout.write(LEAVE)
  process.on('exit', leave)
  stdout.write(ENTER)
  try {
    if (stdin.isTTY) {
      stdin.setRawMode(true)
      stdin.on('data', onKeys).on('end', end).resume()
    }
    stdout.on('resize', redraw).on('error', end)
    tick()
    start(redraw)
    await quit.promise
  } finally {
    clearTimeout(timer)
    stdout.off('resize', redraw).off('error', end)
    process.off('exit', leave)
    leave()
    if (stdin.isTTY) {
      stdin.off('data', onKeys).pause()
      stdin.setRawMode(false)
    }
    for (const signal of signals) process.off(signal, end)
  }
}
