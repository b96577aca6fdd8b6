import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Algorithm, NewAccount } from '../../../src/core/otp/account.ts'
import { accountFrom } from '../../../src/core/otp/account-fields.ts'
import { encodeBase32 } from '../../../src/core/otp/base32.ts'
import { KeyUriError } from '../../../src/core/otp/key-uri-error.ts'
import { formatKeyUri, parseKeyUri } from '../../../src/core/otp/key-uri.ts'
import { accounts, bare } from '../../random-accounts.ts'

/** Stands in the tables below as `$`. */
const SECRET = 'JBSWY3DPEHPK3PXP'
const TOTP = { kind: 'totp', issuer: '', label: '', algorithm: 'SHA1', digits: 6, period: 30 }

/** The account with its secret as base 32, to be compared with. */
function fields(account: NewAccount): object {
  return { ...account, secret: encodeBase32(account.secret.export()).replaceAll('=', '') }
}

function parsed(uri: string): object {
  return fields(parseKeyUri(uri))
}

function thrownBy(uri: string): KeyUriError {
  try {
    parseKeyUri(uri)
  } catch (error) {
    expect(error).toBeInstanceOf(KeyUriError)
    return error as KeyUriError
  }
  throw new Error(`expected an error for ${uri}, got none`)
}

describe('parseKeyUri', () => {
  it('reads the example of the Key Uri Format', () => {
    const uri =
      'otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30'
    expect(parsed(uri)).toEqual({
      ...TOTP,
      issuer: 'ACME Co',
      label: 'john.doe@email.com',
      secret: 'HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ'
    })
  })

  it.each<[condition: string, uri: string, expected: object]>([
    ['nothing but a secret', 'otpauth://totp/?secret=$', {}],
    ['no label and no slash', 'otpauth://totp?secret=$', {}],
    ['a label without an issuer', 'otpauth://totp/root?secret=$', { label: 'root' }],
    ['an issuer in the label', 'otpauth://totp/AWS:root?secret=$', { issuer: 'AWS', label: 'root' }],
    ['%3A for the colon', 'otpauth://totp/AWS%3Aroot?secret=$', { issuer: 'AWS', label: 'root' }],
    ['a space after the colon', 'otpauth://totp/AWS:%20root?secret=$', { issuer: 'AWS', label: 'root' }],
    ['spaces around the prefix', 'otpauth://totp/%20AWS%20:root?secret=$', { issuer: 'AWS', label: 'root' }],
    [
      'two issuers: the parameter wins',
      'otpauth://totp/A:root?secret=$&issuer=B',
      { issuer: 'B', label: 'root' }
    ],
    ['an empty issuer parameter', 'otpauth://totp/A:root?secret=$&issuer=', { issuer: 'A', label: 'root' }],
    [
      'an issuer with a colon',
      'otpauth://totp/A:B:root?secret=$&issuer=A:B',
      { issuer: 'A:B', label: 'root' }
    ],
    ['a label with a colon', 'otpauth://totp/A:b:c?secret=$&issuer=A', { issuer: 'A', label: 'b:c' }],
    ['a label with a slash', 'otpauth://totp/A:b/c?secret=$', { issuer: 'A', label: 'b/c' }],
    ['a plus in the label', 'otpauth://totp/me+aws@x.org?secret=$', { label: 'me+aws@x.org' }],
    ['a plus in the issuer parameter', 'otpauth://totp/?secret=$&issuer=A+B%2B', { issuer: 'A B+' }],
    ['a number sign', 'otpauth://totp/x%231#2?secret=$&issuer=C#', { issuer: 'C#', label: 'x#1#2' }],
    ['Japanese', 'otpauth://totp/%E4%BC%9A%E7%A4%BE:名前?secret=$', { issuer: '会社', label: '名前' }],
    ['scheme and type in capitals', 'OTPAUTH://TOTP/a?secret=$', { label: 'a' }],
    ['parameter names in capitals', 'otpauth://totp/a?SECRET=$&Digits=8', { label: 'a', digits: 8 }],
    ['&amp; from the source of a page', 'otpauth://totp/a?secret=$&amp;digits=8', { label: 'a', digits: 8 }],
    ['white space around', ' \n\u{feff}otpauth://totp/a?secret=$\r\n', { label: 'a' }],
    ['&amp;amp; from a copy of that', 'otpauth://totp/?secret=$&amp;amp;digits=8', { digits: 8 }],
    ['&#38; and &AMP;', 'otpauth://totp/?secret=$&#38;digits=8&AMP;period=60', { digits: 8, period: 60 }],
    ['spaces around names', 'otpauth://totp/?secret=$& digits%20=8&+period=60', { digits: 8, period: 60 }],
    ['unseen characters in names', 'otpauth://totp/?secret=$&%00dig%E2%80%8Bits%0A=8', { digits: 8 }],
    ['full-width names', 'otpauth://totp/?secret=$&ｄｉｇｉｔｓ=8', { digits: 8 }],
    ['%3D for the sign', 'otpauth://totp/?secret%3D$&digits%3d8', { digits: 8 }],
    ['algo', 'otpauth://totp/?secret=$&algo=SHA256&digit=8', { algorithm: 'SHA256', digits: 8 }],
    ['interval', 'otpauth://totp/?secret=$&interval=60', { period: 60 }],
    ['step', 'otpauth://totp/?secret=$&step=60', { period: 60 }],
    ['a t0 of 0', 'otpauth://totp/?secret=$&t0=0', {}],
    ['names that only begin like ours', 'otpauth://totp/?secret=$&digits_hint=8&period-name=x&color=f', {}],
    ['unknown parameters, even twice', 'otpauth://totp/a?secret=$&image=x&image=%E0%A4&lock', { label: 'a' }],
    ['a counter that TOTP has no use for', 'otpauth://totp/a?secret=$&counter=x', { label: 'a' }],
    ['9 digits', 'otpauth://totp/a?secret=$&digits=9', { label: 'a', digits: 9 }],
    ['a period of 1 s', 'otpauth://totp/a?secret=$&period=1', { label: 'a', period: 1 }],
    ['a period of a day', 'otpauth://totp/a?secret=$&period=86400', { label: 'a', period: 86_400 }]
  ])('reads %s', (_, uri, expected) => {
    expect(parsed(uri.replaceAll('$', SECRET))).toEqual({ ...TOTP, secret: SECRET, ...expected })
  })

  it.each([
    'jbswy3dpehpk3pxp',
    'JBSW%20Y3DP%20EHPK%203PXP',
    'JBSW+Y3DP+EHPK+3PXP',
    'jbsw-y3dp-ehpk-3pxp',
    'JBSW Y3DP EHPK 3PXP'
  ])('reads the secret %s', (secret) => {
    expect(parsed(`otpauth://totp/a?secret=${secret}`)).toMatchObject({ secret: SECRET })
  })

  it.each(['GEZDGNBVGY3TQOI%3D', 'GEZDGNBVGY3TQOI=', 'GEZDGNBVGY3TQOI'])('reads the secret %s', (secret) => {
    expect(parseKeyUri(`otpauth://totp/a?secret=${secret}`).secret.export().toString()).toBe('123456789')
  })

  it.each<[text: string, algorithm: Algorithm]>([
    ['SHA1', 'SHA1'],
    ['sha1', 'SHA1'],
    ['SHA-1', 'SHA1'],
    ['HmacSHA1', 'SHA1'],
    ['HMAC-SHA-1', 'SHA1'],
    ['Sha256', 'SHA256'],
    ['HmacSHA256', 'SHA256'],
    ['SHA_256', 'SHA256'],
    ['SHA512', 'SHA512'],
    ['hmac_sha512', 'SHA512']
  ])('reads the algorithm %s', (text, algorithm) => {
    expect(parsed(`otpauth://totp/a?secret=${SECRET}&algorithm=${text}`)).toMatchObject({ algorithm })
  })

  it.each([0, 7, 2 ** 53 - 1])('reads HOTP with the counter %d, and ignores a period', (counter) => {
    expect(parsed(`otpauth://hotp/A:b?secret=${SECRET}&counter=${counter}&period=0`)).toEqual({
      kind: 'hotp',
      issuer: 'A',
      label: 'b',
      secret: SECRET,
      algorithm: 'SHA1',
      digits: 6,
      counter
    })
  })

  it.each([
    ['otpauth://steam/Steam:sophia?secret=$', 'Steam', 'sophia'],
    [
      'otpauth://steam/Boeing:sophia?period=30&digits=5&algorithm=SHA1&secret=$&issuer=Boeing',
      'Boeing',
      'sophia'
    ],
    ['otpauth://totp/Steam:sophia?secret=$&issuer=Steam', 'Steam', 'sophia'],
    ['otpauth://totp/Steam:sophia?secret=$', 'Steam', 'sophia'],
    ['otpauth://totp/sophia?secret=$&issuer=STEAM', 'STEAM', 'sophia'],
    ['otpauth://totp/Steam:sophia?secret=$&digits=5&period=30&algorithm=SHA1&deviceid=x', 'Steam', 'sophia'],
    ['otpauth://totp/Valve:gaben?secret=$&digits=5&encoder=steam', 'Valve', 'gaben'],
    ['otpauth://totp/Valve:gaben?secret=$&digits=6&encoder=steam', 'Valve', 'gaben'],
    ['otpauth://steam/Steam:sophia?secret=$&digits=6', 'Steam', 'sophia'],
    ['steam://$', 'Steam', ''],
    ['STEAM://$/', 'Steam', '']
  ])('takes %s for Steam', (uri, issuer, label) => {
    const expected = {
      kind: 'steam',
      issuer,
      label,
      secret: SECRET,
      algorithm: 'SHA1',
      digits: 5,
      period: 30
    }
    expect(parsed(uri.replaceAll('$', SECRET))).toEqual(expected)
  })

  it.each([
    ['says 6 digits', 'otpauth://totp/Steam:a?secret=$&digits=6'],
    ['says SHA256', 'otpauth://totp/Steam:a?secret=$&algorithm=SHA256'],
    ['says 60 s', 'otpauth://totp/Steam:a?secret=$&period=60'],
    ['has another issuer', 'otpauth://totp/Steam:a?secret=$&digits=5&issuer=Valve']
  ])("doesn't take a TOTP for Steam that %s", (_, uri) => {
    expect(parsed(uri.replaceAll('$', SECRET))).toMatchObject({ kind: 'totp' })
  })

  it.each([
    ['otpauth://motp/VPN:alice?secret=e3152afee62599c8&pin=1234', 'VPN'],
    ['otpauth://motp/VPN:alice?secret=E3152AFE%20E62599C8&pin=1234&algorithm=MD5&digits=6&period=10', 'VPN'],
    ['motp://VPN:alice?secret=e3152afee62599c8&pin=1234&issuer=VPN', 'VPN'],
    ['motp:///VPN:alice?secret=e3152afee62599c8&pin=1234', 'VPN']
  ])('reads mOTP: %s', (uri, issuer) => {
    expect(bare(parseKeyUri(uri))).toEqual({
      kind: 'motp',
      issuer,
      label: 'alice',
      secret: 'e3152afee62599c8',
      algorithm: 'MD5',
      digits: 6,
      period: 10,
      pin: '1234'
    })
  })

  it.each([
    ['the pin as typed', 'LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&pin=7586&pin_length=4'],
    [
      'the pin in base 32, as Aegis writes it',
      'LA2V6KMCGYMWWVEW64RNP3JA3I&pin=G42TQNQ&digits=8&algorithm=SHA256'
    ],
    ['as it is shown, with its pin', 'la2v6kmc%20gymwwvew64rnp3ja3i&pin=7586&period=30']
  ])('reads Yandex: %s', (_, secret) => {
    expect(bare(parseKeyUri(`otpauth://yaotp/Yandex:alice?secret=${secret}`))).toEqual({
      kind: 'yandex',
      issuer: 'Yandex',
      label: 'alice',
      secret: '58355f298236196b5496f722d7ed20da',
      algorithm: 'SHA256',
      digits: 8,
      period: 30,
      pin: '7586'
    })
  })

  it.each<[condition: string, uri: string, fault: object]>([
    ['nothing', '', { code: 'not-a-key-uri' }],
    ['other text', '$', { code: 'not-a-key-uri' }],
    ['a web address', 'https://x.org/?secret=$', { code: 'not-a-key-uri', got: 'another scheme' }],
    ['one slash', 'otpauth:/totp/a?secret=$', { code: 'not-a-key-uri' }],
    ['two URIs', 'x otpauth://totp/a?secret=$', { code: 'not-a-key-uri' }],
    ['no type', 'otpauth:///a?secret=$', { code: 'unsupported-type', field: 'type' }],
    [
      'an unknown type',
      'otpauth://ocra/a?secret=$',
      { code: 'unsupported-type', expected: 'totp, hotp, steam, motp or yaotp' }
    ],
    [
      'a secret for a type',
      'otpauth://$',
      { code: 'unsupported-type', got: 'another text of 16 characters' }
    ],
    ['mOTP in base 32', 'otpauth://motp/a?secret=$&pin=1234', { field: 'secret' }],
    ['mOTP without a pin', 'otpauth://motp/a?secret=e3152afe', { field: 'pin', got: 'nothing' }],
    [
      'mOTP with SHA1',
      'otpauth://motp/a?secret=e3152afe&pin=1&algorithm=SHA1',
      { field: 'algorithm', expected: 'MD5', got: 'SHA1' }
    ],
    [
      'mOTP with 30 s',
      'otpauth://motp/a?secret=e3152afe&pin=1&period=30',
      { field: 'period', expected: '10' }
    ],
    ['Yandex without a pin', 'otpauth://yaotp/a?secret=$', { field: 'pin', got: 'nothing' }],
    [
      'Yandex with a short secret',
      'otpauth://yaotp/a?secret=$&pin=1234',
      { field: 'secret', got: '10 bytes' }
    ],
    ['Yandex with a pin of letters', 'otpauth://yaotp/a?secret=$&pin=mfrggzdf', { field: 'pin' }],
    ['Yandex with half a pin', 'otpauth://yaotp/a?secret=$&pin=mfr', { field: 'pin' }],
    [
      'migration',
      'otpauth-migration://offline?data=$',
      { code: 'unsupported-type', got: 'otpauth-migration' }
    ],
    ['no secret', 'otpauth://totp/a?issuer=b', { field: 'secret', got: 'nothing' }],
    ['no parameters', 'otpauth://totp/a', { field: 'secret', got: 'nothing' }],
    ['an empty secret', 'otpauth://totp/a?secret=', { field: 'secret', got: '0 characters' }],
    ['a secret with 1', 'otpauth://totp/a?secret=$1', { field: 'secret', expected: 'A–Z and 2–7' }],
    ['a secret with 8', 'otpauth://totp/a?secret=8$', { field: 'secret', expected: 'A–Z and 2–7' }],
    ['a cut secret', 'otpauth://totp/a?secret=$A', { field: 'secret', got: '17 characters' }],
    ['a secret twice', 'otpauth://totp/a?secret=$&secret=$', { field: 'secret', got: 'it twice' }],
    [
      'a secret twice, once escaped',
      'otpauth://totp/a?secret=$&%73ecret=S',
      { field: 'secret', got: 'it twice' }
    ],
    ['a period by two names', 'otpauth://totp/a?secret=$&period=30&interval=60', { field: 'period' }],
    ['another t0', 'otpauth://totp/a?secret=$&T0=59', { field: 't0', expected: '0', got: '59' }],
    ['an interval of 0', 'otpauth://totp/a?secret=$&interval=0', { field: 'period', got: '0' }],
    ['a list of digits', 'otpauth://totp/a?secret=$&digits[]=8', { field: 'digits', got: 'more after it' }],
    ['an = escaped twice', 'otpauth://totp/a?secret=$&digits%253D8', { field: 'digits' }],
    ['an issuer twice', 'otpauth://totp/a?secret=$&issuer=a&ISSUER=b', { field: 'issuer' }],
    ['MD5', 'otpauth://totp/a?secret=$&algorithm=MD5', { field: 'algorithm', got: 'MD5' }],
    ['SHA-384', 'otpauth://totp/a?secret=$&algorithm=SHA-384', { field: 'algorithm', got: 'SHA-384' }],
    ['SHA512/256', 'otpauth://totp/a?secret=$&algorithm=SHA512/256', { field: 'algorithm' }],
    ['an empty algorithm', 'otpauth://totp/a?secret=$&algorithm=', { field: 'algorithm' }],
    [
      'a secret for an algorithm',
      'otpauth://totp/a?secret=$&algorithm=$',
      { got: 'a text of 16 characters' }
    ],
    ['4 digits', 'otpauth://totp/a?secret=$&digits=4', { field: 'digits', expected: '5–10', got: '4' }],
    ['11 digits', 'otpauth://totp/a?secret=$&digits=11', { field: 'digits', expected: '5–10', got: '11' }],
    ['99 digits', 'otpauth://totp/a?secret=$&digits=99', { field: 'digits', expected: '5–10', got: '99' }],
    ['-6 digits', 'otpauth://totp/a?secret=$&digits=-6', { field: 'digits', expected: '5–10', got: '-6' }],
    ['6.0 digits', 'otpauth://totp/a?secret=$&digits=6.0', { field: 'digits', got: '6.0' }],
    [
      'six digits',
      'otpauth://totp/a?secret=$&digits=six',
      { field: 'digits', got: 'a text of 3 characters' }
    ],
    ['empty digits', 'otpauth://totp/a?secret=$&digits=', { field: 'digits', got: 'a text of 0 characters' }],
    ['0x6 digits', 'otpauth://totp/a?secret=$&digits=0x6', { field: 'digits' }],
    ['full-width digits', 'otpauth://totp/a?secret=$&digits=６', { field: 'digits' }],
    ['six digits for Steam', 'otpauth://steam/a?secret=$&digits=six', { field: 'digits' }],
    [
      'a period of 0',
      'otpauth://totp/a?secret=$&period=0',
      { field: 'period', expected: '1–86400', got: '0' }
    ],
    ['a period over a day', 'otpauth://totp/a?secret=$&period=86401', { field: 'period', got: '86401' }],
    ['a period of 1e2', 'otpauth://totp/a?secret=$&period=1e2', { field: 'period' }],
    ['HOTP without a counter', 'otpauth://hotp/a?secret=$', { field: 'counter', got: 'nothing' }],
    ['a counter of -1', 'otpauth://hotp/a?secret=$&counter=-1', { field: 'counter', got: '-1' }],
    ['a counter of 2^53', 'otpauth://hotp/a?secret=$&counter=9007199254740992', { expected: '0–2^53 − 1' }],
    ['a broken escape in the label', 'otpauth://totp/100%?secret=$', { field: 'label' }],
    [
      'Latin-1 in the label',
      'otpauth://totp/caf%E9?secret=$',
      { field: 'label', expected: 'percent-encoded UTF-8' }
    ],
    ['a broken escape in the issuer', 'otpauth://totp/a?secret=$&issuer=%zz', { field: 'issuer' }],
    ['a broken escape in the secret', 'otpauth://totp/a?secret=$%3', { field: 'secret' }],
    ['a Steam link that starts a game', 'steam://run/440', { field: 'secret' }],
    ['an empty Steam secret', 'steam://', { field: 'secret' }]
  ])('refuses %s', (_, uri, fault) => {
    const error = thrownBy(uri.replaceAll('$', SECRET))
    expect(error).toMatchObject({ code: 'bad-field', ...fault })
    // Neither the secret nor a part of it, in any property or in the cause.
    const shown = JSON.stringify([error, error.message, error.stack, error.cause, String(error.cause)])
    expect(shown.toUpperCase()).not.toContain(SECRET.slice(0, 8))
  })

  it.each<[condition: string, uri: string, fault: object]>([
    ['10 MB', `otpauth://totp/${'A'.repeat(10_000_000)}`, { got: '10000015 characters' }],
    ['10 MB of something else', 'A'.repeat(10_000_000), { got: '10000000 characters' }],
    [
      '16,385 characters',
      `otpauth://totp/?secret=${SECRET}`.padEnd(16_385),
      { expected: '≤ 16384 characters' }
    ],
    ['a label of 1,025 bytes', `otpauth://totp/${'a'.repeat(1025)}?secret=${SECRET}`, { field: 'label' }],
    [
      'a label of 342 × 3 bytes',
      `otpauth://totp/${'名'.repeat(342)}?secret=${SECRET}`,
      { got: '1026 bytes' }
    ],
    [
      'an issuer of 1,025 bytes',
      `otpauth://totp/?issuer=${'a'.repeat(1025)}&secret=${SECRET}`,
      { field: 'issuer' }
    ],
    ['a secret of 1,025 bytes', `otpauth://totp/?secret=${'A'.repeat(1640)}`, { field: 'secret' }],
    ['a secret of 4,097 characters', `otpauth://totp/?secret=${'A'.repeat(4097)}`, { field: 'secret' }]
  ])('refuses %s', (_, uri, fault) => {
    expect(thrownBy(uri)).toMatchObject({ code: 'too-large', ...fault })
  })

  it('takes the largest of all: names of 1,024 bytes and a secret of 1,024', () => {
    const account = accountFrom({
      kind: 'totp',
      issuer: '会'.repeat(341) + 'x',
      label: '名'.repeat(341) + 'y',
      secretBase32: encodeBase32(Buffer.alloc(1024, 0xa5)),
      algorithm: 'SHA512',
      digits: 10,
      period: 86_400,
      counter: 0
    })
    expect(parsed(formatKeyUri(account))).toEqual(fields(account))
  })

  it.each([
    ['turns the direction of writing', '%E2%80%AEgro.elpmaxe%E2%80%AC', 'gro.elpmaxe'],
    ['marks a direction', 'a%E2%80%8Eb%D8%9Cc', 'abc'],
    ['isolates', '%E2%81%A6a%E2%81%A9', 'a'],
    ['rings, ends or escapes', 'a%07b%00c%1B[31m%C2%9B', 'abc[31m'],
    ['nobody sees', 'Git%E2%80%8BHub%EF%BB%BF%C2%AD%E2%81%A0%EF%B8%8F%F3%A0%84%80', 'GitHub'],
    ['joins what isn’t joined', 'Git%E2%80%8DHub%E2%80%8C', 'GitHub'],
    ['breaks lines', 'a%0D%0Ab%E2%80%A8c', 'a b c']
  ])('drops from a name what %s', (_, written, name) => {
    expect(parsed(`otpauth://totp/x:${written}?secret=${SECRET}&issuer=${written}`)).toMatchObject({
      label: name,
      issuer: name
    })
  })

  it('keeps joined emoji and Arabic as they are', () => {
    const name = '👩‍💻 مرحبا ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می\u200cخواهم क्\u200dष'
    expect(parsed(`otpauth://totp/${encodeURIComponent(name)}?secret=${SECRET}`)).toMatchObject({
      label: name
    })
  })
})

