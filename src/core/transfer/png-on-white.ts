/**
 * A transparent PNG laid on white. The QR decoder ignores transparency, so that a code drawn in black on nothing, as many
 * sites give it, is black on black to it. PNG: ISO/IEC 15948.
 */
import { inflateSync } from 'node:zlib'
import { pngChunks, pngHeader, type PngHeader } from './png.ts'

/** Pixels as the browsers' ImageData has them: red, green, blue, alpha. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly colorSpace: 'srgb'
}

/**
 * The picture on white, in grey; `null` if nothing in it is transparent, or if it is large or of a rare kind (interlaced,
 * 16 bits, one colour for transparent).
 * @param png - one that the decoder could read
 */
export function pngOnWhite(png: Uint8Array): Pixels | null {
  const header = pngHeader(png)
  const { width, height } = header
  if (header.interlaced || width * height > MOST_PIXELS) return null
  const greyOf = shadeReader(header, png)
  if (greyOf === null) return null
  const rowBytes = Math.ceil((width * header.bitsPerPixel) / 8)
  const rows = unfiltered(
    inflated(png, (rowBytes + 1) * height),
    rowBytes,
    Math.ceil(header.bitsPerPixel / 8)
  )
  if (!isTransparent(header.colourType, rows)) return null
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = greyOf(rows, y * rowBytes, x)
      const to = 4 * (y * width + x)
      data[to] = shade
      data[to + 1] = shade
      data[to + 2] = shade
    }
  }
  return { width, height, data, colorSpace: 'srgb' }
}

/** Codes drawn on nothing are small; in a large screenshot the time that a picture may take would be spent here. */
const MOST_PIXELS = 2_000_000

const GREY_AND_ALPHA = 4
const RGB_AND_ALPHA = 6
const PALETTE = 3

/** Gives the shade on white, 0–255, of pixel `x` in the row that begins at `row`. */
type ShadeReader = (rows: Uint8Array, row: number, x: number) => number

function shadeReader({ colourType, depth }: PngHeader, png: Uint8Array): ShadeReader | null {
  if (colourType === PALETTE) return paletteReader(depth, png)
  if (depth !== 8) return null
  if (colourType === GREY_AND_ALPHA) {
    return (rows, row, x) => onWhite(at(rows, row + 2 * x), at(rows, row + 2 * x + 1))
  }
  if (colourType !== RGB_AND_ALPHA) return null
  return (rows, row, x) => onWhite(luminance(rows, row + 4 * x), at(rows, row + 4 * x + 3))
}

/** Screenshots have alpha, too, and it is 255 everywhere: nothing would be gained by reading them twice. */
function isTransparent(colourType: number, rows: Uint8Array): boolean {
  if (colourType === PALETTE) return true
  const samples = colourType === GREY_AND_ALPHA ? 2 : 4
  for (let i = samples - 1; i < rows.length; i += samples) if (at(rows, i) < 255) return true
  return false
}

/** The palette's entries, each with its alpha from tRNS (§11.3.1.1), 255 where that is shorter. */
function paletteReader(depth: number, png: Uint8Array): ShadeReader | null {
  const [palette] = pngChunks(png, 'PLTE')
  const [alphas] = pngChunks(png, 'tRNS')
  if (palette === undefined || alphas === undefined || alphas.every((alpha) => alpha === 255)) return null
  const shades = Uint8Array.from({ length: Math.floor(palette.length / 3) }, (_, i) =>
    onWhite(luminance(palette, 3 * i), alphas[i] ?? 255)
  )
  return (rows, row, x) => {
    const bit = x * depth
    const index = (at(rows, row + (bit >>> 3)) >>> (8 - depth - (bit & 7))) & (2 ** depth - 1)
    return at(shades, index)
  }
}

function onWhite(shade: number, alpha: number): number {
  return Math.round((shade * alpha + 255 * (255 - alpha)) / 255)
}

/** Rec. 601 luma, in whole numbers. */
function luminance(bytes: Uint8Array, from: number): number {
  return (299 * at(bytes, from) + 587 * at(bytes, from + 1) + 114 * at(bytes, from + 2)) / 1000
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

function inflated(png: Uint8Array, length: number): Uint8Array {
  return inflateSync(Buffer.concat([...pngChunks(png, 'IDAT')]), { maxOutputLength: length })
}

/** Undoes the filters, §9.2, and drops their bytes. `step`: bytes from a sample to that of the pixel on its left. */
function unfiltered(filtered: Uint8Array, rowBytes: number, step: number): Uint8Array {
  const rows = new Uint8Array(Math.floor(filtered.length / (rowBytes + 1)) * rowBytes)
  for (let from = 0, row = 0; row < rows.length; from += rowBytes + 1, row += rowBytes) {
    const filter = at(filtered, from)
    for (let i = 0; i < rowBytes; i++) {
      const left = i < step ? 0 : at(rows, row + i - step)
      const above = row === 0 ? 0 : at(rows, row + i - rowBytes)
      const aboveLeft = row === 0 || i < step ? 0 : at(rows, row + i - rowBytes - step)
      rows[row + i] = at(filtered, from + 1 + i) + predicted(filter, left, above, aboveLeft)
    }
  }
  return rows
}

function predicted(filter: number, left: number, above: number, aboveLeft: number): number {
  switch (filter) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >>> 1
    case 4:
      return paeth(left, above, aboveLeft)
    default:
      return 0
  }
}

/** §9.4: whichever neighbour is nearest to left + above − aboveLeft. */
function paeth(left: number, above: number, aboveLeft: number): number {
  const estimate = left + above - aboveLeft
  const toLeft = Math.abs(estimate - left)
  const toAbove = Math.abs(estimate - above)
  const toAboveLeft = Math.abs(estimate - aboveLeft)
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left
  return toAbove <= toAboveLeft ? above : aboveLeft
}
