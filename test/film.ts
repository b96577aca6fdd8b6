/** A film as a camera shows it (YUV4MPEG2, the format of mjpegtools), and a screen, both with QR codes made by the `qrcode` library. */
import { writeFileSync } from 'node:fs'
import { create } from 'qrcode'
import type { GreyPicture } from '../src/core/transfer/grey-picture.ts'

/** A code in the middle of a grey picture, as large as half of its height at least. */
export function pictureOf(text: string | null, width: number, height: number): GreyPicture {
  const pixels = new Uint8Array(width * height).fill(200)
  if (text === null) return { width, height, pixels }
  const { size, data } = create(text, { errorCorrectionLevel: 'L' }).modules
  const square = Math.floor((0.9 * Math.min(width, height)) / (size + 8))
  const [left, top] = [width, height].map((side) => Math.floor((side - square * (size + 8)) / 2))
  for (let y = 0; y < square * (size + 8); y++) {
    for (let x = 0; x < square * (size + 8); x++) {
      const [column, row] = [Math.floor(x / square) - 4, Math.floor(y / square) - 4]
      const isInside = column >= 0 && row >= 0 && column < size && row < size
      const isDark = isInside && data[row * size + column] === 1
      pixels[((top ?? 0) + y) * width + (left ?? 0) + x] = isDark ? 20 : 235
    }
  }
  return { width, height, pixels }
}

/** Writes a film of 10 frames a second, in which each text (null: no code) is seen for a second; it begins anew at its end. */
export function writeFilm(path: string, texts: readonly (string | null)[], width = 640, height = 480): void {
  const colours = Buffer.alloc((width * height) / 2, 128)
  const frames = texts.flatMap((text) => {
    const frame = Buffer.concat([Buffer.from('FRAME\n'), pictureOf(text, width, height).pixels, colours])
    return Array.from({ length: 10 }, () => frame)
  })
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...frames])
  )
}

/** As Electron gives a screen: blue, green, red, alpha. */
export function screenOf({ width, height, pixels }: GreyPicture): {
  readonly width: number
  readonly height: number
  readonly bgra: Uint8Array
} {
  const bgra = new Uint8Array(4 * pixels.length)
  pixels.forEach((shade, at) => bgra.set([shade, shade, shade, 255], 4 * at))
  return { width, height, bgra }
}
