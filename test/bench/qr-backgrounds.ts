/** What lies around the codes of a made picture, and pictures in which there is none though it looks a little like it. */
import type { GreyPicture } from '../../src/core/transfer/grey-picture.ts'

export type Ground = 'flat' | 'page' | 'dark' | 'photo'

type Random = () => number
interface Size {
  readonly width: number
  readonly height: number
}

export function backgroundOf(ground: Ground, { width, height }: Size, random: Random): GreyPicture {
  const pixels = new Uint8Array(width * height)
  const picture = { width, height, pixels }
  switch (ground) {
    case 'flat':
      pixels.fill(230)
      break
    case 'page':
      pixels.fill(245)
      writeLines(picture, random, 30)
      break
    case 'dark':
      pixels.fill(28)
      writeLines(picture, random, 190)
      break
    case 'photo':
      photograph(picture, random)
      break
  }
  return picture
}

/** Looks that tempt a decoder, and hold no code. */
export const NEGATIVES: Readonly<Record<string, (size: Size, random: Random) => GreyPicture>> = {
  'plain white': (size) => filled(size, () => 255),
  'a slope of grey': (size) => filled(size, (x) => (255 * x) / size.width),
  'a page of text': (size, random) => backgroundOf('page', size, random),
  'a dark page of text': (size, random) => backgroundOf('dark', size, random),
  'a photograph': (size, random) => backgroundOf('photo', size, random),
  'white noise': (size, random) => filled(size, () => 255 * random()),
  'black and white noise in squares of 4 px': (size, random) => {
    const across = Math.ceil(size.width / 4)
    const squares = Array.from({ length: across * Math.ceil(size.height / 4) }, () =>
      random() < 0.5 ? 0 : 255
    )
    return filled(size, (x, y) => squares[(y >> 2) * across + (x >> 2)] ?? 0)
  },
  'a chess board': (size) => filled(size, (x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? 0 : 255)),
  'bars of a bar code': (size, random) => {
    const bars = Array.from({ length: size.width }, () => (random() < 0.5 ? 0 : 255))
    return filled(size, (x) => bars[x >> 2] ?? 0)
  },
  'finder patterns without a code': (size) =>
    filled(size, (x, y) => {
      const ring = Math.max(Math.abs((x % 84) - 42), Math.abs((y % 84) - 42)) / 6
      return ring < 1.5 || (ring >= 2.5 && ring < 3.5) ? 0 : 255
    })
}

function filled({ width, height }: Size, shade: (x: number, y: number) => number): GreyPicture {
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[y * width + x] = shade(x, y)
  }
  return { width, height, pixels }
}

/** Lines of marks like letters, with a heading now and then. */
function writeLines({ width, height, pixels }: GreyPicture, random: Random, ink: number): void {
  for (let top = 20; top < height - 40; top += 24) {
    const tall = random() < 0.1 ? 20 : 11
    const end = width * (0.3 + 0.65 * random())
    for (let left = 20; left < end; left += 3 + Math.floor(random() * (tall / 2))) {
      if (random() < 0.12) left += tall / 2
      const [w, h] = random() < 0.6 ? [Math.ceil(tall / 8), tall] : [Math.ceil(tall / 2), Math.ceil(tall / 8)]
      const from = top + Math.floor(random() * (tall - h))
      for (let y = from; y < from + h; y++)
        pixels.fill(ink, y * width + left, Math.min(y * width + left + w, (y + 1) * width))
    }
  }
}

/** Smooth patches of light, and edges of things. */
function photograph({ width, height, pixels }: GreyPicture, random: Random): void {
  const waves = Array.from({ length: 6 }, () => ({
    x: (random() - 0.5) / 60,
    y: (random() - 0.5) / 60,
    phase: 6.28 * random(),
    strength: 10 + 20 * random()
  }))
  const things = Array.from({ length: 12 }, () => ({
    x: random() * width,
    y: random() * height,
    reach: (0.03 + 0.15 * random()) * width,
    lift: 80 * (random() - 0.5)
  }))
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let shade = 128
      for (const wave of waves) shade += wave.strength * Math.sin(x * wave.x + y * wave.y + wave.phase)
      for (const thing of things) {
        if (Math.abs(x - thing.x) < thing.reach && Math.abs(y - thing.y) < thing.reach / 2)
          shade += thing.lift
      }
      const value = shade < 0 ? 0 : shade > 255 ? 255 : shade
      for (const at of [y * width + x, (y + 1) * width + x]) {
        if (at + 1 < pixels.length) pixels.fill(value, at, at + Math.min(2, width - x))
      }
    }
  }
}
