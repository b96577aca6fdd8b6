import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { GreyPicture } from '../../../src/core/transfer/grey-picture.ts'
import { greyPng } from '../../../src/core/transfer/png-grey.ts'

function picture(name: string): Buffer {
  return readFileSync(new URL(`../../vectors/qr/${name}`, import.meta.url))
}

function on(name: string, ground: 0 | 255): GreyPicture {
  const png = greyPng(picture(name))
  if (typeof png === 'string') throw new Error(`expected a picture, got ${png}`)
  return png.on(ground)
}

describe('greyPng', () => {
  it.each([255, 0] as const)(
    'lays 256 random pixels on %d, written by ImageMagick with all five filters',
    (ground) => {
      const rgba = picture('all-filters.rgba')
      const expected = Array.from({ length: 256 }, (_, i) => {
        const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(4 * i, 4 * i + 4)
        const shade = 0.299 * red + 0.587 * green + 0.114 * blue
        return ground + ((shade - ground) * alpha) / 255
      })
      const grey = on('all-filters.png', ground)
      expect(grey).toMatchObject({ width: 16, height: 16 })
      const off = expected.map((shade, i) => Math.abs(shade - (grey.pixels[i] ?? Number.NaN)))
      // A whole shade is lost before the ground shines through.
      expect(Math.max(...off)).toBeLessThanOrEqual(1.5)
    }
  )

  it.each(['transparent-palette.png', 'transparent-rgba.png', 'transparent-grey.png'])(
    'gives black and white for %s',
    (name) => {
      expect(new Set(on(name, 255).pixels)).toEqual(new Set([0, 255]))
      expect(greyPng(picture(name))).toMatchObject({ isTransparent: true })
    }
  )

  it('says that nothing is transparent in a picture of black and white', () => {
    expect(greyPng(picture('totp.png'))).toMatchObject({ isTransparent: false })
    expect(new Set(on('totp.png', 0).pixels)).toEqual(new Set([0, 255]))
  })

  it('calls it damaged when cut off anywhere in its data', () => {
    const whole = picture('totp.png')
    expect(greyPng(whole.subarray(0, 150))).toBe('damaged')
    expect(greyPng(whole.subarray(0, 33))).toBe('damaged')
  })
})
