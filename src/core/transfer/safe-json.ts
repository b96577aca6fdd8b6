/**
 * JSON from outside: parsed within limits, and read field by field. Objects become Maps, so that `__proto__` is a name
 * like any other (RFC 8259).
 */
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = ReadonlyMap<string, Json>

/**
 * The value, or undefined where the text isn't JSON.
 * @throws TransferError `too-large` for one that is nested deeper, or has more values, than anybody writes: measured
 *   before it is parsed, because a parsed one may take a hundred times the memory of its text
 */
export function parseJson(text: string): Json | undefined {
  const start = text.search(/[^\s\ufeff]/u)
  // Only containers: no export is a bare number, and a plain text shouldn't pass for one.
  if (start < 0 || !'{['.includes(text.charAt(start))) return undefined
  measure(text, start)
  let value: unknown
  try {
    value = JSON.parse(text.slice(start))
  } catch {
    return undefined
  }
  return taken(value)
}

const UNIT = {
  quote: 0x22,
  comma: 0x2c,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  open: 0x7b,
  close: 0x7d
}

/** Counts levels and values without parsing: outside of strings, each container and each comma is one more. */
function measure(text: string, start: number): void {
  let [depth, values, isInString] = [0, 0, false]
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isInString) {
      if (unit === UNIT.backslash) at++
      else if (unit === UNIT.quote) isInString = false
    } else if (unit === UNIT.quote) {
      isInString = true
    } else if (unit === UNIT.comma) {
      values++
    } else if (unit === UNIT.open || unit === UNIT.openList) {
      values++
      if (++depth > LIMITS.jsonDepth) tooLarge(`${LIMITS.jsonDepth} levels of JSON`)
    } else if (unit === UNIT.close || unit === UNIT.closeList) {
      depth--
    }
    if (values > LIMITS.jsonValues) tooLarge(`${LIMITS.jsonValues} values of JSON`)
  }
}

function tooLarge(most: string): never {
  throw new TransferError('too-large', { expected: `≤ ${most}`, got: 'more' })
}

/** Its depth is measured by now. */
function taken(value: unknown): Json {
  if (typeof value !== 'object' || value === null) return value as Json
  if (Array.isArray(value)) return value.map(taken)
  return new Map(Object.entries(value).map(([name, one]) => [name, taken(one)]))
}

export function isObject(value: Json | undefined): value is JsonObject {
  return value instanceof Map
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** A field of an object that may be none: undefined where it isn't there. */
export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value.get(name) : undefined
}

/** A text field, or undefined where it is another kind. */
export function textOf(value: Json | undefined, name: string): string | undefined {
  const field = fieldOf(value, name)
  return typeof field === 'string' ? field : undefined
}

/** A number, also one that is written as a text ("30"), as several apps do; undefined for anything else. */
export function numberOf(value: Json | undefined, name: string): number | undefined {
  const field = fieldOf(value, name)
  if (typeof field === 'number') return field
  return typeof field === 'string' && /^-?\d{1,16}$/u.test(field.trim()) ? Number(field) : undefined
}

/** A list field; empty where it is anything else. */
export function listOf(value: Json | undefined, name: string): readonly Json[] {
  const field = fieldOf(value, name)
  return isList(field) ? field : []
}
