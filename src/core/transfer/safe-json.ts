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
 * @throws TransferError `too-large` for one that is nested deeper than anybody writes
 */
export function parseJson(text: string): Json | undefined {
  const start = text.search(/[^\s\ufeff]/u)
  // Only containers: no export is a bare number, and a plain text shouldn't pass for one.
  if (start < 0 || !'{['.includes(text.charAt(start))) return undefined
  let value: unknown
  try {
    value = JSON.parse(text.slice(start))
  } catch {
    return undefined
  }
  return taken(value, LIMITS.jsonDepth)
}

function taken(value: unknown, depthLeft: number): Json {
  if (typeof value !== 'object' || value === null) return value as Json
  if (depthLeft === 0) {
    throw new TransferError('too-large', {
      expected: `≤ ${LIMITS.jsonDepth} levels of JSON`,
      got: 'more'
    })
  }
  if (Array.isArray(value)) return value.map((one) => taken(one, depthLeft - 1))
  return new Map(Object.entries(value).map(([name, one]) => [name, taken(one, depthLeft - 1)]))
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
