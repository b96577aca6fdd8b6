/**
 * A PNG (ISO/IEC 15948) in grey, what is transparent in it laid on a ground: the QR decoder ignores transparency, so that a
 * code drawn in black on nothing, as many sites give it, would be black on black to it.
 */
import type { GreyPicture } from './grey-picture.ts'
import { pngChunks } from './png.ts'
import { pngRows, type PngRows, type PngTrouble } from './png-rows.ts'

export interface GreyPng {
  /** Laid on a ground: 255 is white. The same on any where nothing is transparent. */
  readonly on: (ground: 255 | 0) => GreyPicture
  readonly isTransparent: boolean
}

/**
 * The picture; `rare` for an interlaced one, `damaged` for one that can't be inflated to what its header claims.
 * @param png - known by its signature and at least 33 bytes long
 */
export function greyPng(png: Uint8Array): GreyPng | PngTrouble {
  const rows = pngRows(png)
  if (typeof rows === 'string') return rows
  const { width, height, colourType, depth } = rows.header
  if (colourType === PALETTE || depth < 8) return ofFewShades(rows, png)
  const samples = SAMPLES[colourType]
  if (samples === undefined) return 'damaged'
  const layout: Layout = { samples, bytes: depth / 8 }
  const alphas = samples % 2 === 0 ? alphasOf(rows.bytes, layout, width * height) : null
  const shades = shadesOf(rows.bytes, layout, width * height)
  return {
    isTransparent: alphas !== null,
    on: (ground) => ({ width, height, pixels: alphas === null ? shades : laidOn(shades, alphas, ground) })
  }
}

const PALETTE = 3

/** Samples of a pixel by colour type (§6.1), where they are whole bytes: grey, colours, each with and without alpha. */
const SAMPLES: Readonly<Record<number, 1 | 2 | 3 | 4>> = { 0: 1, 2: 3, 4: 2, 6: 4 }

interface Layout {
  readonly samples: 1 | 2 | 3 | 4
  /** Of one sample: 1 or 2, of which the first is the higher one. */
  readonly bytes: number
}

function shadesOf(bytes: Uint8Array, { samples, bytes: size }: Layout, pixels: number): Uint8Array {
  const step = samples * size
  if (step === 1) return bytes
  const shades = new Uint8Array(pixels)
  for (let i = 0, at = 0; i < pixels; i++, at += step) {
    shades[i] =
      samples <= 2 ? (bytes[at] ?? 0) : luma(bytes[at] ?? 0, bytes[at + size] ?? 0, bytes[at + 2 * size] ?? 0)
  }
  return shades
}

/** `null` where nothing is transparent: screenshots have alpha, too, and it is 255 everywhere. */
function alphasOf(bytes: Uint8Array, { samples, bytes: size }: Layout, pixels: number): Uint8Array | null {
  const alphas = new Uint8Array(pixels)
  let isTransparent = false
  for (let i = 0, at = (samples - 1) * size; i < pixels; i++, at += samples * size) {
    const alpha = bytes[at] ?? 255
    alphas[i] = alpha
    if (alpha < 255) isTransparent = true
  }
  return isTransparent ? alphas : null
}

function laidOn(shades: Uint8Array, alphas: Uint8Array, ground: number): Uint8Array {
  const laid = new Uint8Array(shades.length)
  for (let i = 0; i < laid.length; i++) laid[i] = mixed(shades[i] ?? 0, alphas[i] ?? 255, ground)
  return laid
}

/** A palette, or grey of less than a byte: one shade for each number that the rows' bits make. */
function ofFewShades({ header, rowBytes, bytes }: PngRows, png: Uint8Array): GreyPng | PngTrouble {
  const { width, height, depth, colourType } = header
  const { shades, alphas } = colourType === PALETTE ? palette(png) : greys(depth)
  const on = (ground: number): GreyPicture => {
    const table = Uint8Array.from(shades, (shade, at) => mixed(shade, alphas[at] ?? 255, ground))
    const pixels = new Uint8Array(width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const bit = x * depth
        const number =
          ((bytes[y * rowBytes + (bit >>> 3)] ?? 0) >>> (8 - depth - (bit & 7))) & (2 ** depth - 1)
        pixels[y * width + x] = table[number] ?? 0
      }
    }
    return { width, height, pixels }
  }
  return { on, isTransparent: alphas.some((alpha) => alpha < 255) }
}

/** The palette's entries (§11.2.2), each with its alpha from tRNS (§11.3.1.1), 255 where that is shorter. */
function palette(png: Uint8Array): { readonly shades: Uint8Array; readonly alphas: Uint8Array } {
  const [colours = new Uint8Array()] = pngChunks(png, 'PLTE')
  const [alphas = new Uint8Array()] = pngChunks(png, 'tRNS')
  const shades = Uint8Array.from({ length: Math.floor(colours.length / 3) }, (_, i) =>
    luma(colours[3 * i] ?? 0, colours[3 * i + 1] ?? 0, colours[3 * i + 2] ?? 0)
  )
  return { shades, alphas }
}

function greys(depth: number): { readonly shades: Uint8Array; readonly alphas: Uint8Array } {
  const most = 2 ** depth - 1
  return {
    shades: Uint8Array.from({ length: most + 1 }, (_, i) => (255 * i) / most),
    alphas: new Uint8Array()
  }
}

function mixed(shade: number, alpha: number, ground: number): number {
  return Math.round((shade * alpha + ground * (255 - alpha)) / 255)
}

/** Rec. 601, in whole numbers. */
function luma(red: number, green: number, blue: number): number {
  return (299 * red + 587 * green + 114 * blue) / 1000
}
