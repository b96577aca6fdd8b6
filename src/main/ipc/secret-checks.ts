/** What each request of the small window has to bring along, before any handler sees it. */
import type { SecretRequests } from '../../shared/ipc.ts'
import type { ArgumentCheck } from './value-checks.ts'
import {
  isFlag,
  isOneOf,
  isRecordOf,
  isText,
  isWhole,
  listOf,
  nothing,
  one,
  orNull,
  type ValueCheck
} from './value-checks.ts'

/** As many shares as a set can have (key-slot-shares.ts), and one more, so that too many get a sentence. */
const MOST_SHARES = 17

const isCredential: ValueCheck = (value) =>
  isRecordOf({ kind: isOneOf('passphrase'), passphrase: isText })(value) ||
  isRecordOf({ kind: isOneOf('recovery'), code: isText })(value) ||
  isRecordOf({ kind: isOneOf('shares'), shares: listOf(isText, MOST_SHARES) })(value)

/** From how many of how many: 2 ≤ threshold ≤ count ≤ 16. */
const isShareSet: ValueCheck = (value) => {
  if (!isRecordOf({ threshold: isWhole, count: isWhole })(value)) return false
  const { threshold, count } = value as { threshold: number; count: number }
  return 2 <= threshold && threshold <= count && count <= 16
}

const isTypedAccount = isRecordOf({
  kind: isOneOf('totp', 'hotp', 'steam', 'motp', 'yandex'),
  issuer: isText,
  label: isText,
  secretBase32: isText,
  algorithm: isOneOf('SHA1', 'SHA256', 'SHA512'),
  digits: isWhole,
  period: isWhole,
  counter: isWhole,
  pin: isText
})

export const SECRET_CHECKS: { readonly [K in keyof SecretRequests]: ArgumentCheck } = {
  'secret:task': nothing,
  'secret:create-vault': one(isRecordOf({ keychain: isFlag, passphrase: orNull(isText) })),
  'secret:confirm-recovery': one(isText),
  'secret:new-recovery': nothing,
  'secret:unlock': one(isCredential),
  'secret:cancel': nothing,
  'secret:reauthenticate': one(isCredential),
  'secret:reauthenticate-by-system': nothing,
  'secret:add-account': one(isTypedAccount),
  'secret:set-passphrase': one(orNull(isText)),
  'secret:check-share': one(isText),
  'secret:make-shares': one(isShareSet),
  'secret:rotate': nothing,
  'secret:show-account': nothing,
  'secret:copy-account-uri': nothing,
  'secret:import-password': one(isText),
  'secret:export': one(orNull(isText)),
  'secret:close': nothing
}
