/**
 * The Steam app's own file, and Steam Desktop Authenticator's .maFile: `{accounts: {id: {shared_secret, account_name …}}}`,
 * or one such account alone. The secret is base 64.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { objectIn } from '../container.ts'
import { base64Bytes } from '../entry-bytes.ts'
import { neededText } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { fieldOf, isObject, textOf, type Json } from '../safe-json.ts'

const ISSUER = 'Steam'

export const steamImporter: Importer = {
  format: 'steam',
  recognise: (peek) => (accountsOf(peek.json).some(isSteam) ? { isEncrypted: false } : null),
  read: async (peek) => await readEntries(accountsOf(objectIn(peek)), readAccount, nameOf)
}

function accountsOf(json: Json | undefined): readonly Json[] {
  if (!isObject(json)) return []
  const accounts = json.get('accounts')
  return isObject(accounts) ? [...accounts.values()] : [json]
}

function isSteam(entry: Json): boolean {
  return textOf(entry, 'shared_secret') !== undefined
}

function readAccount(entry: Json): NewAccount {
  const secret = base64Bytes(neededText(entry, 'shared_secret'), 'shared_secret')
  try {
    return accountFrom({
      kind: 'steam',
      issuer: ISSUER,
      label: labelOf(entry),
      secretBytes: secret,
      algorithm: 'SHA1',
      digits: DIGITS.steam,
      period: PERIOD.usual,
      counter: 0
    })
  } finally {
    secret.fill(0)
  }
}

function nameOf(entry: Json): string {
  return entryName(ISSUER, labelOf(entry))
}

/** The account's name, or its number where it has none. */
function labelOf(entry: Json): string {
  return (
    textOf(entry, 'account_name') ??
    textOf(entry, 'steamid') ??
    textOf(fieldOf(entry, 'Session'), 'SteamID') ??
    ''
  )
}
