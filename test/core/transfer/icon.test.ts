/** Icons that come with an import. The pictures are put together here, chunk by chunk, and read back by our own reader. */
import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { GreyPicture } from '../../../src/core/transfer/grey-picture.ts'
import { takeIcon } from '../../../src/core/transfer/icon.ts'
import { imageSize } from '../../../src/core/transfer/image-size.ts'
import { LIMITS } from '../../../src/core/transfer/limits.ts'
import { greyPng } from '../../../src/core/transfer/png-grey.ts'
import { seeded } from '../../seeded.ts'

interface Picture {
  readonly width: number
  readonly height: number
  readonly depth?: number
  /** ISO/IEC 15948 §11.2.1: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colourType?: number
  /** One row's bytes, without the filter's; the same for each. */
  readonly row: Uint8Array
  readonly more?: readonly Buffer[]
  /** In place of the rows. */
  readonly data?: Buffer
}

function png({ width, height, depth = 8, colourType = 6, row, more = [], data }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colourType, 0, 0, 0], 8)
  const rows = data ?? Buffer.concat(Array.from({ length: height }, () => Buffer.from([0, ...row])))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type: string, content: Uint8Array): Buffer {
  const whole = Buffer.alloc(12 + content.length)
  whole.writeUInt32BE(content.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(content, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + content.length)), 8 + content.length)
  return whole
}

const repeated = (count: number, ...bytes: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: count * bytes.length }, (_, i) => bytes[i % bytes.length] ?? 0)

/** Size of what is kept, or null. */
async function keptSize(bytes: Uint8Array): Promise<readonly [number, number] | null> {
  const icon = await takeIcon(bytes)
  const size = icon === null ? null : imageSize(icon.bytes)
  return size === null ? null : [size.width, size.height]
}

/** What is kept, in grey on white. */
async function keptGrey(bytes: Uint8Array): Promise<GreyPicture> {
  const icon = await takeIcon(bytes)
  const grey = greyPng(icon?.bytes ?? new Uint8Array(33))
  if (typeof grey === 'string') throw new Error(`expected an icon, got ${grey}`)
  return grey.on(255)
}

describe('takeIcon', () => {
  it('keeps nothing of the file but its pixels', async () => {
    const planted = 'otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ'
    const more = [chunk('tEXt', Buffer.from(`Comment\0${planted}`)), chunk('eXIf', Buffer.from(planted))]
    const file = png({ width: 16, height: 16, row: repeated(16, 255, 0, 0, 255), more })
    const icon = await takeIcon(Buffer.concat([file, Buffer.from(planted)]))
    expect(icon?.type).toBe('image/png')
    expect(Buffer.from(icon?.bytes ?? []).includes('otpauth')).toBe(false)
    expect(imageSize(icon?.bytes ?? new Uint8Array())).toEqual({ width: 16, height: 16 })
  })

  // Rec. 601: red is 76 of 255, green 150, blue 29.
  it.each([
    ['RGB and alpha', { row: repeated(8, 0, 255, 0, 255) }, 150],
    ['RGB', { colourType: 2, row: repeated(8, 255, 0, 0) }, 76],
    ['RGB of 16 bits', { colourType: 2, depth: 16, row: repeated(8, 0, 9, 0, 9, 255, 9) }, 29],
    ['grey', { colourType: 0, row: repeated(8, 77) }, 77],
    ['grey and alpha, half of it', { colourType: 4, row: repeated(8, 0, 128) }, 127],
    ['grey of 1 bit', { colourType: 0, depth: 1, row: Uint8Array.of(0xff) }, 255],
    ['grey of 4 bits', { colourType: 0, depth: 4, row: repeated(4, 0x55) }, 85],
    [
      'a palette',
      { colourType: 3, row: repeated(8, 1), more: [chunk('PLTE', Buffer.from([9, 9, 9, 0, 0, 255]))] },
      29
    ]
  ])('takes the colours of %s', async (_, picture, grey) => {
    const kept = await keptGrey(png({ width: 8, height: 8, ...picture }))
    expect([kept.width, kept.height]).toEqual([8, 8])
    for (const pixel of kept.pixels) expect(Math.abs(pixel - grey)).toBeLessThanOrEqual(1)
  })

  it.each([
    [144, 144, 144, 144],
    [145, 145, 144, 144],
    [LIMITS.iconSide, LIMITS.iconSide, 144, 144],
    [LIMITS.iconSide, 10, 144, 1],
    [1, LIMITS.iconSide, 1, 144]
  ])('keeps %i × %i as %i × %i', async (width, height, keptWidth, keptHeight) => {
    const file = png({ width, height, row: repeated(width, 40, 40, 40, 255) })
    expect(await keptSize(file)).toEqual([keptWidth, keptHeight])
    expect((await keptGrey(file)).pixels.every((pixel) => Math.abs(pixel - 40) <= 1)).toBe(true)
  })

  it.each([
    [LIMITS.iconSide + 1, 1],
    [1, LIMITS.iconSide + 1],
    [0, 8],
    [8, 0],
    [0xffffffff, 0xffffffff]
  ])('refuses %i × %i by its header', async (width, height) => {
    expect(await takeIcon(png({ width, height, row: new Uint8Array(), data: Buffer.alloc(64) }))).toBeNull()
  })

  it('takes 128 KiB of a file and refuses one byte more', async () => {
    const plain = { width: 8, height: 8, row: repeated(8, 1, 2, 3, 255) }
    const room = LIMITS.iconBytes - png(plain).length - 12
    const filled = (bytes: number): Buffer =>
      png({ ...plain, more: [chunk('prVt', Buffer.alloc(bytes, 65))] })
    expect(filled(room)).toHaveLength(LIMITS.iconBytes)
    expect(await keptSize(filled(room))).toEqual([8, 8])
    expect(await takeIcon(filled(room + 1))).toBeNull()
  })

  it('refuses data that inflates to 64 MiB under a header of 16 × 16, and data that falls short of it', async () => {
    const bomb = png({ width: 16, height: 16, row: new Uint8Array(), data: Buffer.alloc(64 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(LIMITS.iconBytes)
    expect(await takeIcon(bomb)).toBeNull()
    expect(
      await takeIcon(png({ width: 16, height: 16, row: new Uint8Array(), data: Buffer.alloc(9) }))
    ).toBeNull()
  })

  it('takes a JPEG, and no GIF, BMP, WebP or SVG', async () => {
    const picture = (end: string): Buffer =>
      readFileSync(new URL(`../../vectors/qr/totp.${end}`, import.meta.url))
    expect(await keptSize(picture('jpg'))).toEqual([123, 123])
    for (const end of ['gif', 'bmp', 'webp']) expect(await takeIcon(picture(end))).toBeNull()
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for (const other of [Buffer.from(svg), Buffer.alloc(0), Buffer.from('hello')]) {
      expect(await takeIcon(other)).toBeNull()
    }
  })

  it('never throws: 400 files with bytes changed or cut off give an icon within limits, or none', async () => {
    const random = seeded(7)
    const jpeg = readFileSync(new URL('../../vectors/qr/totp.jpg', import.meta.url))
    const whole = png({ width: 20, height: 20, row: repeated(20, 5, 6, 7, 200) })
    for (let i = 0; i < 400; i++) {
      const bytes = Buffer.from(i % 2 === 0 ? jpeg : whole)
      for (let n = 0; n < 4; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      const size = await keptSize(
        bytes.subarray(0, i % 3 === 0 ? Math.floor(random() * bytes.length) : undefined)
      )
      if (size !== null) expect(Math.max(...size)).toBeLessThanOrEqual(144)
    }
  })
})
