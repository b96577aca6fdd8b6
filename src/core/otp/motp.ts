/** Mobile-OTP codes, as motp.sourceforge.net describes them: an MD5 over time, secret and pin. */
import { createHash, type KeyObject } from 'node:crypto'
import { secretBytes } from '../vault/secret-bytes.ts'
import { DIGITS } from './account.ts'

/**
 * The first six hexadecimal digits, in lower case, of MD5(decimal time step ‖ hexadecimal secret ‖ pin).
 * @param timeStep - whole periods of 10 s since 1970.
 */
export function motpCode(secret: KeyObject, pin: KeyObject, timeStep: number): string {
  const [secretExport, pinBytes] = [secret.export(), pin.export()]
  const hexadecimal = hexadecimalOf(secretExport)
  try {
    const hash = createHash('md5').update(timeStep.toString()).update(hexadecimal).update(pinBytes)
    return hash.digest('hex').slice(0, DIGITS.motp)
  } finally {
    for (const bytes of [secretExport, pinBytes, hexadecimal]) bytes.fill(0)
  }
}

/** ASCII of the bytes in lower-case hexadecimal: as bytes, because a string couldn't be wiped. */
function hexadecimalOf(bytes: Uint8Array): Buffer {
  const text = secretBytes(2 * bytes.length)
  for (const [i, byte] of bytes.entries()) {
    text[2 * i] = hexadecimalDigit(byte >>> 4)
    text[2 * i + 1] = hexadecimalDigit(byte & 15)
  }
  return text
}

function hexadecimalDigit(value: number): number {
  return value < 10 ? 0x30 + value : 0x61 + value - 10
}
