/** Why one of several entries can't be read, in English: the others come in all the same. */
import type { Failure } from '../../failure.ts'
import { failure } from './failure.ts'
import { fieldNamed } from './field-names.ts'

export function entryFailure(it: Failure): string {
  if (it.code !== 'too-large') return failure(it)
  const what = it.field === undefined ? 'This' : `The ${fieldNamed(it.field)}`
  const came = it.got === undefined ? '' : `, got ${it.got}`
  return `${what} is too large: expected ${it.expected ?? 'less'}${came}. It stays out.`
}
