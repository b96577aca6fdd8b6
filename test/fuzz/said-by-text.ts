/** Where each format that is a text or Android's preferences keeps its fields. */
import type { FormatId } from '../../src/core/transfer/formats.ts'
import { saidByTotp } from './said-by-json.ts'
import { field, inLowerCase, list, saidByLinks, type Reader, type Said } from './said.ts'

export const TEXT_READERS: Partial<Record<FormatId, Reader>> = {
  'key-uri': saidByLinks,
  ente: saidByLinks,
  winauth: saidByLinks,
  'bitwarden-csv': saidByRows,
  freeotp: (text) => {
    const strings = preferencesIn(text)
    if (strings === null) return null
    return [...strings].filter(([name]) => name !== 'tokenOrder').map(([, value]) => saidByToken(value))
  },
  authy: (text) => {
    const strings = preferencesIn(text)
    if (strings === null) return null
    const lists = ['authenticator', 'authy'].map((app) => strings.get(`com.authy.storage.tokens.${app}.key`))
    return lists.flatMap((one) => (one === undefined ? [] : list(parsed(one)))).map(saidByAuthy)
  },
  'battle-net': (text) => {
    const strings = preferencesIn(text)
    if (strings === null) return null
    const hash = strings.get('com.blizzard.bma.AUTH_STORE.HASH')
    const secret = strings.get('com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET')
    const serial = strings.get('com.blizzard.messenger.AUTHENTICATOR_SERIAL') ?? ''
    return [
      ...(hash === undefined ? [] : [saidByMask(hash.slice(0, 80), unmasked(hash).toString('latin1', 40))]),
      ...(secret === undefined ? [] : [saidByMask(secret, unmasked(serial).toString('latin1'))])
    ]
  }
}

/** Of Android's preferences, the texts by name; null where the document isn't as Android writes it. */
function preferencesIn(text: string): ReadonlyMap<string, string> | null {
  const found = [...text.matchAll(/<string name="([^"<>]*)">([^<]*)<\/string>/gu)]
  if (found.length !== text.split('<string').length - 1) return null
  const unescaped = found.map(([, name = '', value = '']) => [name, value].map(withoutEntities))
  if (unescaped.flat().some((one) => one === undefined)) return null
  const map = new Map(unescaped.map(([name = '', value = '']) => [name, value]))
  return map.size === found.length ? map : null
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Undefined where something else stands there than Android writes. */
function withoutEntities(text: string): string | undefined {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/u.test(text)) return undefined
  return text.replace(/&([a-z]+);/gu, (_, name: string) => ENTITIES[name] ?? '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function saidByToken(text: string): Said {
  const token = parsed(text)
  const counter = field(token, 'counter')
  const names = ['issuerExt', 'issuerInt', 'label', 'labelAlt', 'issuerAlt'].map((name) => field(token, name))
  return {
    ...inLowerCase(token),
    algorithm: field(token, 'algo'),
    // It is stored one low.
    counter: typeof counter === 'number' ? counter + 1 : Number(counter) + 1,
    names
  }
}

function saidByAuthy(token: unknown): Said {
  const names = ['name', 'originalName', 'originalIssuer'].map((name) => field(token, name))
  const seed = field(token, 'secretSeed')
  if (typeof seed !== 'string')
    return { ...inLowerCase(token), secret: field(token, 'decryptedSecret'), period: 30, names }
  return { secret: seed, digits: field(token, 'digits') ?? 7, period: 10, names }
}

/** Published by WinAuth and Aegis. */
const MASK = Buffer.from(
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a',
  'hex'
)

function unmasked(text: string): Buffer {
  return Buffer.from(
    Buffer.from(text.replace(/[\s-]/gu, ''), 'hex').map((byte, at) => byte ^ (MASK[at] ?? 0))
  )
}

function saidByMask(secret: string, serial: string): Said {
  return {
    secret: Buffer.from(unmasked(secret).toString('latin1'), 'hex'),
    digits: 8,
    names: [serial, 'Battle.net']
  }
}

/** RFC 4180; more cells than columns are Bitwarden Authenticator's, whose names have commas. */
function saidByRows(text: string): readonly Said[] {
  const [columns = [], ...rows] = rowsOf(text)
  return rows.flatMap((row) => {
    const cell = (name: string): string => row[columns.indexOf(name)] ?? ''
    const link = row.find((one) => /^(?:otpauth|steam):\/\//iu.test(one))
    const totp = row.length > columns.length && link !== undefined ? link : cell('login_totp')
    if (totp.trim() === '') return []
    const said = saidByTotp(totp)
    return [{ ...said, names: [...said.names, cell('name'), cell('login_username')] }]
  })
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const cells = /(?:"((?:[^"]|"")*)"([^,\r\n]*)|([^,\r\n]*))(,|\r\n|\r|\n|$)/gu
  for (const [, quoted, behind = '', bare = '', end] of text.matchAll(cells)) {
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"') + behind)
    if (end !== ',') rows.push([])
  }
  return rows.filter((row) => row.length > 1 || (row[0] ?? '') !== '')
}
