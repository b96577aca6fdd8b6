/**
 * Looks for QR codes (ISO/IEC 18004) in one picture again and again, each time prepared in another way, until nothing is
 * left to be found or to be tried. What each way finds is measured by `npm run bench:qr`.
 */
import { doubled, localMeanGain, type GreyPicture } from './grey-picture.ts'

/** What a decoder makes of one picture. */
export interface Found {
  readonly texts: readonly string[]
  /** Codes that were seen and couldn't be read. */
  readonly unread: number
}

export interface Passes {
  readonly decode: (picture: GreyPicture) => Promise<Found>
  /** `first-found`: the first pass that finds a code ends it, as for a camera, whose next picture is coming. */
  readonly until: 'first-found' | 'all-tried'
  /** Told after each pass what was found so far: a deadline may come before the last one. */
  readonly onPass?: (texts: readonly string[]) => void
}

/** The texts of all codes in a picture, each once. */
export async function codesIn(
  picture: GreyPicture,
  { decode, until, onPass }: Passes
): Promise<readonly string[]> {
  const texts = new Set<string>()
  for (const [at, prepare] of PREPARATIONS.entries()) {
    const prepared = prepare(picture)
    if (prepared === null) continue
    const found = await decode(prepared)
    for (const text of found.texts) texts.add(text)
    onPass?.([...texts])
    // A clear code may lie beside a faint one, of which nothing is seen before the second pass.
    const isAll = found.unread === 0 && at >= 1
    if (texts.size > 0 && (until === 'first-found' || isAll)) break
  }
  return [...texts]
}

/** Doubled it has four times as many: beyond this it would take longer than the picture may. */
const MOST_DOUBLED_PIXELS = 10_000_000

/** In the order of what each finds for its time; `null` where it isn't worth it. The decoder itself tries light on dark. */
const PREPARATIONS: readonly ((picture: GreyPicture) => GreyPicture | null)[] = [
  (picture) => picture,
  // Faint codes, and those in the shadow.
  (picture) => localMeanGain(picture, 20, 10),
  // Blurred ones, and grey ones close to something bright.
  (picture) => localMeanGain(picture, 6, 5),
  // Small ones.
  (picture) => (picture.pixels.length > MOST_DOUBLED_PIXELS ? null : doubled(picture))
]
