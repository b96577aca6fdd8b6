/** `zeroskew locate`: how far this computer's clock and another device's are apart, from a code that the other shows. */
import {
  locate as locateClock,
  readCode,
  WITHIN_MS,
  type Located,
  type Reading
} from '../../core/clock/locate.ts'
import { thresholdMs } from '../../core/clock/verdict.ts'
import { isTimeBased, type Account, type TimeBasedAccount } from '../../core/otp/account.ts'
import { Refusal } from '../../core/present-failure.ts'
import { askLine, canAsk, readWhole } from '../ask.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { findOne } from '../find-account.ts'
import { readOptions, type Options } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { durationMsOf } from '../time-argument.ts'
import { UsageError } from '../usage-error.ts'

type LocateOptions = Options<'at-change', 'within'>

/** Codes as somebody gave them, and when, Unix ms by this computer's clock. */
interface Given {
  readonly lines: readonly string[]
  readonly atMs: number
}

/** Two codes and some white space. */
const INPUT_LIMIT_BYTES = 256

export async function locate(args: readonly string[], terminal: Terminal): Promise<number> {
  // As early as can be: opening the vault takes its time.
  const startedAtMs = terminal.now()
  const options: LocateOptions = readOptions(args, { flags: ['at-change'], values: ['within'] })
  const [search, ...typed] = options.words
  if (search === undefined) throw new UsageError('search-missing')
  const withinMs = withinOf(options)
  if (typed.length === 0 && canAsk(terminal)) {
    return await withVault(options, terminal, async ({ accounts }) => {
      const account = findTimeBased(accounts, search, terminal)
      return account === null ? EXIT.usage : await askAndTell(account, options, withinMs, terminal)
    })
  }
  const given = typed.length > 0 ? { lines: [typed.join(' ')], atMs: startedAtMs } : await readPiped(terminal)
  return await withVault(options, terminal, ({ accounts }) => {
    const account = findTimeBased(accounts, search, terminal)
    if (account === null) return EXIT.usage
    const reading = readingOf(account, given, options.has('at-change'))
    return tell(account, locateClock(account, [reading], { withinMs }), { options, withinMs, terminal })
  })
}

function withinOf(options: LocateOptions): number {
  const text = options.value('within')
  const ms = text === undefined ? WITHIN_MS : durationMsOf(text)
  if (ms === null) throw new UsageError('bad-duration', '--within')
  return ms
}

/** Standard input to its end: one code, or the code before it on a line of its own. */
async function readPiped(terminal: Terminal): Promise<Given> {
  const text = (await readWhole(terminal.stdin, INPUT_LIMIT_BYTES)).toString('utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return { lines, atMs: terminal.now() }
}

function findTimeBased(
  accounts: readonly Account[],
  search: string,
  terminal: Terminal
): TimeBasedAccount | null {
  const account = findOne(accounts, search, terminal)
  if (account === null) return null
  if (!isTimeBased(account)) throw new UsageError('no-time-in-code')
  return account
}

/** Asks for a code and tells what it says; a second one, if somebody types it, narrows that. */
async function askAndTell(
  account: TimeBasedAccount,
  options: LocateOptions,
  withinMs: number,
  terminal: Terminal
): Promise<ExitCode> {
  const words = terminal.wording.locate
  const atChange = options.has('at-change')
  const ask = async (question: string): Promise<Given> => {
    const line = await askLine(terminal, `${question}: `)
    return { lines: line.trim() === '' ? [] : [line], atMs: terminal.now() }
  }
  const first = readingOf(account, await ask(atChange ? words.askAtChange : words.askCode), atChange)
  const found = locateClock(account, [first], { withinMs })
  const shown = { options, withinMs, terminal }
  const code = tell(account, found, shown)
  if (found.ranges.length === 0 || atChange || options.has('json')) return code
  const next = await ask(words.askNextCode)
  if (next.lines.length === 0) return code
  const second = readingOf(account, next, false)
  return tell(account, locateClock(account, [first, second], { withinMs }), shown)
}

/** @throws Refusal - `bad-code`; its value is nobody's business and isn't repeated. */
function readingOf(account: TimeBasedAccount, { lines, atMs }: Given, atChange: boolean): Reading {
  const codes = lines.map((line) => readCode(account, line))
  const [last, before] = codes.toReversed()
  if (last === undefined || codes.length > 2 || codes.includes(null)) {
    const wrong =
      codes.length > 2
        ? `${codes.length} lines`
        : `${(lines[codes.indexOf(null)] ?? '').trim().length} characters`
    throw new Refusal('bad-code', { expected: `${account.digits} characters`, got: wrong })
  }
  return {
    code: last ?? '',
    ...(before == null ? {} : { before }),
    enteredAtMs: atMs,
    atChange
  }
}

interface Shown {
  readonly options: LocateOptions
  readonly withinMs: number
  readonly terminal: Terminal
}

function tell(account: TimeBasedAccount, located: Located, { options, withinMs, terminal }: Shown): ExitCode {
  const { locate: words, terminal: more, clock } = terminal.wording
  const verdict = verdictOf(located, thresholdMs(account.period))
  if (options.has('json')) {
    printJson(terminal, { verdict, ...located, withinMs, period: account.period })
  } else {
    const sentences = [words.sentence(located), words.chance(located)]
    print(terminal, sentences.filter((sentence) => sentence !== '').join('\n'))
    note(terminal, words.advice(located))
    if (verdict === 'not-found') note(terminal, more.locateFurther(clock.length(withinMs)))
  }
  return VERDICT_EXIT[verdict]
}

type LocateVerdict = 'together' | 'apart' | 'ambiguous' | 'not-found'

const VERDICT_EXIT: Readonly<Record<LocateVerdict, ExitCode>> = {
  together: EXIT.done,
  apart: EXIT.off,
  ambiguous: EXIT.uncertain,
  'not-found': EXIT.uncertain
}

/** `together`: nothing says that they are further apart than a code forgives. `apart`: they are, for certain. */
function verdictOf({ ranges }: Located, limitMs: number): LocateVerdict {
  const near = ranges.filter(({ lowMs, highMs }) => lowMs <= limitMs && highMs >= -limitMs)
  if (ranges.length === 0) return 'not-found'
  if (near.length === 0) return 'apart'
  return near.length === ranges.length ? 'together' : 'ambiguous'
}
