/** The renderer's plain functions: groups of a code, search, the scale of the zero line, monograms, periods, paste keys. */
import { describe, expect, it } from 'vitest'
import type { VaultView } from '../../src/shared/views/vault.ts'
import { groupsOf, readable } from '../../src/renderer/state/code-groups.ts'
import { firstRunStep } from '../../src/renderer/state/first-run.ts'
import { letterOf, TONES, toneOf } from '../../src/renderer/state/monogram.ts'
import { adviceFor } from '../../src/renderer/state/passphrase-advice.ts'
import { keychainTrouble } from '../../src/renderer/state/keychain-trouble.ts'
import { offered } from '../../src/renderer/state/offered.ts'
import { isPasteShortcut } from '../../src/renderer/state/paste-guard.ts'
import { commonestPeriod } from '../../src/renderer/state/periods.ts'
import { zeroScaleFor } from '../../src/renderer/state/zero-scale.ts'
import { many, TWELVE } from './states.ts'

describe('groupsOf', () => {
  it.each([
    ['7GKQ2', '7GKQ2'],
    ['482913', '482 913'],
    ['4829130', '482 9130'],
    ['48291300', '4829 1300'],
    ['482913007', '482 913 007'],
    ['4829130075', '48291 30075']
  ])('parts %s as %s', (code, grouped) => {
    expect(groupsOf(code).join(' ')).toBe(grouped)
    expect(groupsOf(code).join('')).toBe(code)
  })

  it('reads 019552 digit by digit', () => {
    expect(readable('019552')).toBe('0 1 9 5 5 2')
  })
})

describe('firstRunStep', () => {
  const open: VaultView = {
    kind: 'unlocked',
    ways: ['keychain', 'recovery'],
    recoveryConfirmed: true,
    notices: []
  }

  it.each<[string, VaultView, number, 2 | 3 | null]>([
    ['the recovery code isn’t confirmed', { ...open, recoveryConfirmed: false }, 0, 2],
    ['there is no account yet', open, 0, 3],
    ['there is one', open, 1, null],
    ['there is one, and the code isn’t confirmed', { ...open, recoveryConfirmed: false }, 1, null],
    ['the recovery code was taken away', { ...open, ways: ['keychain', 'passphrase'] }, 0, null],
    ['there is no vault', { kind: 'missing', keychain: 'present' }, 0, null]
  ])('where %s', (_, view, accounts, step) => {
    expect(firstRunStep(view, accounts)).toBe(step)
  })
})

describe('zeroScaleFor', () => {
  it('is linear to 5 s when the clock is in step', () => {
    const scale = zeroScaleFor(41, 18)
    expect(scale.logarithmic).toBe(false)
    expect(scale.at(2.5)).toBeCloseTo(0.5)
    expect(scale.at(-5)).toBe(-1)
  })

  it('turns logarithmic beyond 5 s, and every distance stands further out than a smaller one', () => {
    const scale = zeroScaleFor(-47_012, 18)
    expect(scale.logarithmic).toBe(true)
    const places = [0, 1, 5, 5.1, 47, 60, 3600, 86_400].map((s) => scale.at(s))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(new Set(places).size).toBe(places.length)
    expect(scale.at(86_400)).toBeCloseTo(1)
  })

  it('keeps a clock that is 3 years off on the line', () => {
    expect(zeroScaleFor(94_608_000_000, 10).at(-94_608_000)).toBe(-1)
  })
})

describe('monograms', () => {
  it.each([
    ['github', 'G'],
    ['楽天', '楽'],
    ['ß-bank', 'ß'],
    ['  aws', 'A'],
    ['👩‍💻 dev', '👩‍💻'],
    ['', '?']
  ])('shows %j as %s', (name, letter) => {
    expect(letterOf(name)).toBe(letter)
  })

  it('gives an issuer the same colour whatever its case or width, and uses all 12', () => {
    expect(toneOf('GITHUB')).toBe(toneOf('ｇｉｔｈｕｂ'))
    expect(new Set(many(200).map(({ issuer }) => toneOf(issuer))).size).toBe(TONES)
  })
})

describe('commonestPeriod', () => {
  it('is 30 s among twelve accounts of which one has 60 s and one none', () => {
    expect(commonestPeriod(TWELVE)).toBe(30)
    expect(commonestPeriod(TWELVE.filter(({ kind }) => kind === 'hotp'))).toBeUndefined()
  })
})

describe('adviceFor', () => {
  it.each([
    ['kurage 7', 'short'],
    ['kurage hoshi 7', 'fair'],
    ['kurage hoshi kaban tokei', 'long'],
    ['くらげほしかばんとけい', 'long']
  ])('calls %j %s', (passphrase, advice) => {
    expect(adviceFor(passphrase)).toBe(advice)
  })
})

describe('isPasteShortcut', () => {
  const none = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  it.each([
    ['Ctrl+V', { key: 'v', ctrlKey: true }],
    ['Cmd+V', { key: 'v', metaKey: true }],
    ['Ctrl+Shift+V', { key: 'V', ctrlKey: true, shiftKey: true }],
    ['Ctrl and the V key of a Cyrillic layout', { key: 'м', code: 'KeyV', ctrlKey: true }],
    ['Shift+Insert', { key: 'Insert', shiftKey: true }]
  ])('knows %s', (_, keys) => {
    expect(isPasteShortcut({ ...none, ...keys })).toBe(true)
  })

  it('lets the letter v and Ctrl+C pass', () => {
    expect(isPasteShortcut({ ...none, key: 'v', code: 'KeyV' })).toBe(false)
    expect(isPasteShortcut({ ...none, key: 'c', code: 'KeyC', ctrlKey: true })).toBe(false)
  })
})

describe('offered', () => {
  it.each([
    [null, [1, 5]],
    [5, [1, 5]],
    [3, [1, 3, 5]]
  ])('offers what is set besides the usual: %s', (set, values) => {
    expect(offered([1, 5], set)).toEqual(values)
  })
})

describe('keychainTrouble', () => {
  it('tells a locked, silent, missing, emptied and foreign keychain apart, and blames it for nothing else', () => {
    const codes = [
      'keychain-locked',
      'keychain-unreachable',
      'keychain-absent',
      'key-unavailable',
      'wrong-credential',
      'damaged'
    ] as const
    expect(codes.map((code) => keychainTrouble({ code }))).toEqual([
      'locked',
      'unreachable',
      'absent',
      'lost',
      'wrong',
      undefined
    ])
    expect(keychainTrouble(undefined)).toBeUndefined()
  })
})
