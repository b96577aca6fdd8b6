/**
 * Battle.net's authenticator, from Android's preferences: of the old app (`com.blizzard.bma.AUTH_STORE.xml`: one hash of
 * secret and serial) and of Blizzard's messenger (`…authenticator_preferences.xml`: one each). What is kept is the secret's
 * hexadecimal digits and the serial's letters, XORed with a mask that is the same for everybody and published (WinAuth,
 * Aegis). SHA-1, 8 digits, 30 s.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { PERIOD, type NewAccount } from '../../otp/account.ts'
import { readEntries } from '../collect.ts'
import { hexBytes } from '../entry-bytes.ts'
import { badField } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { hasPreference, readPreferences, type Preferences } from '../read-xml.ts'
import { TransferError } from '../transfer-error.ts'

const HASH = 'com.blizzard.bma.AUTH_STORE.HASH'
const SECRET = 'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET'
const SERIAL = 'com.blizzard.messenger.AUTHENTICATOR_SERIAL'
const SEALED_BY = 'com.blizzard.messenger.AUTHENTICATOR_CREDENTIALS_ENCRYPTION_TYPE'

const ISSUER = 'Battle.net'
const DIGITS = 8
/** Of the 20-byte secret, in hexadecimal; in the old hash the serial follows. */
const SECRET_DIGITS = 40
const MASK = Buffer.from(
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a',
  'hex'
)

export const battleNetImporter: Importer = {
  format: 'battle-net',
  recognise: ({ text }) => (hasPreference(text, [HASH, SECRET]) ? { isEncrypted: false } : null),
  read: async ({ text }) => {
    const preferences = await readPreferences(text ?? '')
    const sealedBy = preferences.get(SEALED_BY) ?? 'MASK'
    if (sealedBy !== 'MASK') {
      throw new TransferError('unsupported-parameters', {
        field: 'encryption type',
        expected: 'MASK',
        // Sealed by a key that never leaves the phone.
        got: /^\w{1,32}$/u.test(sealedBy) ? sealedBy : 'another'
      })
    }
    return await readEntries(masked(preferences), readAccount, () => ISSUER)
  }
}

interface Masked {
  readonly secret: string
  /** Where the mask begins for the serial: it goes on in the old hash, and begins anew in the messenger's. */
  readonly serial: string
  readonly serialFrom: number
}

function masked(preferences: Preferences): Masked[] {
  const hash = preferences.get(HASH)
  const secret = preferences.get(SECRET)
  const ofOldApp =
    hash === undefined
      ? []
      : [
          {
            secret: hash.slice(0, 2 * SECRET_DIGITS),
            serial: hash.slice(2 * SECRET_DIGITS),
            serialFrom: SECRET_DIGITS
          }
        ]
  const ofMessenger =
    secret === undefined ? [] : [{ secret, serial: preferences.get(SERIAL) ?? '', serialFrom: 0 }]
  if (hash === undefined && secret === undefined) {
    throw new TransferError('damaged-file', { field: SECRET, expected: 'the secret', got: 'nothing' })
  }
  return [...ofOldApp, ...ofMessenger]
}

function readAccount({ secret, serial, serialFrom }: Masked): NewAccount {
  const letters = unmask(secret, 0, 'secret')
  const secretBytes = hexBytes(letters.toString('latin1'), 'secret')
  letters.fill(0)
  try {
    if (secretBytes.length === 0) badField('secret', 'hexadecimal', 'nothing')
    return accountFrom({
      kind: 'totp',
      issuer: ISSUER,
      label: labelOf(unmask(serial, serialFrom, 'serial')),
      secretBytes,
      algorithm: 'SHA1',
      digits: DIGITS,
      period: PERIOD.usual,
      counter: 0
    })
  } finally {
    secretBytes.fill(0)
  }
}

/** "EU-2211-2050-3346"; the messenger keeps it without dashes, or with them. */
function labelOf(serial: Buffer): string {
  const text = serial.toString('latin1')
  if (!/^[\x20-\x7e]*$/u.test(text)) badField('serial', 'letters and digits', 'something else')
  return text
}

function unmask(text: string, from: number, field: string): Buffer {
  const bytes = hexBytes(text, field)
  if (from + bytes.length > MASK.length)
    badField(field, `≤ ${MASK.length - from} bytes`, `${bytes.length} bytes`)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (bytes[at] ?? 0) ^ (MASK[from + at] ?? 0)
  return bytes
}
