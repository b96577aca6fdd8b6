/** FreeOTP 1, also FreeOTP+'s own file on the phone: Android preferences `tokens.xml`, one token in JSON a string. */
import { readEntries } from '../collect.ts'
import { signedBytes } from '../entry-bytes.ts'
import type { Importer } from '../importer.ts'
import { hasPreference, readPreferences } from '../read-xml.ts'
import { fieldOf, isList, isObject, parseJson, type Json } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'
import { inTokenOrder, tokenAccount, tokenName } from './freeotp-token.ts'

const ORDER = 'tokenOrder'

export const freeotpImporter: Importer = {
  format: 'freeotp',
  recognise: ({ text }) =>
    // A token's own fields decide: tokenOrder is an everyday name.
    hasPreference(text, /(?:"|&quot;|&#34;)issuer(?:Ext|Int)(?:"|&quot;|&#34;)\s*:/u)
      ? { isEncrypted: false }
      : null,
  read: async ({ text }) => {
    const preferences = new Map(await readPreferences(text ?? ''))
    const order = parseJson(preferences.get(ORDER) ?? '[]')
    if (!isList(order))
      throw new TransferError('damaged-file', { field: ORDER, expected: 'a list', got: 'none' })
    preferences.delete(ORDER)
    return await readEntries(inTokenOrder(preferences, order), readToken, nameOf)
  }
}

function readToken(text: string) {
  const token = tokenOf(text)
  if (token === undefined) {
    throw new TransferError('bad-field', { field: 'token', expected: 'JSON', got: 'another text' })
  }
  const secret = signedBytes(fieldOf(token, 'secret'), 'secret')
  try {
    return tokenAccount(token, secret, 'last')
  } finally {
    secret.fill(0)
  }
}

function nameOf(text: string): string {
  const token = tokenOf(text)
  return token === undefined ? '' : tokenName(token)
}

function tokenOf(text: string): Json | undefined {
  const token = parseJson(text)
  return isObject(token) ? token : undefined
}
