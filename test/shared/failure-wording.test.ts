import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { valueNamed } from '../../src/shared/wording/ja/failure-values.ts'

const CORE = fileURLToPath(new URL('../../src/core', import.meta.url))
const en = wordingFor('en')
const ja = wordingFor('ja')

describe('a failure in words', () => {
  it.each([
    ['digits', 'number of digits', '桁数'],
    ['TimeOtp-Length', 'number of digits', '桁数'],
    ['timeStep', 'period', '周期'],
    ['secretSeed', 'secret', 'シークレット'],
    ['kdfType', '“kdfType”', '「kdfType」'],
    ['constructor', '“constructor”', '「constructor」']
  ])('calls the field %s "%s" and "%s"', (field, english, japanese) => {
    const failure = { code: 'bad-field', field, expected: '5–10', got: '99' } as const
    expect(en.failure(failure)).toContain(`The account’s ${english} can’t be used: expected 5–10, got 99.`)
    expect(ja.failure(failure)).toContain(
      `アカウントの${japanese}を使えません(必要なもの: 5〜10、実際は99)。`
    )
  })

  it.each([
    ['a text of 12 characters', '12文字の別のテキスト'],
    ['≤ 4096 bytes', '≤ 4096バイト'],
    ['4–16 digits', '4〜16桁'],
    ['nothing', 'なし'],
    ['toString', 'toString']
  ])('says "%s" in Japanese as "%s"', (english, japanese) => {
    expect(valueNamed(english)).toBe(japanese)
  })

  it('knows in Japanese what one entry of a file can be refused for', () => {
    // What `badField` and the fields of an account say; containers and ciphers speak to those who know their names.
    const said = [...sourcesOf('otp'), ...sourcesOf('transfer')].flatMap((source) =>
      [...source.matchAll(/(?:badField|badSecret|missing|needed)\([^()]*'([a-z][^']*)', '([^']+)'/gu)].map(
        ([, , text]) => text ?? ''
      )
    )
    expect(said.length).toBeGreaterThan(5)
    expect(said.filter((text) => /[a-z]{4}/u.test(text) && valueNamed(text) === text)).toEqual([])
  })

  it('tells what was left out by the names people know', () => {
    expect(en.transferWindow.import.without(['Icon', 'codeDisplay'])).toBe('Without icon: unreadable')
    expect(ja.transferWindow.import.without(['icon', 'note'])).toBe('アイコン、メモなし(読めません)')
  })
})

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(join(CORE, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(CORE, folder, name), 'utf8'))
}
