/** What ends a command before it has done anything: wrong usage, nobody to ask, and the user's own stop. */
import type { Wording } from '../shared/wording/wording.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'

export type UsageCode = keyof Wording['terminal']['usage']

/** What is asked for is there, and stays shut. */
const CLOSED: readonly UsageCode[] = ['nobody-to-ask', 'backup-nobody-to-ask', 'backup-damaged']

/** The command can't be carried out as it was called; `wording.terminal.usage` has the sentence. */
export class UsageError extends Error {
  readonly code: UsageCode
  /** Name of the option or command at fault: never a value, which may be a secret. */
  readonly what: string

  constructor(code: UsageCode, what = '', cause?: unknown) {
    super(`${code}${what === '' ? '' : ` (${what})`}`, { cause })
    this.name = 'UsageError'
    this.code = code
    this.what = what
  }

  get exitCode(): ExitCode {
    return CLOSED.includes(this.code) ? EXIT.closed : EXIT.usage
  }
}

/** The user pressed Ctrl-C or Ctrl-D at a question. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled at a question')
    this.name = 'CancelledError'
  }
}

/** A word for a message; anything long or odd may be a secret in the wrong place, and isn't repeated. */
export function wordToTell(word: string): string {
  return /^[a-z-]{1,12}$/u.test(word) ? word : ''
}
