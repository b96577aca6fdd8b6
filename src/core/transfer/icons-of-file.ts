/** The icons of one file: a picture that many accounts share is decoded once. */
import type { AccountIcon } from '../otp/account.ts'
import { takeIcon } from './icon.ts'
import { LIMITS } from './limits.ts'

/** Gives the icon for its base 64, or null for none that can be taken; keeps what it gave. */
export function iconsOfFile(): (base64: string | undefined) => Promise<AccountIcon | null> {
  const taken = new Map<string, Promise<AccountIcon | null>>()
  return async (base64 = '') => {
    // Not even decoded: it has to be within the limit afterwards.
    if (base64 === '' || base64.length > LIMITS.iconBytes * 2) return null
    const known = taken.get(base64) ?? takeIcon(Buffer.from(base64, 'base64'))
    taken.set(base64, known)
    return await known
  }
}
