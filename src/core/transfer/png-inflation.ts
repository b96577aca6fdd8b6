/** Whether a PNG (ISO/IEC 15948) holds more than its header claims: 2 MB of it can inflate to gigabytes inside the decoder. */
import { createInflate } from 'node:zlib'

/**
 * Inflates the picture's data, keeping nothing, until it is over or larger than the claimed picture needs.
 * @param png - a PNG by its signature and header; what else is wrong with it is left to the decoder.
 * @param mostBytes - Refused beyond this in any case.
 */
export async function inflatesTooFar(png: Uint8Array, mostBytes: number): Promise<boolean> {
  const most = Math.min(claimedBytes(png), mostBytes)
  const inflate = createInflate()
  let inflated = 0
  return await new Promise<boolean>((resolve) => {
    inflate.on('data', (part: Buffer) => {
      inflated += part.length
      if (inflated <= most) return
      resolve(true)
      inflate.destroy()
    })
    inflate.once('end', () => resolve(false))
    inflate.once('error', () => resolve(false))
    for (const data of imageData(png)) inflate.write(data)
    inflate.end()
  })
}

/** Samples in a pixel by colour type, §11.2.1: grey, –, RGB, palette, grey and alpha, –, RGB and alpha. */
const SAMPLES = [1, 0, 3, 1, 2, 0, 4]

/** What the filtered scanlines need at most: interlaced ones (§8.2) are about twice as many. */
function claimedBytes(png: Uint8Array): number {
  const bytes = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const width = bytes.getUint32(16)
  const height = bytes.getUint32(20)
  const bitsPerPixel = bytes.getUint8(24) * (SAMPLES[bytes.getUint8(25)] ?? 0)
  // For each scanline a filter byte and a rounded-up last one.
  return Math.ceil((width * height * bitsPerPixel) / 8) + 2 * (2 * height + 8)
}

/** Contents of the IDAT chunks, §5.3: length, type, data, CRC. */
function* imageData(png: Uint8Array): Generator<Uint8Array> {
  const bytes = new DataView(png.buffer, png.byteOffset, png.byteLength)
  for (let at = 8; at + 12 <= png.length;) {
    const length = bytes.getUint32(at)
    if (bytes.getUint32(at + 4) === 0x49444154) yield png.subarray(at + 8, at + 8 + length)
    at += 12 + length
  }
}
