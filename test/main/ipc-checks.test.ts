import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAIN_CHECKS, SECRET_CHECKS } from '../../src/main/ipc-checks.ts'

const ALL = Object.entries({ ...MAIN_CHECKS, ...SECRET_CHECKS })

/** One good argument list for each request that takes any. */
const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  'app:set-language': ['ja'],
  'app:open-link': ['licence'],
  'secret-window:open': ['type-account'],
  'accounts:add-from-file': ['/home/hana/qr.png'],
  'accounts:remove': ['a1b2'],
  'accounts:restore': ['a1b2'],
  'codes:copy': ['a1b2'],
  'codes:next-hotp': ['a1b2'],
  'clock:correct': [true],
  'clock:locate': [{ id: 'a1b2', code: '123456', before: null, atChange: false }],
  'clock:site': ['github.com'],
  'settings:change': [
    { language: 'ja', sources: [{ name: 'Here', ways: ['ntp://127.0.0.1'] }], warnThresholdMs: 1000 }
  ],
  'settings:test-source': ['ntp://127.0.0.1'],
  'secret:create-vault': [{ keychain: false, passphrase: 'correct horse' }],
  'secret:confirm-recovery': ['ABCD-EFGH'],
  'secret:unlock': [{ kind: 'passphrase', passphrase: 'correct horse' }],
  'secret:add-account': [
    {
      kind: 'totp',
      issuer: 'AWS',
      label: 'root',
      secretBase32: 'MZXW6YTB',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      counter: 0
    }
  ]
}

describe('argument checks', () => {
  it.each(ALL)('%s takes what its handler takes', (name, check) => {
    expect(check(GOOD[name] ?? [])).toBe(true)
  })

  it.each(ALL)('%s refuses one argument too many', (name, check) => {
    expect(check([...(GOOD[name] ?? []), 'more'])).toBe(false)
  })

  it.each(ALL.filter(([name]) => name in GOOD))(
    '%s refuses none, null, and a text of 1 MB',
    (_name, check) => {
      expect(check([])).toBe(false)
      expect(check([null])).toBe(false)
      expect(check(['x'.repeat(2 ** 20)])).toBe(false)
    }
  )

  it.each(ALL)('%s never throws on 300 payloads of any shape', (_name, check) => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true, withSparseArray: true })), (args) => {
        expect(typeof check(args)).toBe('boolean')
      }),
      { numRuns: 300 }
    )
  })

  it('app:open-link takes only the links of the list, not what objects inherit', () => {
    expect(MAIN_CHECKS['app:open-link'](['toString'])).toBe(false)
    expect(MAIN_CHECKS['app:open-link'](['https://example.com'])).toBe(false)
  })
})
