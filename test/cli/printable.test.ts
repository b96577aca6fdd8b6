/** Text that a terminal shows and doesn't obey. */
import { describe, expect, it } from 'vitest'
import { columnsOf, cutTo, printable, tableOf, wrapTo } from '../../src/cli/printable.ts'

describe('printable', () => {
  it('disarms escape sequences, C1 controls and marks that turn the writing', () => {
    const armed = 'a\u001b]0;title\u0007b\u009b2Jc\u202ed\u2066e\rf'
    expect(printable(armed)).toBe('a\ufffd]0;title\ufffdb\ufffd2Jc\ufffdd\ufffde\ufffdf')
  })

  it('keeps line ends and every script', () => {
    expect(printable('één\n日本語 😀')).toBe('één\n日本語 😀')
  })
})

describe('tableOf', () => {
  it('aligns columns by their width on screen: two for kana, kanji and emoji', () => {
    expect(
      tableOf([
        ['日本', 'x'],
        ['abcde', 'y'],
        ['😀', 'z']
      ])
    ).toEqual(['日本   x', 'abcde  y', '😀     z'])
  })

  it('keeps a cell on one line', () => {
    expect(tableOf([['a\nb', 'c']])).toEqual(['a\ufffdb  c'])
  })
})

describe('wrapTo', () => {
  it('breaks at spaces, and between characters where there are none', () => {
    expect(wrapTo('Strict sites refuse every code', 12)).toEqual(['Strict sites', 'refuse every', 'code'])
    expect(wrapTo('時計が進んでいます', 8)).toEqual(['時計が進', 'んでいま', 'す'])
    expect(wrapTo('', 8)).toEqual([''])
    expect(wrapTo('日本', 1)).toEqual(['日', '本'])
  })
})

describe('cutTo', () => {
  it('cuts by columns and says so', () => {
    expect(cutTo('abcdef', 6)).toBe('abcdef')
    expect(cutTo('abcdefg', 6)).toBe('abcde…')
    expect(columnsOf(cutTo('日本語日本語', 6))).toBeLessThanOrEqual(6)
  })
})
