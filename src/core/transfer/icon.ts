/**
 * Icons that come with an import: decoded, scaled down and encoded anew, so that nothing of the file itself is kept.
 * PNG and JPEG only: an SVG can hold scripts, and the others aren't worth a decoder.
 */
import type { AccountIcon } from '../otp/account.ts'
import { imageSize, isPng } from './image-size.ts'
import { LIMITS } from './limits.ts'
import { inflatesTooFar } from './png.ts'

/** The longer side of an icon that is kept: three times the list's 48 px. */
const KEPT_PIXELS = 144

interface Rgba {
  readonly width: number
  readonly height: number
  /** 4 bytes a pixel, rows from the top. */
  readonly data: Uint8Array
}

/** The icon as it is kept, or null for what isn't a raster image within limits. Never throws: no account is lost over it. */
export async function takeIcon(bytes: Uint8Array): Promise<AccountIcon | null> {
  if (bytes.length === 0 || bytes.length > LIMITS.iconBytes) return null
  const size = imageSize(bytes)
  if (size === null || !isWithin(size.width) || !isWithin(size.height)) return null
  try {
    const decoded = isPng(bytes) ? await decodePng(bytes) : await decodeJpeg(bytes)
    if (decoded === null || !isWithin(decoded.width) || !isWithin(decoded.height)) return null
    const { width, height, data } = shrink(decoded)
    const { encode } = await import('fast-png')
    const encoded = encode({ width, height, data, depth: 8, channels: 4 })
    return encoded.length > LIMITS.iconBytes ? null : { type: 'image/png', bytes: encoded }
  } catch {
    // Whatever a decoder dislikes of a foreign picture.
    return null
  }
}

function isWithin(side: number): boolean {
  return Number.isInteger(side) && side >= 1 && side <= LIMITS.iconSide
}

async function decodePng(bytes: Uint8Array): Promise<Rgba | null> {
  // 16 bits a channel, and the filters' byte a row.
  if (await inflatesTooFar(bytes, 8 * LIMITS.iconSide * LIMITS.iconSide + LIMITS.iconSide)) return null
  const { decode, convertIndexedToRgb } = await import('fast-png')
  const image = decode(bytes)
  const { width, height, depth, palette } = image
  if (palette !== undefined) {
    const channels = palette[0]?.length ?? 0
    return { width, height, data: toRgba(convertIndexedToRgb(image), width * height, channels, 8) }
  }
  return {
    width,
    height,
    data: toRgba(unpacked(image), width * height, image.channels, depth < 8 ? 8 : depth)
  }
}

/** Grey of 1, 2 or 4 bits a pixel, as whole bytes. */
function unpacked({
  width,
  height,
  depth,
  data
}: {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly data: ArrayLike<number>
}): ArrayLike<number> {
  if (depth >= 8) return data
  const rowBytes = Math.ceil((width * depth) / 8)
  const most = 2 ** depth - 1
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width]
    const byte = data[row * rowBytes + Math.floor((column * depth) / 8)] ?? 0
    return (((byte >> (8 - depth - ((column * depth) % 8))) & most) * 255) / most
  })
}

/** 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha. */
function toRgba(values: ArrayLike<number>, pixels: number, channels: number, depth: number): Uint8Array {
  const data = new Uint8Array(pixels * 4)
  const value = (at: number): number => (depth === 16 ? (values[at] ?? 0) >> 8 : (values[at] ?? 0))
  const isGrey = channels <= 2
  for (let i = 0; i < pixels; i++) {
    const at = i * channels
    data[4 * i] = value(at)
    data[4 * i + 1] = value(isGrey ? at : at + 1)
    data[4 * i + 2] = value(isGrey ? at : at + 2)
    data[4 * i + 3] = channels % 2 === 0 ? value(at + channels - 1) : 255
  }
  return data
}

async function decodeJpeg(bytes: Uint8Array): Promise<Rgba | null> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const { decode } = (await import('jpeg-js')).default
  const limits = { maxResolutionInMP: 2, maxMemoryUsageInMB: 64 }
  const { width, height, data } = decode(bytes, { useTArray: true, formatAsRGBA: true, ...limits })
  return { width, height, data }
}

/** Each pixel of the smaller picture is the mean of those it covers, weighted by their alpha. */
function shrink(image: Rgba): Rgba {
  const factor = Math.max(image.width, image.height) / KEPT_PIXELS
  if (factor <= 1) return image
  const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side / factor)))
  if (width === undefined || height === undefined) return image
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(meanOf(image, x, y, width, height), 4 * (y * width + x))
  }
  return { width, height, data }
}

function meanOf(image: Rgba, x: number, y: number, width: number, height: number): number[] {
  const span = (at: number, of: number, side: number): [number, number] => {
    const from = Math.floor((at * side) / of)
    return [from, Math.max(from + 1, Math.floor(((at + 1) * side) / of))]
  }
  const [[left, right], [top, bottom]] = [span(x, width, image.width), span(y, height, image.height)]
  const sum = [0, 0, 0, 0]
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = 4 * (row * image.width + column)
      const alpha = image.data[at + 3] ?? 0
      for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (image.data[at + c] ?? 0) * alpha
      sum[3] = (sum[3] ?? 0) + alpha
    }
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum
  const covered = (right - left) * (bottom - top)
  return alpha === 0
    ? [0, 0, 0, 0]
    : [...[red, green, blue].map((c) => Math.round(c / alpha)), Math.round(alpha / covered)]
}
