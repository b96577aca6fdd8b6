/** Writes pixels as PNG (PNG specification, third edition): eight-bit RGBA, no filter. */
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const HEADER_END = Buffer.from([8, 6, 0, 0, 0])

/** Whether bytes begin as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length))
}

/**
 * A picture of BGRA pixels, Electron's order of a bitmap.
 * @param pixels - 4 bytes for each pixel, row by row from the top.
 */
export function pngOfBitmap(pixels: Buffer, width: number, height: number): Buffer {
  if (pixels.length !== width * height * 4) {
    throw new Error(`expected ${width * height * 4} bytes of pixels, got ${pixels.length}`)
  }
  // Each row begins with its filter: 0, none.
  const rows = Buffer.alloc(height * (1 + width * 4))
  for (let y = 0; y < height; y++) {
    const row = rows.subarray(y * (1 + width * 4) + 1)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray(at, at + 4)
      row.set([red, green, blue, alpha], x * 4)
    }
  }
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, HEADER_END])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** Length, type, data and a checksum over type and data (§5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(4 + body.length + 4)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}