describe('formatKeyUri', () => {
  it('spells every field out', () => {
    const uri =
      'otpauth://totp/ACME%20Co:john%40x.org?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co&algorithm=SHA256&digits=8&period=60'
    expect(formatKeyUri(parseKeyUri(uri))).toBe(uri)
    expect(formatKeyUri(parseKeyUri('otpauth://hotp/a?secret=JBSWY3DP&counter=9'))).toBe(
      'otpauth://hotp/a?secret=JBSWY3DP&algorithm=SHA1&digits=6&counter=9'
    )
    expect(formatKeyUri(parseKeyUri('steam://JBSWY3DP'))).toBe(
      'otpauth://steam/Steam:?secret=JBSWY3DP&issuer=Steam&algorithm=SHA1&digits=5&period=30'
    )
  })

  it('is read back exactly, 5,000 random accounts of all kinds with odd names', () => {
    fc.assert(
      fc.property(accounts, (account) => {
        const again = parseKeyUri(formatKeyUri(account))
        expect(bare(again)).toEqual(bare(account))
      }),
      { numRuns: 5000 }
    )
  })
})

describe('parseKeyUri, given anything', () => {
  it('throws nothing but KeyUriError, 5,000 mutated URIs', () => {
    const pieces = fc.constantFrom(
      ...[
        'otpauth://',
        'totp',
        'hotp',
        'steam',
        'motp',
        'yaotp',
        'pin=',
        '/',
        '?',
        '&',
        '=',
        '%',
        '%3A',
        ':',
        '+',
        '#',
        'secret=',
        'issuer='
      ],
      ...[
        'digits=',
        'period=',
        'counter=',
        'algorithm=',
        'encoder=',
        SECRET,
        '6',
        'SHA1',
        '\ud800',
        '%00',
        ' '
      ]
    )
    const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 20 })
    fc.assert(
      fc.property(texts, (parts) => {
        const text = `otpauth://${parts.join('')}`
        try {
          const account = parseKeyUri(text)
          expect(bare(parseKeyUri(formatKeyUri(account)))).toEqual(bare(account))
        } catch (error) {
          expect(error).toBeInstanceOf(KeyUriError)
        }
      }),
      { numRuns: 5000 }
    )
  })
})
