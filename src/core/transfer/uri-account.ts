/** Accounts whose Key URI stands in a field of something larger, which knows more of them than the URI. */
import { accountFrom } from '../otp/account-fields.ts'
import type { AccountDetails, NewAccount } from '../otp/account.ts'
import { parseKeyUri } from '../otp/key-uri.ts'

/**
 * @param names - what the account is called where its URI names nobody
 * @throws KeyUriError as `parseKeyUri`
 */
export function accountFromUri(
  uri: string,
  names: { readonly issuer: string; readonly label: string },
  details: Partial<AccountDetails>
): NewAccount {
  const account = parseKeyUri(uri)
  const secret = account.secret.export()
  const pin = 'pin' in account ? account.pin.export() : undefined
  // `steam://` names nobody, and "Steam" is only written in by the reader.
  const isNameless = account.label === '' && (account.issuer === '' || /^\s*steam:/iu.test(uri))
  try {
    return accountFrom({
      kind: account.kind,
      issuer: isNameless && names.issuer !== '' ? names.issuer : account.issuer,
      label: account.label === '' ? names.label : account.label,
      secretBytes: secret,
      algorithm: account.algorithm,
      digits: account.digits,
      period: 'period' in account ? account.period : 0,
      counter: 'counter' in account ? account.counter : 0,
      ...(pin === undefined ? {} : { pin: pin.toString() }),
      details
    })
  } finally {
    secret.fill(0)
    pin?.fill(0)
  }
}
