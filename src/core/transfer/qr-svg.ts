/** QR codes (ISO/IEC 18004) drawn for a screen, a sheet or a picture file: black on white, with the quiet zone of 4. */
import { secretBytesOf } from '../vault/secret-bytes.ts'

/** Squares of a code, rows from the top; 1 is dark. */
interface Squares {
  readonly size: number
  readonly data: Uint8Array
}

/**
 * Bytes that the largest code holds at the lowest correction (version 40-L). Beyond some 1,500 cameras have a hard time;
 * phones read them off a screen, though.
 */
export const QR_BYTES = 2953

/** Margin that the standard asks for, squares. */
const QUIET_ZONE = 4
/** Pixels a side of a square, in a PNG. */
const SQUARE_PIXELS = 8

/** Whether a text fits a code at all. */
export function fitsQr(text: string): boolean {
  return Buffer.byteLength(text) <= QR_BYTES
}

/** The code as an SVG document, or `null` where the text is too long for any. A string with the secret in it. */
export async function qrSvg(text: string): Promise<string | null> {
  const squares = await squaresOf(text)
  if (squares === null) return null
  const side = squares.size + 2 * QUIET_ZONE
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${pathOf(squares)}"/></svg>`
}

/** The code as the bytes of a PNG, or `null` where the text is too long. */
export async function qrPng(text: string): Promise<Buffer | null> {
  const squares = await squaresOf(text)
  if (squares === null) return null
  const side = (squares.size + 2 * QUIET_ZONE) * SQUARE_PIXELS
  const data = new Uint8Array(side * side).fill(255)
  for (let y = 0; y < squares.size * SQUARE_PIXELS; y++) {
    for (let x = 0; x < squares.size * SQUARE_PIXELS; x++) {
      if (!isDark(squares, Math.floor(x / SQUARE_PIXELS), Math.floor(y / SQUARE_PIXELS))) continue
      data[(y + QUIET_ZONE * SQUARE_PIXELS) * side + x + QUIET_ZONE * SQUARE_PIXELS] = 0
    }
  }
  const { encode } = await import('fast-png')
  const png = encode({ width: side, height: side, data, depth: 8, channels: 1 })
  data.fill(0)
  return Buffer.from(png.buffer, png.byteOffset, png.length)
}

/** The SVG document as bytes. */
export async function qrSvgBytes(text: string): Promise<Buffer | null> {
  const svg = await qrSvg(text)
  return svg === null ? null : secretBytesOf(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`)
}

/** Medium correction where it fits, for paper gets folded; else low. */
async function squaresOf(text: string): Promise<Squares | null> {
  if (!fitsQr(text)) return null
  const { create } = (await import('qrcode')).default
  for (const errorCorrectionLevel of ['M', 'L'] as const) {
    try {
      return create(text, { errorCorrectionLevel }).modules
    } catch (error) {
      // The library's only way to say that it doesn't fit. It quotes nothing of the text.
      if (!(error instanceof Error)) throw error
    }
  }
  return null
}

/** One rectangle for each run of dark squares in a row. */
function pathOf(squares: Squares): string {
  let path = ''
  for (let y = 0; y < squares.size; y++) {
    for (let x = 0; x < squares.size; x++) {
      if (!isDark(squares, x, y)) continue
      const from = x
      while (x < squares.size && isDark(squares, x, y)) x++
      path += `M${from + QUIET_ZONE} ${y + QUIET_ZONE}h${x - from}v1h${from - x}z`
    }
  }
  return path
}

function isDark({ size, data }: Squares, x: number, y: number): boolean {
  return data[y * size + x] === 1
}
