import { describe, expect, it } from 'vitest'
import { formatKeyUri } from '../../../src/core/otp/key-uri.ts'
import { htmlSheet } from '../../../src/core/transfer/html-sheet.ts'
import { fitsQr, qrSvg, QR_BYTES } from '../../../src/core/transfer/qr-svg.ts'
import { exports as en } from '../../../src/shared/wording/en/exports.ts'
import { exports as ja } from '../../../src/shared/wording/ja/exports.ts'
import { readQrSvg } from '../../read-qr-svg.ts'
import { SAMPLES } from './exporters/sample-accounts.ts'

describe('the sheet for paper', () => {
  it('has a QR code for each account that another decoder reads', async () => {
    const sheet = await htmlSheet(SAMPLES, en.sheet)
    const codes = [...sheet.matchAll(/<svg .*?<\/svg>/gu)].map(([svg]) => readQrSvg(svg))
    expect(codes).toEqual(SAMPLES.map(formatKeyUri))
  })

  it('runs no script, fetches nothing, and says so in its policy', async () => {
    const sheet = await htmlSheet(SAMPLES, en.sheet)
    expect(sheet).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(sheet).not.toMatch(
      /<script|<link|<img|<iframe|\bon\w+=|javascript:|url\(|@import|\bhref=|\bsrc=/iu
    )
    // The one address in it names the vocabulary of the drawings.
    expect(new Set(sheet.match(/https?:[^"<\s]+/gu))).toEqual(new Set(['http://www.w3.org/2000/svg']))
  })

  it('lets no name become a tag', async () => {
    const [first] = SAMPLES
    if (first === undefined) throw new Error('expected samples')
    const name = `</style><script>alert("1")</script>&lt;'`
    const details = {
      groups: [name],
      note: name,
      isFavourite: false,
      icon: null,
      useCount: 0,
      isTrashed: false
    }
    const sheet = await htmlSheet([{ ...first, issuer: name, label: name, details }], en.sheet)
    expect(sheet).not.toContain('<script')
    expect(sheet.split('&#60;/style&#62;&#60;script&#62;')).toHaveLength(5)
  })

  it('writes the secret in groups of four, the pin and every figure, in either language', async () => {
    const sheet = await htmlSheet(SAMPLES, en.sheet)
    expect(sheet).toContain('<dd class="code">GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ</dd>')
    expect(sheet).toContain('<dt>PIN</dt><dd class="code">7586</dd>')
    expect(sheet).toContain('<dt>Period</dt><dd>60 s</dd><dt>Groups</dt><dd>Work, Prod</dd>')
    expect(sheet).toContain('<dt>Counter</dt><dd>10300</dd>')
    const japanese = await htmlSheet(SAMPLES, ja.sheet)
    expect(japanese).toContain('<html lang="ja">')
    expect(japanese).toContain('<dt>周期</dt><dd>60秒</dd>')
  })

  it('says so in place of a code that would be too large', async () => {
    const [first] = SAMPLES
    if (first === undefined) throw new Error('expected samples')
    const sheet = await htmlSheet([{ ...first, label: '名'.repeat(330) }], en.sheet)
    expect(sheet).toContain(en.sheet.noQr)
    expect(sheet).not.toContain('<svg')
  })
})

describe('qrSvg', () => {
  it(`takes ${QR_BYTES} bytes at most`, async () => {
    expect([fitsQr('ä'.repeat(1476)), fitsQr('ä'.repeat(1477))]).toEqual([true, false])
    expect(await qrSvg('a'.repeat(2953))).toContain('viewBox="0 0 185 185"')
    expect(await qrSvg('a'.repeat(2954))).toBeNull()
  })
})
