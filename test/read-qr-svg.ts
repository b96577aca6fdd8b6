/** Reads a QR code that was drawn as an SVG, by another decoder than ours. */
import { createRequire } from 'node:module'

type JsQr = (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null
const jsqr = createRequire(import.meta.url)('jsqr') as JsQr

/** Draws the paths of one of our SVGs, 4 pixels a square, and gives the text in it. */
export function readQrSvg(svg: string): string | undefined {
  const side = Number(/viewBox="0 0 (\d+) /u.exec(svg)?.[1])
  const pixels = new Uint8ClampedArray((4 * side) ** 2 * 4).fill(255)
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)) {
    for (let row = 4 * Number(y); row < 4 * Number(y) + 4; row++) {
      for (let column = 4 * Number(x); column < 4 * (Number(x) + Number(width)); column++) {
        pixels.fill(0, 4 * (row * 4 * side + column), 4 * (row * 4 * side + column) + 3)
      }
    }
  }
  return jsqr(pixels, 4 * side, 4 * side)?.data
}
