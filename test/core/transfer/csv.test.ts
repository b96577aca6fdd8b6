import { describe, expect, it } from 'vitest'
import { csvRows } from '../../../src/core/transfer/csv.ts'

describe('csvRows', () => {
  it.each([
    ['nothing', '', []],
    ['one row without a line end', 'a,b', [['a', 'b']]],
    [
      'two rows with a line end (RFC 4180 §2.1)',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd']
      ]
    ],
    ['line feeds and carriage returns alone', 'a\nb\rc', [['a'], ['b'], ['c']]],
    ['blank lines', 'a\n\n\r\nb\n', [['a'], ['b']]],
    [
      'empty cells',
      ',\n,a,\n',
      [
        ['', ''],
        ['', 'a', '']
      ]
    ],
    ['quoted cells (§2.5)', '"a","b"', [['a', 'b']]],
    ['commas and line ends in quotes (§2.6)', '"a,\r\nb",c', [['a,\r\nb', 'c']]],
    ['doubled quotes (§2.7)', '"a""b","""",""', [['a"b', '"', '']]],
    ['a quote in the midst of a cell', 'a"b,c', [['a"b', 'c']]],
    ['more after a closing quote', '"a"b,c', [['ab', 'c']]],
    ['spaces, which belong to the cell (§2.4)', ' a , b ', [[' a ', ' b ']]]
  ])('reads %s', (_, text, rows) => {
    expect([...csvRows(text)]).toEqual(rows)
  })

  it('refuses more than 1,000,000 cells', () => {
    expect([...csvRows(','.repeat(999_999))]).toHaveLength(1)
    expect(() => [...csvRows(','.repeat(1_000_001))]).toThrow(expect.objectContaining({ code: 'too-large' }))
  })

  it('refuses a quote that is not closed', () => {
    expect(() => [...csvRows('a,"b\nc')]).toThrow(expect.objectContaining({ code: 'damaged-file' }))
  })
})
