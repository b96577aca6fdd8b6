/** Why one of several entries can't be read, in Japanese: the others come in all the same. */
import type { Failure } from '../../failure.ts'
import { failure } from './failure.ts'
import { valueNamed } from './failure-values.ts'
import { fieldNamed } from './field-names.ts'

export function entryFailure(it: Failure): string {
  if (it.code !== 'too-large') return failure(it)
  const what = it.field === undefined ? '' : `${fieldNamed(it.field)}が`
  const came = it.got === undefined ? '' : `、実際は${valueNamed(it.got)}`
  const limit =
    it.expected === undefined ? '' : `(上限: ${valueNamed(it.expected).replace(/^≤ /u, '')}${came})`
  return `${what}大きすぎます${limit}。これは取り込みません。`
}
