/**
 * The reverse check: from a code that another device shows to how far this machine's clock and that device's are
 * apart. It needs no network. The code tells the time step that the device was in (RFC 6238 §4.2), the moment at which
 * it was entered the rest.
 */
import type { TimeBasedAccount } from '../otp/account.ts'
import { codeOfStep, timeStepAt } from '../otp/totp.ts'

/** A code as somebody read it off the other device. */
export interface Reading {
  /** As `readCode` gives it. */
  readonly code: string
  /** The code that the device showed just before it; makes a false match negligible. */
  readonly before?: string
  /** When it was entered, Unix ms by the local clock. */
  readonly enteredAtMs: number
  /** It was entered at the moment when the device went on to its next code. */
  readonly atChange?: boolean
}

export interface LocateOptions {
  /** How far the two clocks may be apart to be found, ms. */
  readonly withinMs?: number
  /** Longest time from reading the code to entering it, s. */
  readonly typingS?: number
}

/** Where the two clocks may stand to each other; both ends belong to it. */
export interface OffsetRange {
  /** Add this to the local clock to get the other device's; positive = the local clock is behind it. */
  readonly lowMs: number
  readonly highMs: number
}

export interface Located {
  /** One for each place where the codes fit, lowest first; none where they fit nowhere. */
  readonly ranges: readonly OffsetRange[]
  /** About how likely it is, 0–1, that codes fit somewhere by accident. */
  readonly falseMatchChance: number
}

/** ± 10 minutes: phones are in step, and a clock that is off by more is off by hours. */
export const WITHIN_MS = 600_000

/** Six digits are read and typed well within this, s. */
export const TYPING_S = 20

/** How far a key may be pressed from what it should be pressed at, ms: people anticipate by less than they lag. */
const PRESSED_MS = { early: 250, late: 750 } as const

/**
 * Finds the offsets at which the other device shows these codes.
 *
 * Each of them contains the truth if the device has the account's secret, each code was on show when it was read, and
 * it was entered no later than `typingS` after. A range of one reading is `period` + `typingS` wide, or 1 s where it
 * was entered at the change; several readings are intersected.
 */
export function locate(
  account: TimeBasedAccount,
  readings: readonly [Reading, ...Reading[]],
  { withinMs = WITHIN_MS, typingS = TYPING_S }: LocateOptions = {}
): Located {
  const steps = stepsWithin(account.period, withinMs, typingS)
  const [first, ...others] = readings.map((reading) => rangesOf(account, reading, steps, typingS))
  const ranges = others.reduce(intersected, first ?? [])
  const codes = readings.reduce((sum, { before }) => sum + (before === undefined ? 1 : 2), 0)
  return { ranges, falseMatchChance: Math.min(1, 2 * steps * matchChance(account) ** codes) }
}

/** How many time steps to either side are searched: as far as asked, and as long as typing takes. */
export function stepsWithin(period: number, withinMs: number, typingS: number): number {
  return Math.ceil((withinMs / 1000 + typingS) / period)
}

/**
 * A code as people type it, with the groups and widths that keyboards and screens give it, in the form in which
 * `locate` compares it.
 * @returns `null` for what can't be a code of this account.
 */
export function readCode(account: TimeBasedAccount, text: string): string | null {
  const typed = text.normalize('NFKC').replace(/[\s\-‐‑–]/gu, '')
  const { isUpperCase, shape } = SHAPES[account.kind]
  const code = isUpperCase ? typed.toUpperCase() : typed.toLowerCase()
  return shape.test(code) && code.length === account.digits ? code : null
}

/** Of which characters a code is made, and how many of them there are. */
const SHAPES = {
  totp: { isUpperCase: false, shape: /^\d+$/u, characters: 10 },
  steam: { isUpperCase: true, shape: /^[2-9BCDFGHJKMNPQRTVWXY]+$/u, characters: 26 },
  motp: { isUpperCase: false, shape: /^[\da-f]+$/u, characters: 16 },
  yandex: { isUpperCase: false, shape: /^[a-z]+$/u, characters: 26 }
} as const

function rangesOf(
  account: TimeBasedAccount,
  reading: Reading,
  steps: number,
  typingS: number
): readonly OffsetRange[] {
  const middle = timeStepAt(reading.enteredAtMs, account.period)
  const ranges: OffsetRange[] = []
  for (let timeStep = Math.max(0, middle - steps); timeStep <= middle + steps; timeStep++) {
    if (fits(account, reading, timeStep)) ranges.push(rangeOf(account.period, reading, timeStep, typingS))
  }
  return ranges
}

function fits(account: TimeBasedAccount, { code, before }: Reading, timeStep: number): boolean {
  if (codeOfStep(account, timeStep) !== code) return false
  return before === undefined || (timeStep > 0 && codeOfStep(account, timeStep - 1) === before)
}

/** The device's clock was somewhere in the time step as the code was read, and that was up to `typingS` ago. */
function rangeOf(
  period: number,
  { enteredAtMs, atChange = false }: Reading,
  timeStep: number,
  typingS: number
): OffsetRange {
  const beginsMs = timeStep * period * 1000 - enteredAtMs
  const endsMs = beginsMs + period * 1000
  return atChange
    ? { lowMs: endsMs - PRESSED_MS.early, highMs: endsMs + PRESSED_MS.late }
    : { lowMs: beginsMs, highMs: endsMs + typingS * 1000 }
}

/** What both readings allow; both lists are in order, and so is the outcome. */
function intersected(some: readonly OffsetRange[], others: readonly OffsetRange[]): readonly OffsetRange[] {
  return some
    .flatMap((one) =>
      others.map((other) => ({
        lowMs: Math.max(one.lowMs, other.lowMs),
        highMs: Math.min(one.highMs, other.highMs)
      }))
    )
    .filter(({ lowMs, highMs }) => lowMs <= highMs)
    .toSorted((a, b) => a.lowMs - b.lowMs)
}

/** That a code fits a time step by accident. 31 bits are all that a TOTP code is made of (RFC 4226 §5.3). */
function matchChance({ kind, digits }: TimeBasedAccount): number {
  const chance = SHAPES[kind].characters ** -digits
  return kind === 'totp' ? Math.max(chance, 2 ** -31) : chance
}
