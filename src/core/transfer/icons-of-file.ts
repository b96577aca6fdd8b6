/** The icons of one file: a picture that many accounts share is decoded once, and all of them together within a bound. */
import type { AccountIcon } from '../otp/account.ts'
import { takeIcon } from './icon.ts'
import { imageSize } from './image-size.ts'
import { LIMITS } from './limits.ts'

/** The icon for its base 64, or null for none that can be taken. */
export type IconsOfFile = (base64: string | undefined) => Promise<AccountIcon | null>

/** What a small icon costs beside its pixels, in pixels. */
const EACH = 20_000

/** Keeps what it gave. Distinct pictures beyond `LIMITS.iconsPixels` are left alone, which is seconds of decoding. */
export function iconsOfFile(): IconsOfFile {
  const taken = new Map<string, Promise<AccountIcon | null>>()
  let left: number = LIMITS.iconsPixels
  const take = async (bytes: Buffer): Promise<AccountIcon | null> => {
    const { width = 0, height = 0 } = imageSize(bytes) ?? {}
    const cost = EACH + width * height
    if (cost > left) return null
    left -= cost
    return await takeIcon(bytes)
  }
  return async (base64 = '') => {
    // Not even decoded: it has to be within the limit afterwards.
    if (base64 === '' || base64.length > LIMITS.iconBytes * 2) return null
    const known = taken.get(base64) ?? take(Buffer.from(base64, 'base64'))
    taken.set(base64, known)
    return await known
  }
}
