import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pngOnWhite } from '../../../src/core/transfer/png-on-white.ts'

function picture(name: string): Buffer {
  return readFileSync(new URL(`../../vectors/qr/${name}`, import.meta.url))
}

describe('pngOnWhite', () => {
  it('lays 256 random pixels on white, written by ImageMagick with all five filters', () => {
    const rgba = picture('all-filters.rgba')
    const expected = Array.from({ length: 256 }, (_, i) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(4 * i, 4 * i + 4)
      const shade = 0.299 * red + 0.587 * green + 0.114 * blue
      return 255 + ((shade - 255) * alpha) / 255
    })
    const pixels = pngOnWhite(picture('all-filters.png'))
    expect(pixels).toMatchObject({ width: 16, height: 16 })
    const off = expected.map((shade, i) => Math.abs(shade - (pixels?.data[4 * i] ?? Number.NaN)))
    expect(Math.max(...off)).toBeLessThanOrEqual(0.51)
  })

  it.each(['transparent-palette.png', 'transparent-rgba.png', 'transparent-grey.png'])(
    'gives black and white for %s',
    (name) => {
      const shades = pngOnWhite(picture(name))?.data ?? []
      expect(new Set(shades)).toEqual(new Set([0, 255]))
    }
  )

  it('gives null for a picture without transparency', () => {
    expect(pngOnWhite(picture('totp.png'))).toBeNull()
  })
})
