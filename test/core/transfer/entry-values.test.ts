import { describe, expect, it } from 'vitest'
import { numberField } from '../../../src/core/transfer/entry-values.ts'
import { parseJson } from '../../../src/core/transfer/safe-json.ts'

describe('a number of an entry', () => {
  it.each([
    ['9007199254740991', 9_007_199_254_740_991],
    ['"12"', 12]
  ])('is taken where it is %s', (written, value) => {
    expect(numberField(parseJson(`{"counter":${written}}`), 'counter')).toBe(value)
  })

  it.each([
    ['9007199254740992', '0–2^53 − 1', '9007199254740992'],
    ['"9007199254740992"', '0–2^53 − 1', '9007199254740992'],
    ['1.5', 'a whole number', '1.5'],
    ['[]', 'a whole number', 'a list']
  ])('is refused where it is %s: expected %s', (written, expected, got) => {
    expect(() => numberField(parseJson(`{"counter":${written}}`), 'counter')).toThrow(
      expect.objectContaining({ code: 'bad-field', field: 'counter', expected, got })
    )
  })
})
