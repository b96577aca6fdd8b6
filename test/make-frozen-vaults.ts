/**
 * Makes the frozen vaults of this version (test/vectors/vaults): one good file with every kind of slot, and bad ones with
 * their expected verdicts. Run once for each version of the format; files of earlier versions are never made again.
 */
import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { nodeFiles } from '../src/core/vault/node-files.ts'
import { thisProcess } from '../src/core/vault/process-identity.ts'
import { createVault } from '../src/core/vault/vault.ts'
import { NO_DETAILS } from '../src/core/otp/account.ts'
import { memoryKeychain } from './fakes/memory-keychain.ts'

const folder = join(import.meta.dirname, 'vectors/vaults', process.argv[2] ?? '1.1')
mkdirSync(folder)
const path = join(folder, 'good.zeroskew')
const keychain = memoryKeychain()
const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
const passphrase = 'Ｆrozen pass-phrase が'
const ways = { keychain: true, passphrase: Buffer.from(passphrase) }
const { vault, recoveryCode } = await createVault(path, setting, ways)
const secret = createSecretKey(Buffer.from('12345678901234567890'))
const common = { secret, algorithm: 'SHA1', digits: 6 } as const
const pin = '7394'
const icon = {
  type: 'image/png',
  bytes: encode({ width: 1, height: 1, data: Buffer.of(200, 30, 60, 255) })
} as const
const details = {
  ...NO_DETAILS,
  groups: ['Work', '仕事'],
  note: 'first line\nsecond line',
  isFavourite: true,
  icon,
  useCount: 3
}
const { added } = await vault.add([
  { kind: 'totp', issuer: 'Example', label: 'alice@example.com', period: 30, ...common, details },
  { kind: 'hotp', issuer: '銀行', label: 'bob', counter: 7, ...common },
  { kind: 'steam', issuer: 'Steam', label: 'carol', period: 30, ...common, digits: 5 },
  { kind: 'totp', issuer: 'Gone', label: 'dave', period: 60, ...common, algorithm: 'SHA512', digits: 8 },
  {
    ...{ kind: 'motp', issuer: 'mOTP', label: 'erin', secret, algorithm: 'MD5', digits: 6, period: 10 },
    pin: createSecretKey(Buffer.from(pin))
  },
  {
    ...{
      kind: 'yandex',
      issuer: 'Yandex',
      label: 'frank',
      secret,
      algorithm: 'SHA256',
      digits: 8,
      period: 30
    },
    pin: createSecretKey(Buffer.from(pin))
  }
])
await vault.remove([added[3]?.id ?? ''])
await vault.edit([added[2]?.id ?? ''], { label: 'caroline', groups: ['Games'] })
await vault.move([added[5]?.id ?? ''], added[0]?.id ?? '')
const shares = await vault.keys.makeShares(2, 3)
vault.lock()
for (const extra of ['good.zeroskew.bak', 'backups'])
  rmSync(join(folder, extra), { recursive: true, force: true, maxRetries: 20 })

const good = readFileSync(path)
const changed = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(good)
  change(bytes)
  return bytes
}
const flip = (at: number) => (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
const headerEnd = 16 + good.readUInt32BE(12)
const bad: Record<string, [string, Buffer]> = {
  'newer-major-version': ['newer-version', changed((bytes) => bytes.writeUInt16BE(2, 8))],
  'not-a-vault': ['damaged', Buffer.from('this is no vault')],
  empty: ['damaged', Buffer.alloc(0)],
  'cut-in-header': ['damaged', good.subarray(0, 200)],
  'cut-in-payload': ['damaged', good.subarray(0, -1)],
  'byte-more': ['damaged', Buffer.concat([good, Buffer.of(0)])],
  'minor-version-changed': ['damaged', changed((bytes) => bytes.writeUInt16BE(9, 10))],
  'mac-changed': ['damaged', changed(flip(headerEnd))],
  'payload-changed': ['damaged', changed(flip(headerEnd + 40))],
  'tag-changed': ['damaged', changed(flip(good.length - 1))],
  'header-too-long': ['damaged', changed((bytes) => bytes.writeUInt32BE(65_537, 12))]
}
for (const [name, [, bytes]] of Object.entries(bad)) writeFileSync(join(folder, `${name}.zeroskew`), bytes)
const expected = {
  passphrase,
  recoveryCode,
  shares,
  keychain: Object.fromEntries(keychain.items),
  secretHex: secret.export().toString('hex'),
  pinHex: Buffer.from(pin).toString('hex'),
  accounts: [
    { kind: 'yandex', issuer: 'Yandex', label: 'frank', period: 30, algorithm: 'SHA256', digits: 8 },
    { kind: 'totp', issuer: 'Example', label: 'alice@example.com', period: 30, algorithm: 'SHA1', digits: 6 },
    { kind: 'hotp', issuer: '銀行', label: 'bob', counter: 7, algorithm: 'SHA1', digits: 6 },
    { kind: 'steam', issuer: 'Steam', label: 'caroline', period: 30, algorithm: 'SHA1', digits: 5 },
    { kind: 'motp', issuer: 'mOTP', label: 'erin', period: 10, algorithm: 'MD5', digits: 6 }
  ],
  /** By label, and by the names that the format gives them; bytes in hexadecimal. */
  details: {
    'alice@example.com': {
      groups: details.groups,
      note: details.note,
      favourite: true,
      icon: { type: icon.type, bytes: Buffer.from(icon.bytes).toString('hex') },
      useCount: 3
    },
    caroline: { groups: ['Games'] }
  },
  trash: ['dave'],
  verdicts: {
    'good.zeroskew': 'good',
    ...Object.fromEntries(Object.entries(bad).map(([name, [verdict]]) => [`${name}.zeroskew`, verdict]))
  }
}
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`)
