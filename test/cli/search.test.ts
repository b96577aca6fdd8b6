/** Which accounts a SEARCH means. */
import { describe, expect, it } from 'vitest'
import { matching } from '../../src/cli/search.ts'

const aws = { id: 'a1b2c3d4e5f60718', issuer: 'AWS', label: 'root' }
const github = { id: '0011223344556677', issuer: 'GitHub', label: 'octocat@example.org' }
const work = { id: '8899aabbccddeeff', issuer: 'GitHub', label: 'work' }
const wide = { id: 'ffeeddccbbaa9988', issuer: 'ドコモ', label: 'taro' }
const accounts = [aws, github, work, wide]

describe('matching', () => {
  it.each([
    ['aws', [aws]],
    ['ROOT', [aws]],
    ['AWS: root', [aws]],
    ['github', [github, work]],
    ['GitHub: w', [work]],
    ['octocat', [github]],
    ['ＧｉｔＨｕｂ: work', [work]],
    ['ﾄﾞｺﾓ', [wide]],
    ['8899aabbccddeeff', [work]],
    ['8899', [work]],
    ['A1B2', [aws]],
    ['oct\u200boc\u00adat', [github]],
    ['\u200b', []],
    ['nothing', []],
    ['', []],
    ['  ', []]
  ])('takes %j for what people mean', (search, found) => {
    expect(matching(accounts, search)).toEqual(found)
  })

  it('gives an exact id before everything that holds it in its name', () => {
    const named = { id: '1234123412341234', issuer: aws.id, label: '' }
    expect(matching([...accounts, named], aws.id)).toEqual([aws])
  })

  it('does not take a short word for the beginning of an id', () => {
    expect(matching(accounts, 'a1')).toEqual([])
  })
})
