/**
 * Pictures of a screen or a camera with QR codes in them, made from a seed: what the codes look like is named by a
 * category, what they say is known. The squares come from the `qrcode` library, all else from here.
 */
import { create } from 'qrcode'
import type { GreyPicture } from '../../src/core/transfer/grey-picture.ts'
import { base32Of } from '../independent-base32.ts'
import { seeded } from '../seeded.ts'
import { backgroundOf, type Ground } from './qr-backgrounds.ts'

export interface Scene {
  readonly category: string
  readonly picture: GreyPicture
  /** What the codes in it say; none in a negative picture. */
  readonly texts: readonly string[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** How a code is drawn; what isn't named is plain: 5 px a square, black on white, upright. */
interface Look {
  /** Pixels a side of a square; 'fill': as large as the picture takes. */
  readonly square: number | 'fill'
  readonly dark: number
  readonly light: number
  /** Degrees. */
  readonly turned: number
  /** How much smaller the far side is: 0–0.5. */
  readonly leaning: number
  /** Standard deviation of the blur, squares. */
  readonly blurred: number
  /** Standard deviation of the noise, of 255. */
  readonly noise: number
  /** Light falls off to this share across the code. */
  readonly shade: number
  /** Width of the margin, squares. */
  readonly margin: number
  readonly codes: number
  readonly says: 'account' | 'migration' | 'large-migration'
  readonly ground: Ground
  readonly correction: 'L' | 'M' | 'H'
}

type Random = () => number

const PLAIN: Look = {
  square: 5,
  dark: 0,
  light: 255,
  turned: 0,
  leaning: 0,
  blurred: 0,
  noise: 0,
  shade: 1,
  margin: 4,
  codes: 1,
  says: 'account',
  ground: 'page',
  correction: 'M'
}

/** Each category's look; the random number is from 0 to 1. */
const LOOKS: Readonly<Record<string, (random: Random) => Partial<Look>>> = {
  'squares of 2 px': () => ({ square: 2 }),
  'squares of 1.5 px': () => ({ square: 1.5 }),
  'squares of 2.5–3.5 px': (random) => ({ square: between(random, 2.5, 3.5) }),
  'squares of 4–8 px': (random) => ({ square: between(random, 4, 8) }),
  'squares of 9–14 px': (random) => ({ square: between(random, 9, 14) }),
  'as large as the screen': () => ({ square: 'fill', ground: 'flat' }),
  'turned by any angle': (random) => ({ square: between(random, 4, 8), turned: between(random, 0, 360) }),
  'upside down or on its side': (random) => ({ turned: 90 * Math.floor(between(random, 1, 4)) }),
  'grey on grey': (random) => ({
    square: between(random, 4, 8),
    dark: 110,
    light: between(random, 150, 180)
  }),
  'hardly visible': (random) => ({
    square: between(random, 5, 8),
    dark: 120,
    light: between(random, 132, 140)
  }),
  'light on dark': (random) => ({ square: between(random, 3, 8), dark: 255, light: 0, ground: 'dark' }),
  'grey on dark': (random) => ({ square: between(random, 4, 8), dark: 150, light: 40, ground: 'dark' }),
  'hardly visible, light on dark': (random) => ({
    square: between(random, 5, 8),
    dark: between(random, 56, 64),
    light: 40,
    ground: 'dark'
  }),
  blurred: (random) => ({ square: between(random, 4, 8), blurred: between(random, 0.2, 0.45) }),
  'much blurred': (random) => ({ square: between(random, 6, 10), blurred: between(random, 0.5, 0.7) }),
  leaning: (random) => ({
    square: between(random, 5, 9),
    leaning: between(random, 0.05, 0.2),
    turned: between(random, -30, 30)
  }),
  'much leaning': (random) => ({
    square: between(random, 6, 10),
    leaning: between(random, 0.2, 0.3),
    turned: between(random, 0, 360)
  }),
  noisy: (random) => ({ square: between(random, 4, 8), noise: 25, dark: 40, light: 210, ground: 'photo' }),
  'very noisy': (random) => ({
    square: between(random, 6, 10),
    noise: 50,
    dark: 40,
    light: 210,
    ground: 'photo'
  }),
  'half in the shadow': (random) => ({ square: between(random, 5, 9), shade: between(random, 0.15, 0.4) }),
  'as a camera sees it': (random) => ({
    square: between(random, 5, 9),
    dark: 50,
    light: 190,
    turned: between(random, -40, 40),
    leaning: between(random, 0.03, 0.15),
    blurred: between(random, 0.2, 0.4),
    noise: 12,
    shade: between(random, 0.5, 0.9),
    ground: 'photo'
  }),
  'narrow margin': (random) => ({ square: between(random, 4, 8), margin: 2 }),
  'several codes': (random) => ({ square: between(random, 3, 6), codes: Math.floor(between(random, 2, 7)) }),
  'migration batch': (random) => ({
    square: between(random, 3, 4),
    codes: 3,
    says: 'migration',
    correction: 'L'
  }),
  'large migration': (random) => ({
    square: between(random, 3, 5),
    says: 'large-migration',
    correction: 'L'
  }),
  'highest correction': (random) => ({ square: between(random, 3, 6), correction: 'H' })
}

export const CATEGORIES: readonly string[] = Object.keys(LOOKS)

/** One picture of a category; the same for the same seed. */
export function sceneOf(category: string, size: Size, seed: number): Scene {
  const random = seeded(seed)
  const look: Look = { ...PLAIN, ...LOOKS[category]?.(random) }
  const ground = backgroundOf(look.ground, size, random)
  const texts = Array.from({ length: look.codes }, (_, at) => textOf(look.says, at, look.codes, random))
  const codes = texts.map((text) => create(text, { errorCorrectionLevel: look.correction }).modules)
  const columns = Math.ceil(Math.sqrt(look.codes))
  const rows = Math.ceil(look.codes / columns)
  const cell = { width: size.width / columns, height: size.height / rows }
  codes.forEach((code, at) => {
    const sides = code.size + 2 * look.margin
    const most = Math.min(cell.width, cell.height) / sides
    // Turned it takes more room.
    const square =
      look.square === 'fill' ? most * 0.98 : Math.min(look.square, most * (look.turned === 0 ? 0.98 : 0.7))
    const reach = (square * sides * (look.turned % 90 === 0 ? 1 : Math.SQRT2)) / 2 + 1
    const place = (side: number, index: number): number => {
      const free = Math.max(0, side - 2 * reach)
      return index * side + Math.min(reach, side / 2) + random() * free
    }
    const centre = { x: place(cell.width, at % columns), y: place(cell.height, Math.floor(at / columns)) }
    draw(ground, code, square, centre, look)
  })
  if (look.noise > 0) addNoise(ground, look.noise, random)
  return { category, picture: ground, texts }
}

function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

function textOf(says: Look['says'], at: number, of: number, random: Random): string {
  const bytes = (length: number): Buffer =>
    Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
  if (says === 'account') {
    const issuer = ['GitHub', 'AWS', '例え', 'Contoso', 'Fabrikam Ltd'][Math.floor(random() * 5)] ?? ''
    const label = `${encodeURIComponent(issuer)}:user${Math.floor(random() * 1e4)}%40example.com`
    const secret = base32Of(bytes(random() < 0.5 ? 20 : 10))
    return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
  }
  const data = Buffer.concat([bytes(says === 'migration' ? 300 : 700), Buffer.from([of, at])])
  return `otpauth-migration://offline?data=${encodeURIComponent(data.toString('base64'))}`
}

interface Squares {
  readonly size: number
  readonly data: Uint8Array
}

/** Draws by looking up, for nine points of each pixel, which square lies there. */
function draw(
  { width, height, pixels }: GreyPicture,
  code: Squares,
  square: number,
  centre: { readonly x: number; readonly y: number },
  { turned, leaning, dark, light, shade, margin, blurred }: Look
): void {
  const half = code.size / 2 + margin
  const [sin, cos] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)]
  const reach = Math.ceil(half * square * Math.SQRT2)
  const left = Math.max(0, Math.floor(centre.x - reach))
  const top = Math.max(0, Math.floor(centre.y - reach))
  const right = Math.min(width, Math.ceil(centre.x + reach))
  const bottom = Math.min(height, Math.ceil(centre.y + reach))
  const [w, h] = [right - left, bottom - top]
  const drawn = new Float32Array(w * h)
  const cover = new Float32Array(w * h)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      let sum = 0
      let hits = 0
      for (let sub = 0; sub < 9; sub++) {
        const px = left + x + ((sub % 3) + 0.5) / 3 - centre.x
        const py = top + y + (Math.floor(sub / 3) + 0.5) / 3 - centre.y
        const u = (px * cos + py * sin) / square
        const v = (py * cos - px * sin) / square
        // The far side, up, is smaller: a plane seen at an angle.
        const depth = 1 + (leaning * v) / half
        const column = u / depth + half
        const row = v / depth + half
        if (depth <= 0 || column < 0 || row < 0 || column >= 2 * half || row >= 2 * half) continue
        hits++
        const [mx, my] = [Math.floor(column - margin), Math.floor(row - margin)]
        const isDark =
          mx >= 0 && my >= 0 && mx < code.size && my < code.size && code.data[my * code.size + mx] === 1
        sum += (isDark ? dark : light) * (1 - (1 - shade) * (column / (2 * half)))
      }
      cover[y * w + x] = hits / 9
      drawn[y * w + x] = hits === 0 ? (pixels[(top + y) * width + left + x] ?? 0) : sum / hits
    }
  }
  const soft = blurred === 0 ? drawn : blur(drawn, w, h, blurred * square)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const at = (top + y) * width + left + x
      const share = cover[y * w + x] ?? 0
      pixels[at] = Math.round((soft[y * w + x] ?? 0) * share + (pixels[at] ?? 0) * (1 - share))
    }
  }
}

/** Gaussian, one direction after the other. */
function blur(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.max(1, Math.ceil(3 * sigma))
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2))
  )
  const total = kernel.reduce((sum, weight) => sum + weight, 0)
  const along = (
    from: Float32Array,
    step: number,
    length: number,
    lines: number,
    stride: number
  ): Float32Array => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        let sum = 0
        for (let k = -radius; k <= radius; k++) {
          const near = Math.min(length - 1, Math.max(0, i + k))
          sum += (kernel[k + radius] ?? 0) * (from[line * stride + near * step] ?? 0)
        }
        to[line * stride + i * step] = sum / total
      }
    }
    return to
  }
  return along(along(values, 1, width, height, width), width, height, width, 1)
}

/** Box–Muller, two values at a time. */
function addNoise({ pixels }: GreyPicture, sigma: number, random: Random): void {
  for (let i = 0; i < pixels.length; i += 2) {
    const radius = sigma * Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    pixels[i] = clamped((pixels[i] ?? 0) + radius * Math.cos(angle))
    pixels[i + 1] = clamped((pixels[i + 1] ?? 0) + radius * Math.sin(angle))
  }
}

function clamped(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value)
}
