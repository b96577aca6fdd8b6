/**
 * Words and options of a command, read by node:util's parseArgs. Its own complaints aren't used: they are
 * English and quote values, and a value may be a secret.
 */
import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/** Options that every command has. */
const EVERYWHERE = { flags: ['help', 'json'], values: ['home', 'passphrase-file'] } as const

type EveryFlag = (typeof EVERYWHERE.flags)[number]
type EveryValue = (typeof EVERYWHERE.values)[number]

export interface Options<Flag extends string = never, Value extends string = never> {
  /** What isn't an option, in order. */
  readonly words: readonly string[]
  readonly has: (flag: Flag | EveryFlag) => boolean
  readonly value: (name: Value | EveryValue) => string | undefined
  /** Of an option that may be repeated. */
  readonly values: (name: Value) => readonly string[]
}

export interface OptionNames<Flag extends string, Value extends string> {
  readonly flags?: readonly Flag[]
  readonly values?: readonly Value[]
  /** Which of `values` may be given more than once. */
  readonly repeated?: readonly Value[]
}

/**
 * Reads a command's arguments.
 * @throws UsageError - `unknown-option`, `value-missing`, `value-unexpected`, `given-twice`.
 */
export function readOptions<Flag extends string = never, Value extends string = never>(
  args: readonly string[],
  names: OptionNames<Flag, Value> = {}
): Options<Flag, Value> {
  const flags = new Set<string>([...EVERYWHERE.flags, ...(names.flags ?? [])])
  const values = new Set<string>([...EVERYWHERE.values, ...(names.values ?? [])])
  const repeated = new Set<string>(names.repeated ?? [])
  const found = new Map<string, string[]>()
  const words: string[] = []
  for (const token of tokensOf(args, flags, values)) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (flags.has(name)) {
      if (value !== undefined) throw new UsageError('value-unexpected', rawName)
      found.set(name, [])
    } else if (values.has(name)) {
      // `--at --json` is a forgotten value; one that really begins with '-' is written --at=-1.
      if (value === undefined || (!inlineValue && value.startsWith('-') && value !== '-')) {
        throw new UsageError('value-missing', rawName)
      }
      const before = found.get(name) ?? []
      if (before.length > 0 && !repeated.has(name)) throw new UsageError('given-twice', rawName)
      found.set(name, [...before, value])
    } else {
      throw new UsageError('unknown-option', nameToTell(rawName))
    }
  }
  return {
    words,
    has: (flag) => found.has(flag),
    value: (name) => found.get(name)?.[0],
    values: (name) => found.get(name) ?? []
  }
}

/** @throws UsageError - `too-many-words`, where a command got more than it can use. */
export function wordsAtMost(most: number, options: Pick<Options, 'words'>, command: string): void {
  if (options.words.length > most) throw new UsageError('too-many-words', command)
}

export interface SplitCommand {
  /** The first word; `undefined` where there is none. */
  readonly name: string | undefined
  /** Everything else, in order. */
  readonly rest: readonly string[]
  /** Whether --help or -h is anywhere among it. */
  readonly help: boolean
}

/** Splits the command's name off its arguments; options for everywhere may stand before it. */
export function splitCommand(args: readonly string[]): SplitCommand {
  const tokens = tokensOf(args, new Set(EVERYWHERE.flags), new Set(EVERYWHERE.values))
  const command = tokens.find((token) => token.kind === 'positional')
  return {
    name: command?.value,
    rest: args.filter((_, index) => index !== command?.index),
    help: tokens.some((token) => token.kind === 'option' && token.name === 'help')
  }
}

function tokensOf(args: readonly string[], flags: ReadonlySet<string>, values: ReadonlySet<string>) {
  const options: Record<string, { type: 'boolean' | 'string'; short?: string }> = {}
  for (const name of flags) options[name] = { type: 'boolean', ...(name === 'help' ? { short: 'h' } : {}) }
  for (const name of values) options[name] = { type: 'string' }
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

/** An option's name for a message; what doesn't look like one may be a pasted secret. */
function nameToTell(rawName: string): string {
  return /^(?:-[A-Za-z]|--?[a-z][a-z-]{0,19})$/u.test(rawName) ? rawName : ''
}
