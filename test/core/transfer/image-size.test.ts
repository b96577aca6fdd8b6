import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { imageSize } from '../../../src/core/transfer/image-size.ts'

function picture(name: string): Buffer {
  return readFileSync(new URL(`../../vectors/qr/${name}`, import.meta.url))
}

describe('imageSize', () => {
  it.each(['totp.png', 'totp.jpg', 'totp.gif', 'totp.bmp'])('reads 123 × 123 from %s', (name) => {
    expect(imageSize(picture(name))).toEqual({ width: 123, height: 123 })
  })

  it('reads a BMP with the old header and one from top to bottom', () => {
    const old = Buffer.alloc(54)
    old.write('BM')
    old.writeUInt32LE(12, 14)
    old.writeUInt16LE(7, 18)
    old.writeUInt16LE(9, 20)
    expect(imageSize(old)).toEqual({ width: 7, height: 9 })
    const fromTop = Buffer.alloc(54)
    fromTop.write('BM')
    fromTop.writeUInt32LE(40, 14)
    fromTop.writeInt32LE(7, 18)
    fromTop.writeInt32LE(-9, 22)
    expect(imageSize(fromTop)).toEqual({ width: 7, height: 9 })
  })

  it('skips fill bytes and the Huffman tables, whose marker lies among the frame headers (JPEG)', () => {
    const bytes = [0xff, 0xd8, 0xff, 0xc4, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 9, 0, 7]
    expect(imageSize(Uint8Array.from(bytes))).toEqual({ width: 7, height: 9 })
  })

  it('gives null for a header cut off anywhere, and for other formats', () => {
    for (const name of ['totp.png', 'totp.jpg', 'totp.gif', 'totp.bmp']) {
      const whole = picture(name)
      for (let length = 0; length < 10; length++) expect(imageSize(whole.subarray(0, length))).toBeNull()
    }
    expect(imageSize(picture('totp.webp'))).toBeNull()
    expect(imageSize(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull()
  })
})
