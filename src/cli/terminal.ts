/** The terminal that a command talks to: its streams, language and clock. Everything printed passes through here. */
import type { Wording } from '../shared/wording/wording.ts'
import type { HiddenKeys } from './hidden-keys.ts'
import { printable } from './printable.ts'

export interface Terminal {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  /** Of `stdin`, for what is typed unseen. */
  readonly hiddenKeys: HiddenKeys
  readonly env: NodeJS.ProcessEnv
  readonly wording: Wording
  /** Unix milliseconds by this computer's clock. */
  readonly now: () => number
}

/** A command: gives its exit code; `args` are the words after its name. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>

/** Prints one line of what was asked for. */
export function print(terminal: Terminal, text: string): void {
  terminal.stdout.write(`${printable(text)}\n`)
}

/** Prints one line beside it: a warning, a hint, what went wrong. */
export function note(terminal: Terminal, text: string): void {
  terminal.stderr.write(`${printable(text)}\n`)
}

/** Prints for machines. DEL and C1 controls are escaped too: terminals obey them as they do ESC. */
export function printJson(terminal: Terminal, value: unknown): void {
  const json = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  terminal.stdout.write(`${json}\n`)
}
