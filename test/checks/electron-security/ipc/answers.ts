/** What an answer of main must be: an outcome, with a failure that has a sentence, and without any secret in any form. */
import { serialize } from 'node:v8'
import type { Failure } from '../../../../src/shared/failure.ts'
import { failure as sentenceOf } from '../../../../src/shared/wording/en/failure.ts'
import { found, type Needles } from '../../../memory-scan.ts'

/** What a promise that wasn't kept is called in the report. */
export type Fault = 'not an outcome' | 'a failure without a sentence' | 'a secret' | 'thrown' | 'hangs'

/** Longest text of a failure: a name, a number, a length. */
const LONGEST_DETAIL = 300

/** Null where the answer is as it has to be. */
export function faultOf(answer: unknown, needles: Needles): Fault | null {
  if (holdsSecret(answer, needles)) return 'a secret'
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return 'not an outcome'
  if (answer.ok === true) return null
  if (answer.ok !== false || !('failure' in answer)) return 'not an outcome'
  return isFailure(answer.failure) ? null : 'a failure without a sentence'
}

/** The code of a refusal, or `answered`. */
export function codeOf(answer: unknown): string {
  const { ok, failure } = answer as { ok: boolean; failure?: Failure }
  return ok ? 'answered' : (failure?.code ?? 'none')
}

function isFailure(value: unknown): boolean {
  try {
    const { field, expected, got } = value as Failure
    const details = [field, expected, got].filter((detail) => detail !== undefined)
    const areShort = details.every((detail) => typeof detail === 'string' && detail.length <= LONGEST_DETAIL)
    return areShort && sentenceOf(value as Failure) !== ''
  } catch {
    return false
  }
}

/** As it would cross the wall, and once more with the gaps taken out of its texts, as secrets are shown in groups. */
export function holdsSecret(value: unknown, needles: Needles): boolean {
  const crossing = serialize(value)
  if (found(crossing, needles).length > 0) return true
  const texts: string[] = []
  const bytes: number[] = []
  collect(value, texts, bytes)
  if (texts.length === 0 && bytes.length === 0) return false
  const closed = texts.map((text) => text.replace(/[\s-]/gu, '')).join('\n')
  const decoded = texts.map((text) => (text.includes('%') ? decodeOf(text) : '')).join('\n')
  const haystack = Buffer.concat([Buffer.from(closed), Buffer.from(decoded), Buffer.from(bytes)])
  return found(haystack, needles).length > 0
}

function decodeOf(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function collect(value: unknown, texts: string[], bytes: number[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (typeof value === 'number') bytes.push(value)
  else if (value instanceof Map || value instanceof Set) {
    for (const item of value) collect(item, texts, bytes)
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const item of Object.values(value)) collect(item, texts, bytes)
  }
}
