/** FreeOTP+'s export: JSON `{tokenOrder, tokens: […]}` of the tokens that FreeOTP 1 keeps one by one. */
import { readEntries } from '../collect.ts'
import { jsonIn } from '../container.ts'
import { signedBytes } from '../entry-bytes.ts'
import type { Importer } from '../importer.ts'
import { fieldOf, isList, listOf, textOf, type Json } from '../safe-json.ts'
import { inTokenOrder, tokenAccount, tokenName } from './freeotp-token.ts'

export const freeotpPlusImporter: Importer = {
  format: 'freeotp-plus',
  recognise: (peek) => {
    const json = jsonIn(peek)
    const isTheirs = isList(fieldOf(json, 'tokens')) && isList(fieldOf(json, 'tokenOrder'))
    return isTheirs ? { isEncrypted: false } : null
  },
  read: async ({ json }) => await readEntries(ordered(json), readToken, tokenName)
}

/** Two tokens of one name can't be told apart by the order: they stay side by side. */
function ordered(json: Json | undefined): Json[] {
  const byName = new Map<string, Json[]>()
  for (const token of listOf(json, 'tokens')) {
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
