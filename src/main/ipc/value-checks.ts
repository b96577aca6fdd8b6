/** What the checks of requests are made of: shapes and sizes. Whether a value makes sense says the domain, with a sentence. */
import type { Failure } from '../../shared/failure.ts'

/** Checks the arguments of one request; false refuses it before its handler is called. */
export type ArgumentCheck = (args: readonly unknown[]) => boolean

/** Whether a value that came from a window has the shape that is expected. Never throws. */
export type ValueCheck = (value: unknown) => boolean

/** Longest text that is looked at (a path, a passphrase, a secret), in characters. */
const LONGEST_TEXT = 4096

/** Longest name or note, in characters; in bytes the vault checks it. */
const LONGEST_NAME = 1024

const LONGEST_ID = 64

/** No record of a request has more fields. */
const MOST_FIELDS = 64
const MOST_IDS = 10_000

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST_TEXT

/**
 * Who typed or pasted more than is looked at is told so, by what came; whatever else has a wrong shape is our own bug.
 * @returns null where no text is too long, in the arguments or in a field of theirs
 */
export function tooLong(args: readonly unknown[]): Failure | null {
  const values = args.flatMap((value): readonly unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).slice(0, MOST_FIELDS) : [value]
  )
  const length = Math.max(0, ...values.map((value) => (typeof value === 'string' ? value.length : 0)))
  if (length <= LONGEST_TEXT) return null
  return { code: 'too-large', expected: `≤ ${LONGEST_TEXT} characters`, got: `${length} characters` }
}

export const isName: ValueCheck = (value) => isText(value) && value.length <= LONGEST_NAME

export const isWhole: ValueCheck = (value) => Number.isSafeInteger(value)

export const isFlag: ValueCheck = (value) => typeof value === 'boolean'

export const isId: ValueCheck = (value) => isText(value) && value !== '' && value.length <= LONGEST_ID

/** At least one id. */
export const isIds: ValueCheck = (value) =>
  Array.isArray(value) && value.length > 0 && listOf(isId, MOST_IDS)(value)

export function isOneOf(...choices: readonly unknown[]): ValueCheck {
  return (value) => choices.includes(value)
}

export function orNull(check: ValueCheck): ValueCheck {
  return (value) => value === null || check(value)
}

export function listOf(check: ValueCheck, most: number): ValueCheck {
  // Holes of a sparse array aren't seen by `every`.
  return (value) =>
    Array.isArray(value) && value.length <= most && Array.from(value as unknown[]).every(check)
}

/** Of a record's field: it may be left out. */
export interface OptionalCheck {
  readonly optional: ValueCheck
}

export function optional(check: ValueCheck): OptionalCheck {
  return { optional: check }
}

/** A record with these fields and no others. */
export function isRecordOf(fields: Readonly<Record<string, ValueCheck | OptionalCheck>>): ValueCheck {
  const required = Object.keys(fields).filter((name) => typeof fields[name] === 'function')
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const record = value as Readonly<Record<string, unknown>>
    return (
      required.every((name) => Object.hasOwn(record, name)) &&
      Object.entries(record).every(([name, field]) => {
        const check = Object.hasOwn(fields, name) ? fields[name] : undefined
        if (check === undefined) return false
        return typeof check === 'function' ? check(field) : check.optional(field)
      })
    )
  }
}

export const nothing: ArgumentCheck = (args) => args.length === 0

export function one(check: ValueCheck): ArgumentCheck {
  return together(check)
}

/** One check for each argument. */
export function together(...checks: readonly ValueCheck[]): ArgumentCheck {
  return (args) => args.length === checks.length && checks.every((check, at) => check(args[at]))
}
