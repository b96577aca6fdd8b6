/**
 * 2FAS' backups, plain and encrypted, of schema 4. There is no description; the fields are as its app for Android writes
 * them. In an encrypted one the names of groups stand in clear: so 2FAS does it.
 */
import { pbkdf2 } from 'node:crypto'
import { NO_DETAILS, type NewAccount } from '../../otp/account.ts'
import { formatKeyUri } from '../../otp/key-uri.ts'
import { secretText } from '../../otp/secret-text.ts'
import { NONCE_BYTES, seal } from '../../vault/cipher.ts'
import { wipe } from '../../vault/secret-bytes.ts'
import type { Exporter, LossField, Writing } from './exporter.ts'
import { detailLosses, groupIds, groupLosses, jsonBytes, passwordFor } from './fields.ts'

const common = { extension: '2fas', losses } as const

export const twoFasExporter: Exporter = {
  ...common,
  format: '2fas',
  isPlain: true,
  write: (accounts, writing) => {
    const { groups, services } = contentsOf(accounts, writing)
    return Promise.resolve([jsonBytes({ services, groups, ...stamp(writing) })])
  }
}

export const twoFasEncryptedExporter: Exporter = {
  ...common,
  format: '2fas-encrypted',
  isPlain: false,
  write: async (accounts, writing) => {
    const { groups, services } = contentsOf(accounts, writing)
    const salt = writing.randomBytes(SALT_BYTES)
    const key = await deriveKey(passwordFor(writing), salt)
    const plain = jsonBytes(services)
    // The same salt twice, and never the same nonce: the app derives one key for both.
    const sealed = (bytes: Buffer): string => {
      const nonce = writing.randomBytes(NONCE_BYTES)
      const parts = [seal(key, nonce, bytes, Buffer.alloc(0)), salt, nonce]
      return parts.map((part) => part.toString('base64')).join(':')
    }
    try {
      const servicesEncrypted = sealed(plain)
      const reference = sealed(Buffer.from(REFERENCE))
      return [jsonBytes({ services: [], groups, ...stamp(writing), servicesEncrypted, reference })]
    } finally {
      wipe(key, plain)
    }
  }
}

const SALT_BYTES = 256
const KEY_BYTES = 32
const ITERATIONS = 10_000
/** What the app encrypts to find out later whether a password is right; the same in all its backups. */
const REFERENCE =
  'tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy92R3HkdGfwuXbzLebqVFJsR7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd'
/** Its collection's picture for what it has none for. */
const UNKNOWN_ICON = 'a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad'
/** The app keeps counters as 32-bit numbers, and one that doesn't fit would spoil the whole file for it. */
const COUNTER_LIMIT = 2 ** 31 - 1

function losses(account: NewAccount): readonly LossField[] {
  const { kind } = account
  if (kind === 'motp' || kind === 'yandex') return ['account', 'kind']
  if (kind === 'hotp' && account.counter > COUNTER_LIMIT) return ['account', 'counter']
  // A service has to have a name, so that the label stands in for it.
  const issuer: readonly LossField[] = account.issuer === '' && account.label !== '' ? ['issuer'] : []
  return [...issuer, ...groupLosses(account), ...detailLosses(account, ['groups'])]
}

/** Whose file it is: readers look at what the first app version with this schema wrote. */
function stamp({ nowMs }: Writing): object {
  return {
    updatedAt: nowMs,
    schemaVersion: 4,
    appVersionCode: 5_000_009,
    appVersionName: '5.1.0',
    appOrigin: 'android'
  }
}

function contentsOf(
  accounts: readonly NewAccount[],
  writing: Writing
): { groups: object[]; services: object[] } {
  const firstGroups = accounts.map(({ details = NO_DETAILS }) => details.groups[0])
  const ids = groupIds(accounts, writing.randomBytes)
  const used = [...ids].filter(([name]) => firstGroups.includes(name))
  return {
    groups: used.map(([name, id]) => ({ id, name, isExpanded: true, updatedAt: writing.nowMs })),
    services: accounts.map((account, position) => {
      const [group] = account.details?.groups ?? []
      const groupId = group === undefined ? undefined : ids.get(group)
      return serviceOf(account, position, groupId, writing)
    })
  }
}

function serviceOf(
  account: NewAccount,
  position: number,
  groupId: string | undefined,
  { nowMs }: Writing
): object {
  const { kind, issuer, label, digits, algorithm } = account
  const name = issuer === '' ? label : issuer
  return {
    name,
    secret: secretText(account.secret, 'base32'),
    updatedAt: nowMs,
    otp: {
      link: formatKeyUri(account),
      label: issuer === '' ? label : `${issuer}:${label}`,
      account: label,
      issuer,
      digits,
      ...(kind === 'hotp' ? { counter: account.counter } : { period: account.period }),
      algorithm,
      tokenType: kind.toUpperCase(),
      source: 'Link'
    },
    order: { position },
    icon: {
      selected: 'Label',
      label: { text: name.slice(0, 2).toWellFormed().toUpperCase(), backgroundColor: 'Default' },
      iconCollection: { id: UNKNOWN_ICON }
    },
    ...(groupId === undefined ? {} : { groupId })
  }
}

function deriveKey(password: Buffer, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, ITERATIONS, KEY_BYTES, 'sha256', (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
