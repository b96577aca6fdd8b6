import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAIN_CHECKS } from '../../../src/main/ipc/ipc-checks.ts'
import { SECRET_CHECKS } from '../../../src/main/ipc/secret-checks.ts'
import { tooLong } from '../../../src/main/ipc/value-checks.ts'
import { GOOD_ARGUMENTS } from '../../checks/electron-security/ipc/good-arguments.ts'

const ALL = Object.entries({ ...MAIN_CHECKS, ...SECRET_CHECKS })

/** Null means all of them, or none. */
const TAKE_NULL = ['trash:empty', 'import:confirm', 'secret:set-passphrase', 'secret:export']

describe('argument checks', () => {
  it.each(ALL)('%s takes what its handler takes', (name, check) => {
    expect(check(GOOD_ARGUMENTS[name] ?? [])).toBe(true)
  })

  it.each(ALL)('%s refuses one argument too many', (name, check) => {
    expect(check([...(GOOD_ARGUMENTS[name] ?? []), 'more'])).toBe(false)
  })

  it.each(ALL.filter(([name]) => name in GOOD_ARGUMENTS))(
    '%s refuses none, and a text of 1 MB',
    (_name, check) => {
      expect(check([])).toBe(false)
      expect(check(['x'.repeat(2 ** 20)])).toBe(false)
    }
  )

  it.each(ALL.filter(([name]) => name in GOOD_ARGUMENTS && !TAKE_NULL.includes(name)))(
    '%s refuses null',
    (_name, check) => expect(check([null])).toBe(false)
  )

  it('tells of a text that is too long, as an argument or in one, and of nothing else that is wrong', () => {
    const text = 'x'.repeat(2 ** 20)
    const told = { code: 'too-large', expected: '≤ 4096 characters', got: '1048576 characters' }
    expect(tooLong([text])).toEqual(told)
    expect(tooLong([{ kind: 'passphrase', passphrase: text }])).toEqual(told)
    for (const args of [[], [null], [1n], [{ x: { y: text } }], ['x'.repeat(4096)], [new Array(100_000)]])
      expect(tooLong(args)).toBe(null)
  })

  it.each(ALL)('%s never throws on 300 payloads of any shape', (_name, check) => {
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true, withSparseArray: true })), (args) => {
        expect(typeof check(args)).toBe('boolean')
        expect(() => tooLong(args)).not.toThrow()
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
