/** One run of the QR bench: what the reader finds in the made pictures, and how long it takes, beside jsQR in the same pictures. */
import { deflateSync } from 'node:zlib'
import jsqr from 'jsqr'
import type { QrReader } from '../../src/core/transfer/qr-reader.ts'
import type { GreyPicture } from '../../src/core/transfer/grey-picture.ts'
import { seeded } from '../seeded.ts'
import { NEGATIVES } from './qr-backgrounds.ts'
import { CATEGORIES, sceneOf, type Size } from './qr-scenes.ts'

export interface Tally {
  readonly codes: number
  readonly found: number
  /** Texts that no code of the picture says. */
  readonly falseOnes: number
  /** Codes that were missed, by category. */
  readonly missed: ReadonlyMap<string, number>
  /** Milliseconds of each picture. */
  readonly times: readonly number[]
  /** jsQR's of the same pictures; empty where it wasn't asked. */
  readonly jsqrTimes: readonly number[]
  readonly jsqrFound: number
}

/** Looks at `each` pictures of every category. */
export async function lookAtScenes(
  reader: Pick<QrReader, 'textsIn'>,
  { size, each, withJsqr }: { readonly size: Size; readonly each: number; readonly withJsqr: boolean }
): Promise<Tally> {
  const missed = new Map<string, number>()
  const [times, jsqrTimes]: [number[], number[]] = [[], []]
  let [codes, found, falseOnes, jsqrFound] = [0, 0, 0, 0]
  for (const category of CATEGORIES) {
    for (let at = 0; at < each; at++) {
      const scene = sceneOf(category, size, 7919 * at + CATEGORIES.indexOf(category))
      const startMs = performance.now()
      const texts = (await reader.textsIn(scene.picture)) ?? []
      times.push(performance.now() - startMs)
      const right = scene.texts.filter((text) => texts.includes(text)).length
      codes += scene.texts.length
      found += right
      falseOnes += texts.filter((text) => !scene.texts.includes(text)).length
      const lost = scene.texts.length - right
      if (lost > 0) missed.set(category, (missed.get(category) ?? 0) + lost)
      if (!withJsqr) continue
      const rgba = rgbaOf(scene.picture)
      const jsqrStartMs = performance.now()
      const other = askJsqr(rgba, scene.picture)
      jsqrTimes.push(performance.now() - jsqrStartMs)
      if (other !== null && scene.texts.includes(other)) jsqrFound++
    }
  }
  return { codes, found, falseOnes, missed, times, jsqrTimes, jsqrFound }
}

/** Looks at every picture without a code; gives what was "found" in it, and how long that took. */
export async function lookAtNegatives(
  reader: Pick<QrReader, 'textsIn'>,
  size: Size
): Promise<readonly { readonly name: string; readonly ms: number; readonly texts: number }[]> {
  const looks = []
  for (const [name, make] of Object.entries(NEGATIVES)) {
    const picture = make(size, seeded(11))
    const startMs = performance.now()
    const texts = (await reader.textsIn(picture)) ?? []
    looks.push({ name, ms: performance.now() - startMs, texts: texts.length })
  }
  return looks
}

/** A screenshot as other programs write it: PNG with four channels, each row as the difference to the one above. */
export function pngOf({ width, height, pixels }: GreyPicture): Buffer {
  const rowBytes = 4 * width
  const rows = Buffer.alloc(height * (rowBytes + 1))
  const rgba = rgbaOf({ width, height, pixels })
  for (let y = 0; y < height; y++) {
    rows[y * (rowBytes + 1)] = 2
    for (let i = 0; i < rowBytes; i++) {
      const above = y === 0 ? 0 : (rgba[(y - 1) * rowBytes + i] ?? 0)
      rows[y * (rowBytes + 1) + 1 + i] = (rgba[y * rowBytes + i] ?? 0) - above
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6], 8)
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0))
  ]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  // The checksum is nobody's business here.
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
}

function rgbaOf({ pixels }: GreyPicture): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * pixels.length)
  for (let i = 0; i < pixels.length; i++) rgba.fill(pixels[i] ?? 0, 4 * i, 4 * i + 3)
  for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255
  return rgba
}

/** CommonJS: what Node gives as its default is the module. */
const decodeByJsqr = 'default' in jsqr ? jsqr.default : jsqr

function askJsqr(rgba: Uint8ClampedArray, { width, height }: Size): string | null {
  try {
    return decodeByJsqr(rgba, width, height)?.data ?? null
  } catch {
    // It throws at some pictures.
    return null
  }
}
