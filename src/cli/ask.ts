/** Reads from standard input: whole when it is piped, hidden and line by line when somebody types. */
import { createInterface } from 'node:readline'
import { Refusal } from '../core/present-failure.ts'
import type { HiddenKeys } from './hidden-keys.ts'
import { note, type Terminal } from './terminal.ts'
import { CancelledError } from './usage-error.ts'

const KEY = {
  ctrlC: 0x03,
  ctrlD: 0x04,
  backspace: 0x08,
  lineFeed: 0x0a,
  return: 0x0d,
  ctrlU: 0x15,
  delete: 0x7f
}

const ENDS: ReadonlySet<number> = new Set([KEY.return, KEY.lineFeed, KEY.ctrlC, KEY.ctrlD])

/**
 * All of standard input.
 * @param limitBytes - Reading stops there: more is refused, not waited for.
 * @throws Refusal - `too-large`.
 */
export async function readWhole(input: NodeJS.ReadableStream, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk as string | Uint8Array)
    length += bytes.length
    if (length > limitBytes) {
      throw new Refusal('too-large', {
        expected: `≤ ${limitBytes.toLocaleString('en')} bytes`,
        got: `> ${limitBytes.toLocaleString('en')} bytes`
      })
    }
    chunks.push(bytes)
  }
  const whole = joined(chunks, length)
  for (const chunk of chunks) chunk.fill(0)
  return whole
}

/** Whether somebody sits there who can be asked. */
export function canAsk(terminal: Terminal): boolean {
  return terminal.stdin.isTTY && terminal.stderr.isTTY
}

/**
 * Asks at the terminal without showing what is typed. The question goes to standard error, so that standard output
 * stays what was asked for. Nothing is shown from now on to the end of the command, or a question that may be seen.
 * @param limitBytes - Further typing is ignored.
 * @returns What was typed, without the line end; the caller wipes it.
 * @throws CancelledError on Ctrl-C, Ctrl-D or the end of input.
 */
export async function askHidden(terminal: Terminal, question: string, limitBytes: number): Promise<Buffer> {
  const { hiddenKeys, stderr } = terminal
  const typed = Buffer.from(new ArrayBuffer(limitBytes))
  // First: what is typed as soon as the question shows must not be echoed.
  hiddenKeys.hide()
  const ask = (): void => void stderr.write(question)
  ask()
  try {
    const length = await typeLine(hiddenKeys, typed, ask)
    return joined([typed.subarray(0, length)], length)
  } finally {
    typed.fill(0)
    note(terminal, '')
  }
}

/**
 * Asks at the terminal for what may be seen.
 * @throws CancelledError on Ctrl-C, Ctrl-D or the end of input.
 */
export function askLine({ stdin, stderr, hiddenKeys }: Terminal, question: string): Promise<string> {
  hiddenKeys.show()
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, output: stderr })
    let isAnswered = false
    lines.on('SIGINT', () => lines.close())
    lines.on('close', () => {
      if (isAnswered) return
      // What is said next gets a line of its own.
      stderr.write('\n')
      reject(new CancelledError())
    })
    lines.question(question, (answer) => {
      isAnswered = true
      resolve(answer)
      lines.close()
    })
  })
}

/**
 * Asks for a yes. Anything else is a no, and so is nobody to ask.
 * @throws CancelledError on Ctrl-C, Ctrl-D or the end of input.
 */
export async function askYes(terminal: Terminal, question: string): Promise<boolean> {
  if (!canAsk(terminal)) return false
  const answer = await askLine(terminal, terminal.wording.terminal.askYes(question))
  return /^\s*(y|yes|はい)\s*$/iu.test(answer)
}

/** Takes keys up to the end of the line into `typed`; gives how many bytes it holds. */
function typeLine(keys: HiddenKeys, typed: Buffer, askAgain: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let used = 0
    const cancel = (): void => {
      reject(new CancelledError())
    }
    const take = (chunk: Buffer): Buffer | null => {
      const end = chunk.findIndex((byte) => ENDS.has(byte))
      for (const byte of end < 0 ? chunk : chunk.subarray(0, end)) used = afterKey(typed, used, byte)
      const last = chunk[end]
      // What was pasted after the line end belongs to the next question.
      const rest = Buffer.from(chunk.subarray(end < 0 ? chunk.length : end + 1))
      chunk.fill(0)
      if (last === undefined) return null
      if (last === KEY.ctrlC || last === KEY.ctrlD) cancel()
      else resolve(used)
      return rest
    }
    keys.give({ take, end: cancel }, askAgain)
  })
}

/** The line editor that people expect of a hidden question; gives the new length. */
function afterKey(typed: Buffer, used: number, byte: number): number {
  if (byte === KEY.ctrlU) return 0
  if (byte === KEY.backspace || byte === KEY.delete) {
    // A character of UTF-8 goes whole: back over its continuation bytes, 10xxxxxx.
    let end = used - 1
    while (end > 0 && ((typed[end] ?? 0) & 0xc0) === 0x80) end--
    return Math.max(end, 0)
  }
  // Other control characters, such as the arrows' Escape, are no text.
  if (byte < 0x20 || used >= typed.length) return used
  typed[used] = byte
  return used + 1
}

function joined(parts: readonly Buffer[], length: number): Buffer {
  // Over its own ArrayBuffer, so that wiping it leaves no copy behind (small ones would lie in a shared pool).
  const whole = Buffer.from(new ArrayBuffer(length))
  let at = 0
  for (const part of parts) at += part.copy(whole, at)
  return whole
}
