import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { presentFailure } from '../../src/core/present-failure.ts'
import { QrError } from '../../src/core/transfer/qr-error.ts'
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

  it('says of one entry that is too large that it stays out, not that nothing was changed', () => {
    const failure = {
      code: 'too-large',
      field: 'label',
      expected: '≤ 1024 bytes',
      got: '1100 bytes'
    } as const
    expect(en.entryFailure(failure)).toBe(
      'The label is too large: expected ≤ 1024 bytes, got 1100 bytes. It stays out.'
    )
    expect(ja.entryFailure(failure)).toBe(
      'ラベルが大きすぎます(上限: 1024バイト、実際は1100バイト)。これは取り込みません。'
    )
    expect(en.entryFailure({ code: 'password-needed' })).toBe(en.failure({ code: 'password-needed' }))
  })

  it('tells the limit of a picture, and what came', () => {
    const told = presentFailure(new QrError('too-large', '≤ 25000000 pixels', '6000 × 5000'))
    expect(en.failure(told)).toBe(
      'This is too large: expected ≤ 25000000 pixels, got 6000 × 5000. Nothing was changed.'
    )
    expect(ja.failure(told)).toBe(
      '大きすぎます(上限: 25000000画素、実際は6000 × 5000)。何も変更していません。'
    )
  })

  it('tells the limit of an archive’s files', () => {
    const told = { code: 'too-large', field: 'archive', expected: '≤ 64 files', got: '66 files' } as const
    expect(en.failure(told)).toBe(
      'The “archive” is too large: expected ≤ 64 files, got 66 files. Nothing was changed.'
    )
    expect(ja.failure(told)).toContain('上限: 64個のファイル、実際は66個のファイル')
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
