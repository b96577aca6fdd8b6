/**
 * Files that nobody recognises because their shell is broken: JSON that was cut short, an archive without its directory.
 * Marks of known exports in them tell a damaged export from what never was one.
 */
import type { Peek } from './peek.ts'
import { listZip } from './read-zip.ts'

/** What it should have been; null where no mark says that it was an export. Cheap: nothing is parsed. */
export function brokenShell(peek: Peek): string | null {
  if (peek.startsWith(LOCAL_HEADER)) {
    return listZip(peek.bytes) === null && ARCHIVED.test(firstNameIn(peek.bytes)) ? 'a whole archive' : null
  }
  const { text } = peek
  if (text === null || peek.json !== undefined || !/^\s*[{[]/u.test(text)) return null
  return MARKS.some((row) => row.every((mark) => mark.test(text))) ? 'whole JSON' : null
}

const LOCAL_HEADER = 'PK\x03\x04'
/** Of Raivo OTP, Authenticator Plus and WinAuth. */
const ARCHIVED = /raivo[^/]*\.json$|\.txt$/iu

/** Names of fields that a known app writes and hardly anybody else does: each of a row has to be there. */
const MARKS: readonly (readonly RegExp[])[] = [
  // Aegis, 2FAS.
  [/"header"\s*:/u, /"slots"\s*:/u],
  [
    /"(?:servicesEncrypted|services)"\s*:/u,
    /"(?:appVersionCode|appOrigin|otp|reference|schemaVersion)"\s*:/u
  ],
  // andOTP, Raivo, LastPass, Duo, Steam.
  [/"secret"\s*:/u, /"(?:thumbnail|tags|timer|userName)"\s*:/u],
  [/"(?:otpGenerator|shared_secret|timeStep)"\s*:/u],
  // Ente, Proton, Bitwarden.
  [/"(?:kdfParams|encryptionNonce|encKeyValidation_DO_NOT_EDIT|entry_type|collectionIds)"\s*:/u],
  [/^\s*\{\s*"version"\s*:\s*1\s*,\s*"(?:salt|content)"\s*:/u],
  [/"totp"\s*:\s*"(?:otpauth|steam):/u],
  // Stratum, FreeOTP+, authenticator.cc, Authme.
  [/"(?:Authenticators|AuthenticatorCategories|tokenOrder|issuerExt)"\s*:/u],
  [/"EncOTPStorage"|"encrypted"\s*:\s*true\s*,\s*"(?:hash|secret|index)"\s*:/u],
  [/"role"\s*:\s*"codes"/u]
]

/** APPNOTE 4.3.7: the name's length stands at 26, the name at 30. */
function firstNameIn(bytes: Buffer): string {
  if (bytes.length < 30) return ''
  return bytes.toString('utf8', 30, 30 + bytes.readUInt16LE(26))
}
