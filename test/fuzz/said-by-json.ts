/** Where each format that is JSON keeps its fields: a table, read by JSON.parse. */
import type { FormatId } from '../../src/core/transfer/formats.ts'
import { field, inLowerCase, linesOf, list, saidByLink, saidByLinks, type Said } from './said.ts'

export const JSON_READERS: Partial<Record<FormatId, (file: unknown) => readonly Said[] | null>> = {
  aegis: (file) =>
    list(field(field(file, 'db'), 'entries')).map((entry) => {
      const info = field(entry, 'info')
      return {
        ...inLowerCase(info),
        algorithm: field(info, 'algo'),
        names: [field(entry, 'name'), field(entry, 'issuer')]
      }
    }),
  '2fas': (file) =>
    list(field(file, 'services')).map((entry) => {
      const otp = field(entry, 'otp')
      const names = [field(entry, 'name'), ...['account', 'issuer', 'label'].map((name) => field(otp, name))]
      const said = inLowerCase(otp)
      // 2FAS begins at 1 where none is written.
      return { ...said, counter: said.counter ?? 1, secret: field(entry, 'secret'), names }
    }),
  andotp: (file) =>
    list(file).map((entry) => ({
      ...inLowerCase(entry),
      names: [field(entry, 'label'), field(entry, 'issuer')]
    })),
  lastpass: (file) =>
    list(field(file, 'accounts')).map((entry) => ({
      ...inLowerCase(entry),
      period: field(entry, 'timeStep'),
      names: ['issuerName', 'userName', 'originalIssuerName', 'originalUserName'].map((name) =>
        field(entry, name)
      )
    })),
  stratum: (file) =>
    list(field(file, 'Authenticators')).map((entry) => {
      const algorithm = field(entry, 'Algorithm')
      return {
        secret: field(entry, 'Secret'),
        algorithm: typeof algorithm === 'number' ? ['SHA1', 'SHA256', 'SHA512'][algorithm] : algorithm,
        digits: field(entry, 'Digits'),
        period: field(entry, 'Period'),
        counter: field(entry, 'Counter'),
        names: [field(entry, 'Issuer'), field(entry, 'Username')]
      }
    }),
  'freeotp-plus': (file) =>
    list(field(file, 'tokens')).map((entry) => {
      const counter = field(entry, 'counter')
      return {
        ...inLowerCase(entry),
        algorithm: field(entry, 'algo'),
        // It is stored one low.
        counter: typeof counter === 'number' ? counter + 1 : counter,
        names: ['issuerExt', 'issuerInt', 'label', 'labelAlt', 'issuerAlt'].map((name) => field(entry, name))
      }
    }),
  raivo: (file) =>
    list(file).map((entry) => ({
      ...inLowerCase(entry),
      period: field(entry, 'timer'),
      names: [field(entry, 'issuer'), field(entry, 'account')]
    })),
  duo: (file) =>
    list(file).map((entry) => {
      const generator = field(entry, 'otpGenerator')
      return {
        secret: field(generator, 'otpSecret'),
        counter: field(generator, 'counter'),
        names: [field(entry, 'name')]
      }
    }),
  steam: (file) => {
    const accounts = field(file, 'accounts')
    const entries = isFields(accounts) ? Object.values(accounts) : [file]
    return entries.map((entry) => {
      const secret = field(entry, 'shared_secret')
      const session = field(field(entry, 'Session'), 'SteamID')
      return {
        secret: typeof secret === 'string' ? Buffer.from(secret, 'base64') : null,
        names: [field(entry, 'account_name'), field(entry, 'steamid'), session]
      }
    })
  },
  proton: (file) =>
    list(field(file, 'entries')).map((entry) => {
      const content = field(entry, 'content')
      return withNames(saidByTotp(field(content, 'uri')), [field(content, 'name')])
    }),
  bitwarden: saidByItems,
  'bitwarden-authenticator': saidByItems,
  'authenticator-cc': (file) =>
    Object.entries(isFields(file) ? file : {})
      .filter(([id, value]) => isFields(value) && !['key', 'UserSettings', 'LocalStorage'].includes(id))
      .filter(([, value]) => field(value, 'dataType') !== 'Key')
      .map(([, entry]) => saidByExtension(entry)),
  authme: (file) => {
    const codes = field(file, 'codes')
    const text = Buffer.from(typeof codes === 'string' ? codes : '', 'base64').toString()
    return /^\s*otpauth:/imu.test(text) ? saidByLinks(text) : saidByBlocks(text)
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withNames(said: Said, names: readonly unknown[]): Said {
  return { ...said, names: [...said.names, ...names] }
}

/** A Key URI, or a secret alone. */
export function saidByTotp(totp: unknown): Said {
  if (typeof totp === 'string' && /^\s*[a-z][a-z0-9+.-]*:\/\//iu.test(totp)) return saidByLink(totp)
  return { secret: totp, names: [] }
}

/** Logins without a one-time password aren't entries. */
function saidByItems(file: unknown): readonly Said[] {
  return list(field(file, 'items')).flatMap((item) => {
    const login = field(item, 'login')
    const totp = field(login, 'totp') ?? ''
    if (typeof totp === 'string' && totp.trim() === '') return []
    const said = saidByTotp(totp)
    // Bitwarden Authenticator has them beside a secret.
    const beside = said.names.length === 0 ? inLowerCase(login) : {}
    return [
      { ...withNames(said, [field(item, 'name'), field(login, 'username')]), ...beside, secret: said.secret }
    ]
  })
}

const NUMBERED = ['SHA1', 'SHA1', 'SHA256', 'SHA512']

function saidByExtension(entry: unknown): Said {
  const [type, secret, algorithm] = ['type', 'secret', 'algorithm'].map((name) => field(entry, name))
  const [, prefix = '', bare] =
    typeof secret === 'string' ? (/^(blz-|bliz-|stm-)?(.*)$/su.exec(secret) ?? []) : []
  const isBattle = prefix.startsWith('b') || (prefix === '' && type === 'battle')
  return {
    ...inLowerCase(entry),
    secret: bare,
    algorithm: typeof algorithm === 'number' ? NUMBERED[algorithm] : algorithm,
    digits: isBattle ? 8 : field(entry, 'digits'),
    counter: field(entry, 'counter') ?? 0,
    names: [field(entry, 'issuer'), field(entry, 'account')]
  }
}

/** A field that stands there again begins the next account. */
function saidByBlocks(text: string): readonly Said[] {
  const blocks: Record<string, string>[] = []
  for (const line of linesOf(text)) {
    const [, name = '', value = ''] = /^\s*(Name|Secret|Issuer|Type):[ \t]*(.*?)\s*$/u.exec(line) ?? []
    if (name === '') continue
    if (blocks.length === 0 || Object.hasOwn(blocks.at(-1) ?? {}, name)) blocks.push({})
    Object.assign(blocks.at(-1) ?? {}, { [name]: value })
  }
  return blocks.map((block) => ({ secret: block['Secret'], names: [block['Name'], block['Issuer']] }))
}
