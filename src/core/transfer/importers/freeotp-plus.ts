/** FreeOTP+'s export: JSON `{tokenOrder, tokens: […]}` of the tokens that FreeOTP 1 keeps one by one. */
import { readEntries } from '../collect.ts'
import { damaged, objectIn } from '../container.ts'
import { signedBytes } from '../entry-bytes.ts'
import type { Importer } from '../importer.ts'
import { fieldOf, isList, listOf, textOf, type Json, type JsonObject } from '../safe-json.ts'
import { inTokenOrder, tokenAccount, tokenName } from './freeotp-token.ts'

export const freeotpPlusImporter: Importer = {
  format: 'freeotp-plus',
  recognise: (peek) => {
    const json = peek.json
    const isTheirs = isList(fieldOf(json, 'tokens')) && isList(fieldOf(json, 'tokenOrder'))
    return isTheirs ? { isEncrypted: false } : null
  },
  read: async (peek) => await readEntries(ordered(objectIn(peek)), readToken, tokenName)
}

/** Two tokens of one name can't be told apart by the order: they stay side by side. */
function ordered(json: JsonObject): Json[] {
  const tokens = json.get('tokens')
  if (!isList(tokens)) damaged('tokens', 'a list', 'something else')
  const byName = new Map<string, Json[]>()
  for (const token of tokens) {
    const [issuer = '', label = ''] = ['issuerExt', 'label'].map((field) => textOf(token, field))
    const name = `${issuer}:${label}`
    byName.set(name, [...(byName.get(name) ?? []), token])
  }
  return inTokenOrder(byName, listOf(json, 'tokenOrder')).flat()
}

function readToken(token: Json) {
  const secret = signedBytes(fieldOf(token, 'secret'), 'secret')
  try {
    return tokenAccount(token, secret, 'last')
  } finally {
    secret.fill(0)
  }
}
