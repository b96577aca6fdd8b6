import { describe, expect, it } from 'vitest'
import { drawSign, iconSizes, inkFor, signOf, type TraySign } from '../../../src/main/desktop/tray-icon.ts'
import type { ClockView } from '../../../src/shared/views/clock.ts'
import type { VaultView } from '../../../src/shared/views/vault.ts'

const CLOCK: ClockView = {
  state: 'done',
  verdict: 'in-step',
  trust: 'majority',
  agreeing: 4,
  answered: 4,
  configured: 4,
  sources: [],
  thresholdMs: 5000,
  correction: { kind: 'none' }
}
const OPEN: VaultView = { kind: 'unlocked', ways: ['keychain'], recoveryConfirmed: true, notices: [] }
const SIZES = [16, 20, 22, 24, 32, 40, 44, 48, 64]
const SIGNS: readonly TraySign[] = (['slow', 'in-step', 'fast', 'open'] as const).flatMap((clock) => [
  { clock, isLocked: false },
  { clock, isLocked: true }
])

/** How much ink each pixel has, 0–255. */
function ink(sign: TraySign, size: number): readonly number[] {
  const pixels = drawSign(sign, size, 24)
  return Array.from({ length: size * size }, (_none, at) => pixels[at * 4 + 3] ?? 0)
}

/** The middle and the amount of the ink below the baseline. */
function pointer(clock: TraySign['clock'], size: number): { middle: number; filled: number } {
  let [sum, filled] = [0, 0]
  for (const [at, amount] of ink({ clock, isLocked: false }, size).entries()) {
    if (Math.floor(at / size) < Math.round((10 * size) / 16)) continue
    sum += (at % size) * amount
    filled += amount
  }
  return { middle: sum / filled, filled }
}

describe('signOf', () => {
  it('points left for a slow clock, right for a fast one', () => {
    expect(signOf({ ...CLOCK, verdict: 'off', offsetMs: 47_000 }, OPEN).clock).toBe('slow')
    expect(signOf({ ...CLOCK, verdict: 'off', offsetMs: -47_000 }, OPEN).clock).toBe('fast')
  })

  it('is hollow while nothing is certain', () => {
    expect(signOf({ ...CLOCK, verdict: 'uncertain' }, OPEN).clock).toBe('open')
    expect(signOf({ ...CLOCK, verdict: 'unknown' }, OPEN).clock).toBe('open')
  })

  it('has a padlock while the vault is locked', () => {
    expect(signOf(CLOCK, OPEN).isLocked).toBe(false)
    expect(signOf(CLOCK, { kind: 'locked', ways: ['passphrase'] }).isLocked).toBe(true)
  })
})

describe('drawSign', () => {
  it.each(SIZES)('tells the four states of the clock apart by shape alone at %i px', (size) => {
    const [slow, inStep, fast, open] = (['slow', 'in-step', 'fast', 'open'] as const).map((clock) =>
      pointer(clock, size)
    )
    expect(slow?.middle).toBeLessThan((inStep?.middle ?? 0) - size / 8)
    expect(fast?.middle).toBeGreaterThan((inStep?.middle ?? 0) + size / 8)
    expect(open?.filled).toBeLessThan((inStep?.filled ?? 0) * 0.85)
  })

  it.each(SIZES)('has no two signs alike at %i px: 2 % of the pixels differ by half at least', (size) => {
    for (const [index, sign] of SIGNS.entries()) {
      for (const other of SIGNS.slice(index + 1)) {
        const [one, two] = [ink(sign, size), ink(other, size)]
        const different = one.filter((amount, at) => Math.abs(amount - (two[at] ?? 0)) >= 128).length

        expect(different / size ** 2, JSON.stringify([sign, other])).toBeGreaterThan(0.02)
      }
    }
  })

  it('stays within its square, and is as light or dark as the panel needs', () => {
    expect(drawSign({ clock: 'fast', isLocked: true }, 22, 255)).toHaveLength(22 * 22 * 4)
    const white = drawSign({ clock: 'in-step', isLocked: false }, 16, 255)
    // Premultiplied: no channel is above its alpha.
    for (let at = 0; at < white.length; at += 4) expect(white[at]).toBe(white[at + 3])
  })
})

describe('iconSizes', () => {
  it('gives 16, 20, 24 and 32 px on Windows and macOS, 22 and 44 px on Linux', () => {
    expect(iconSizes('win32').map(({ size }) => size)).toStrictEqual([16, 20, 24, 32, 48])
    expect(iconSizes('linux').map(({ size }) => size)).toStrictEqual([22, 28, 33, 44, 66])
  })
})

describe('inkFor', () => {
  it('is light on dark panels, and on GNOME’s in any case', () => {
    expect(inkFor({ platform: 'win32', desktop: 'other', isDark: true })).toBe(255)
    expect(inkFor({ platform: 'win32', desktop: 'other', isDark: false })).toBe(24)
    expect(inkFor({ platform: 'linux', desktop: 'kde', isDark: false })).toBe(24)
    expect(inkFor({ platform: 'linux', desktop: 'gnome', isDark: false })).toBe(255)
    expect(inkFor({ platform: 'darwin', desktop: 'other', isDark: true })).toBe(0)
  })
})
