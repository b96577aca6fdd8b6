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

/** For a word that is none of the commands: the nearest of them, where it is plainly meant. `what` begins the names. */
export function unknownCommand(word: string, commands: readonly string[], before = ''): UsageError {
  const told = wordToTell(word)
  const meant = told === '' ? undefined : nearest(told, commands)
  return meant === undefined
    ? new UsageError('unknown-command', `${before}${told}`.trimEnd())
    : new UsageError('mistyped-command', `${before}${meant}`)
}

/** At most so many letters apart, and begun with the same one. */
const MISTYPED_LETTERS = 2

function nearest(word: string, names: readonly string[]): string | undefined {
  const [first] = names
    .filter((name) => name[0] === word[0])
    .map((name) => ({ name, letters: name.startsWith(word) ? 0 : lettersApart(word, name) }))
    .filter(({ letters }) => letters <= MISTYPED_LETTERS)
    .sort((one, other) => one.letters - other.letters)
  return first?.name
}

/** Levenshtein's distance. */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1]
    for (const [column, its] of Array.from(other).entries()) {
      const changed = (row[column] ?? 0) + (letter === its ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** A word for a message; anything long or odd may be a secret in the wrong place, and isn't repeated. */
export function wordToTell(word: string): string {
  return /^[a-z-]{1,12}$/u.test(word) ? word : ''
}
