/** Steam Guard codes: RFC 6238, written in Steam's own alphabet instead of decimal digits. No document; as its app does. */
import type { KeyObject } from 'node:crypto'
import { DIGITS, type Algorithm } from './account.ts'
import { truncatedHmac } from './hotp.ts'

/** Letters and digits that aren't mistaken for one another. */
const ALPHABET = '23456789BCDFGHJKMNPQRTVWXY'

/** The five characters of one time step, least significant first. */
export function steamCode(secret: KeyObject, algorithm: Algorithm, timeStep: number): string {
  let value = truncatedHmac(secret, algorithm, timeStep)
  let code = ''
  for (let i = 0; i < DIGITS.steam; i++) {
    code += ALPHABET.charAt(value % ALPHABET.length)
    value = Math.floor(value / ALPHABET.length)
  }
  return code
}
