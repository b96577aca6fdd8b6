/** Aegis Authenticator's vault, plain and encrypted, after docs/vault.md of its repository: contents of version 3. */
import { createHash, scrypt } from 'node:crypto'
import { NO_DETAILS, type AccountIcon, type NewAccount } from '../../otp/account.ts'
import { secretText } from '../../otp/secret-text.ts'
import { NONCE_BYTES, seal, TAG_BYTES } from '../../vault/cipher.ts'
import { wipe } from '../../vault/secret-bytes.ts'
import type { Exporter, Writing } from './exporter.ts'
import { detailLosses, groupIds, jsonBytes, passwordFor, uuid } from './fields.ts'

const common = {
  extension: 'json',
  losses: (account: NewAccount) => detailLosses(account, ['groups', 'note', 'favourite', 'icon'])
} as const

export const aegisExporter: Exporter = {
  ...common,
  format: 'aegis',
  isPlain: true,
  write: (accounts, writing) => {
    const header = { slots: null, params: null }
    return Promise.resolve([jsonBytes({ version: 1, header, db: contentsOf(accounts, writing) }, 4)])
  }
}

export const aegisEncryptedExporter: Exporter = {
  ...common,
  format: 'aegis-encrypted',
  isPlain: false,
  write: async (accounts, writing) => {
    const { randomBytes } = writing
    const [masterKey, salt] = [randomBytes(KEY_BYTES), randomBytes(SALT_BYTES)]
    const slotKey = await deriveKey(passwordFor(writing), salt)
    const plain = jsonBytes(contentsOf(accounts, writing), 4)
    try {
      const key = sealed(slotKey, masterKey, randomBytes)
      const contents = sealed(masterKey, plain, randomBytes)
      const slot = {
        type: PASSWORD_SLOT,
        uuid: uuid(randomBytes),
        key: key.ciphertext.toString('hex'),
        key_params: key.params,
        n: COST.N,
        r: COST.r,
        p: COST.p,
        salt: salt.toString('hex'),
        repaired: true,
        is_backup: false
      }
      const header = { slots: [slot], params: contents.params }
      return [jsonBytes({ version: 1, header, db: contents.ciphertext.toString('base64') }, 4)]
    } finally {
      wipe(masterKey, slotKey, plain)
    }
  }
}

const KEY_BYTES = 32
const SALT_BYTES = 32
const PASSWORD_SLOT = 1
/** Aegis' own: 32 MiB. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const

function contentsOf(accounts: readonly NewAccount[], { randomBytes }: Writing): object {
  const groups = groupIds(accounts, randomBytes)
  return {
    version: 3,
    entries: accounts.map((account) => entryOf(account, groups, randomBytes)),
    groups: [...groups].map(([name, id]) => ({ uuid: id, name })),
    icons_optimized: true
  }
}

function entryOf(
  account: NewAccount,
  groups: ReadonlyMap<string, string>,
  randomBytes: Writing['randomBytes']
): object {
  const { kind, issuer, label, details = NO_DETAILS } = account
  return {
    type: kind,
    uuid: uuid(randomBytes),
    name: label,
    issuer,
    note: details.note,
    favorite: details.isFavourite,
    ...(details.icon === null ? { icon: null } : iconOf(details.icon)),
    info: {
      secret: secretText(account.secret, 'base32'),
      algo: account.algorithm,
      digits: account.digits,
      ...(kind === 'hotp' ? { counter: account.counter } : { period: account.period }),
      ...('pin' in account ? { pin: secretText(account.pin, 'utf8') } : {})
    },
    groups: details.groups.map((name) => groups.get(name))
  }
}

/** The hash is over type and picture: by it Aegis knows equal ones. */
function iconOf({ type, bytes }: AccountIcon): object {
  const hash = createHash('sha256').update(type).update(bytes).digest('hex')
  return { icon: Buffer.from(bytes).toString('base64'), icon_mime: type, icon_hash: hash }
}

/** AES-256-GCM with nonce and tag beside the ciphertext. */
function sealed(key: Buffer, plain: Buffer, randomBytes: Writing['randomBytes']) {
  const nonce = randomBytes(NONCE_BYTES)
  const bytes = seal(key, nonce, plain, Buffer.alloc(0))
  const end = bytes.length - TAG_BYTES
  return {
    ciphertext: bytes.subarray(0, end),
    params: { nonce: nonce.toString('hex'), tag: bytes.subarray(end).toString('hex') }
  }
}

function deriveKey(password: Buffer, salt: Buffer): Promise<Buffer> {
  const maxmem = 2 * 128 * COST.N * COST.r
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { ...COST, maxmem }, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}
