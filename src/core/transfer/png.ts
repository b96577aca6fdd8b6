/** The parts of a PNG (ISO/IEC 15948), as far as they must be known to keep a hostile one from the decoder. */
import { createInflate } from 'node:zlib'

export interface PngHeader {
  readonly width: number
  readonly height: number
  /** Bits of one sample. */
  readonly depth: number
  readonly colourType: number
  /** 0 for a colour type that doesn't exist. */
  readonly bitsPerPixel: number
  readonly interlaced: boolean
}

/**
 * The fields of IHDR, §11.2.1.
 * @param png - known by its signature and at least 33 bytes long
 */
export function pngHeader(png: Uint8Array): PngHeader {
  const bytes = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [depth, colourType] = [bytes.getUint8(24), bytes.getUint8(25)]
  return {
    width: bytes.getUint32(16),
    height: bytes.getUint32(20),
    depth,
    colourType,
    bitsPerPixel: depth * (SAMPLES[colourType] ?? 0),
    interlaced: bytes.getUint8(28) !== 0
  }
}

/** Contents of all chunks of one type, §5.3: length, type, data, CRC (unchecked). */
export function* pngChunks(png: Uint8Array, type: 'PLTE' | 'tRNS' | 'IDAT'): Generator<Uint8Array> {
  const bytes = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const wanted = Buffer.from(type).readUInt32BE()
  for (let at = 8; at + 12 <= png.length;) {
    const length = bytes.getUint32(at)
    if (bytes.getUint32(at + 4) === wanted) yield png.subarray(at + 8, at + 8 + length)
    at += 12 + length
  }
}

/**
 * Whether the picture's data inflates beyond what its header claims: 2 MB of it can become gigabytes in the decoder.
 * Inflates and keeps nothing. What else is wrong with the file is left to the decoder.
 * @param mostBytes - refused beyond this in any case
 */
export async function inflatesTooFar(png: Uint8Array, mostBytes: number): Promise<boolean> {
  const { width, height, bitsPerPixel } = pngHeader(png)
  // For each scanline a filter byte and a rounded-up last one; interlaced (§8.2) there are about twice as many.
  const claimedBytes = Math.ceil((width * height * bitsPerPixel) / 8) + 2 * (2 * height + 8)
  const most = Math.min(claimedBytes, mostBytes)
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
    for (const data of pngChunks(png, 'IDAT')) inflate.write(data)
    inflate.end()
  })
}

/** Samples in a pixel by colour type: grey, –, RGB, palette, grey and alpha, –, RGB and alpha. */
const SAMPLES = [1, 0, 3, 1, 2, 0, 4]
