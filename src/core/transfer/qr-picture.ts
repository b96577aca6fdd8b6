/** Pictures as they come to the QR thread, each turned into grey there: files, frames of a camera, screens. */
import type { GreyPicture } from './grey-picture.ts'
import { isPng } from './image-size.ts'
import { LIMITS } from './limits.ts'
import { greyPng } from './png-grey.ts'
import { inflatesTooFar } from './png.ts'

/** A picture with four bytes a pixel in the order of Electron's bitmaps: blue, green, red, alpha. */
export interface BgraPicture {
  readonly width: number
  readonly height: number
  readonly bgra: Uint8Array
}

/** What can be looked at. A `Uint8Array` is a file: PNG, JPEG, GIF or BMP. */
export type QrPicture = Uint8Array | GreyPicture | BgraPicture

/** Grey where we can make it ourselves, else the file for the decoder; on black, too, what is transparent. */
export type Prepared =
  | { readonly kind: 'grey'; readonly picture: GreyPicture; readonly onBlack?: GreyPicture }
  | { readonly kind: 'file'; readonly file: Uint8Array; readonly grey: () => Promise<GreyPicture | null> }

/** `null` for a file that is damaged. */
export async function prepared(picture: QrPicture): Promise<Prepared | null> {
  if ('pixels' in picture) return { kind: 'grey', picture }
  if ('bgra' in picture) return { kind: 'grey', picture: greyOfBgra(picture) }
  if (!isPng(picture)) return { kind: 'file', file: picture, grey: () => greyOfJpeg(picture) }
  const png = greyPng(picture)
  if (png === 'damaged') return null
  if (png === 'rare') {
    // Inflated once for nothing, so that the decoder isn't filled by it.
    if (await inflatesTooFar(picture, 8 * LIMITS.imagePixels)) return null
    return { kind: 'file', file: picture, grey: () => Promise.resolve(null) }
  }
  return {
    kind: 'grey',
    picture: png.on(255),
    ...(png.isTransparent ? { onBlack: png.on(0) } : {})
  }
}

/** A screen: nothing is transparent in it. Rec. 601, in whole numbers. */
function greyOfBgra({ width, height, bgra }: BgraPicture): GreyPicture {
  const pixels = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    pixels[i] = (114 * (bgra[at] ?? 0) + 587 * (bgra[at + 1] ?? 0) + 299 * (bgra[at + 2] ?? 0)) / 1000
  }
  return { width, height, pixels }
}

/** The decoder reads JPEG itself and faster; this is for the passes after its own. `null`: another format, or damaged. */
async function greyOfJpeg(file: Uint8Array): Promise<GreyPicture | null> {
  if (file[0] !== 0xff || file[1] !== 0xd8) return null
  const { decode } = (await import('jpeg-js')).default
  try {
    const limits = { maxResolutionInMP: MOST_JPEG_MEGAPIXELS, maxMemoryUsageInMB: 256 }
    const { width, height, data } = decode(file, { useTArray: true, formatAsRGBA: false, ...limits })
    const pixels = new Uint8Array(width * height)
    for (let i = 0, at = 0; i < pixels.length; i++, at += 3) {
      pixels[i] = (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1000
    }
    return { width, height, pixels }
  } catch {
    return null
  }
}

/** Larger ones have to do with the decoder's own pass: this decoder would take all the time there is. */
const MOST_JPEG_MEGAPIXELS = 5
