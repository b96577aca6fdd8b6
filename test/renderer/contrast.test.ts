/** The colours of styles/tokens.css and styles/contrast.css keep the contrast that look.md promises (WCAG 2.2, 1.4.3 and 1.4.6), in both palettes. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = (name: string): string =>
  readFileSync(new URL(`../../src/renderer/styles/${name}`, import.meta.url), 'utf8')

/** One palette: `--name: light-dark(#light, #dark)`. */
function palette(name: string, at: 1 | 2): ReadonlyMap<string, string> {
  const pairs = css(name).matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu)
  return new Map([...pairs].map((found) => [found[1] ?? '', found[at === 1 ? 2 : 3] ?? ''] as const))
}

const light = palette('tokens.css', 1)
const dark = palette('tokens.css', 2)

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const CASES = [
  ['ink', ['paper', 'card', 'press', 'off-paper', 'warn-paper'], 7],
  ['ink-2', ['paper', 'card', 'press', 'off-paper', 'warn-paper'], 4.5],
  ['ink-3', ['paper', 'card', 'press'], 4.5],
  ['accent', ['paper', 'card', 'press'], 4.5],
  ['warn', ['warn-paper', 'card'], 4.5],
  ['off', ['off-paper', 'card', 'paper'], 4.5],
  ['on-accent', ['accent', 'accent-press'], 4.5],
  // A button that destroys something.
  ['on-off', ['off'], 4.5],
  // The weightiest notices, and what they offer.
  ['accent', ['off-paper', 'warn-paper'], 4.5],
  // Edges of fields and marks of the scale, WCAG 1.4.11.
  ['edge', ['paper', 'card'], 3]
] as const

describe.each([
  ['light', light],
  ['dark', dark]
] as const)('the %s palette', (_, colours) => {
  const pairs = CASES.flatMap(([ink, grounds, least]) =>
    grounds.map((ground) => [ink, ground, least] as const)
  )
  it.each(pairs)('shows %s on %s with a contrast of %d:1 or more', (ink, ground, least) => {
    expect(contrast(colours.get(ink) ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(least)
  })
})

/** What people who ask for more contrast get. */
const MORE = [
  ['ink', ['paper', 'card', 'press', 'off-paper', 'warn-paper'], 7],
  ['ink-2', ['paper', 'card', 'press', 'off-paper', 'warn-paper'], 7],
  ['ink-3', ['paper', 'card', 'press'], 7],
  ['accent', ['paper', 'card', 'press', 'off-paper', 'warn-paper'], 7],
  ['warn', ['warn-paper', 'card'], 7],
  ['off', ['off-paper', 'card', 'paper'], 7],
  ['on-accent', ['accent', 'accent-press'], 7],
  ['on-off', ['off'], 7],
  ['edge', ['paper', 'card'], 4.5],
  ['line', ['paper', 'card'], 4.5]
] as const

describe.each([
  ['light', palette('contrast.css', 1)],
  ['dark', palette('contrast.css', 2)]
] as const)('the %s palette of more contrast', (_, colours) => {
  it.each(MORE.flatMap(([ink, grounds, least]) => grounds.map((ground) => [ink, ground, least] as const)))(
    'shows %s on %s with a contrast of %d:1 or more',
    (ink, ground, least) => {
      expect(contrast(colours.get(ink) ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(least)
    }
  )
})
