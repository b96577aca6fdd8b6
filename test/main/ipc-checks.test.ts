import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAIN_CHECKS } from '../../src/main/ipc-checks.ts'
import { SECRET_CHECKS } from '../../src/main/secret-checks.ts'

const ALL = Object.entries({ ...MAIN_CHECKS, ...SECRET_CHECKS })

/** One good argument list for each request that takes any. */
const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  'app:set-language': ['ja'],
  'app:open-link': ['licence'],
  'vault:confirm-counter': ['a1b2', 42],
  'trash:empty': ['a1b2'],
  'backups:look': ['beside/vault-0000000007-000003-00112233aabbccdd-save.zeroskew'],
  'backups:restore': ['second/vault.zeroskew', ['a1b2'], false],
  'backups:put-back': ['beside/vault.zeroskew.backup'],
  'keys:remove': ['shares'],
  'secret-window:open': [{ kind: 'export', format: 'aegis-encrypted', ids: ['a1b2'] }],
  'accounts:edit': [['a1b2'], { issuer: 'AWS', groups: ['work'], isFavourite: true, removesIcon: true }],
  'accounts:move': [['a1b2', 'c3d4'], null],
  'accounts:choose-icon': ['a1b2'],
  'accounts:icon': ['a1b2'],
  'accounts:remove': [['a1b2']],
  'accounts:restore': [['a1b2']],
  'import:from-files': [['/home/hana/qr.png']],
  'import:from-frame': [{ width: 2, height: 3, pixels: new Uint8Array(6) }],
  'import:confirm': [[0, 7]],
  'export:losses': ['html', ['a1b2']],
  'codes:copy': ['a1b2', 'next'],
  'codes:consecutive': ['a1b2'],
  'codes:copy-consecutive': ['a1b2'],
  'codes:next-hotp': ['a1b2'],
  'clock:correct': [true],
  'clock:locate': [{ id: 'a1b2', code: '123456', before: null, atChange: false }],
  'clock:site': ['github.com'],
  'settings:change': [
    { language: 'ja', sources: [{ name: 'Here', ways: ['ntp://127.0.0.1'] }], warnThresholdMs: 1000 }
  ],
  'settings:test-source': ['ntp://127.0.0.1'],
  'preferences:change': [{ look: 'dark', lockAfterMinutes: null, hidesCodes: true }],
  'secret:create-vault': [{ keychain: false, passphrase: 'correct horse' }],
  'secret:confirm-recovery': ['ABCD-EFGH'],
  'secret:unlock': [{ kind: 'passphrase', passphrase: 'correct horse' }],
  'secret:reauthenticate': [{ kind: 'shares', shares: ['0123AB', '4567CD'] }],
  'secret:set-passphrase': ['correct horse'],
  'secret:check-share': ['0123AB-4567CD'],
  'secret:make-shares': [{ threshold: 2, count: 3 }],
  'secret:import-password': ['hunter2'],
  'secret:export': ['hunter2'],
  'secret:add-account': [
    {
      kind: 'motp',
      issuer: 'AWS',
      label: 'root',
      secretBase32: 'e3152afee62599c8',
      algorithm: 'SHA1',
      digits: 6,
      period: 10,
      counter: 0,
      pin: '1234'
    }
  ]
}

/** Null means all of them, or none. */
const TAKE_NULL = ['trash:empty', 'import:confirm', 'secret:set-passphrase', 'secret:export']

describe('argument checks', () => {
  it.each(ALL)('%s takes what its handler takes', (name, check) => {
    expect(check(GOOD[name] ?? [])).toBe(true)
  })

  it.each(ALL)('%s refuses one argument too many', (name, check) => {
    expect(check([...(GOOD[name] ?? []), 'more'])).toBe(false)
  })

  it.each(ALL.filter(([name]) => name in GOOD))('%s refuses none, and a text of 1 MB', (_name, check) => {
    expect(check([])).toBe(false)
    expect(check(['x'.repeat(2 ** 20)])).toBe(false)
  })

  it.each(ALL.filter(([name]) => name in GOOD && !TAKE_NULL.includes(name)))(
    '%s refuses null',
    (_name, check) => expect(check([null])).toBe(false)
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

  it.each<[keyof typeof MAIN_CHECKS, readonly unknown[]]>([
    ['preferences:change', [{ secondPlace: '/tmp' }]],
    ['preferences:change', [{ look: { toString: 'dark' } }]],
    ['preferences:change', [JSON.parse('{"__proto__": "dark"}')]],
    ['accounts:edit', [['a'], { secret: 'x' }]],
    ['accounts:edit', [['a'], { removesIcon: false }]],
    ['accounts:edit', [[], { issuer: 'x' }]],
    ['accounts:edit', [['a'], { groups: Array.from({ length: 65 }, () => 'g') }]],
    ['accounts:remove', [Array.from({ length: 10_001 }, () => 'a')]],
    ['accounts:remove', [new Array(3)]],
    ['secret-window:open', ['show-account']],
    ['secret-window:open', [{ kind: 'show-account', id: '' }]],
    ['secret-window:open', [{ kind: 'export', format: 'doc', ids: null }]],
    ['secret-window:open', [{ kind: 'unlock' }]],
    ['vault:confirm-counter', ['a', -1]],
    ['vault:confirm-counter', ['a', 2 ** 53]],
    ['import:from-frame', [{ width: 2, height: 3, pixels: new Uint8Array(7) }]],
    ['import:from-frame', [{ width: 1281, height: 1, pixels: new Uint8Array(1281) }]],
    ['codes:copy', ['a', 'now']]
  ])('%s refuses %j', (name, args) => {
    expect(MAIN_CHECKS[name](args)).toBe(false)
  })

  it.each([
    [{ threshold: 1, count: 3 }],
    [{ threshold: 4, count: 3 }],
    [{ threshold: 2, count: 17 }],
    [{ threshold: 2.5, count: 3 }]
  ])('secret:make-shares refuses %j', (set) => {
    expect(SECRET_CHECKS['secret:make-shares']([set])).toBe(false)
  })
})
