/** authenticator.cc's backups, with the crypto-js that the extension itself used; Argon2 by Python's argon2. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import CryptoJS from 'crypto-js'

const here = import.meta.dirname
const folder = join(here, 'authenticator-cc')
mkdirSync(folder, { recursive: true })
const python = (code) =>
  execFileSync('/usr/bin/python3', ['-c', `from sample_accounts import *\n${code}`], { cwd: here, encoding: 'utf8' })
const PASSWORD = python('print(PASSWORD, end="")')
const made = JSON.parse(
  python(`
own = changed(ALICE, issuer="Battle.net", label="EU-1", digits=8)
hexed = changed(BOB, issuer="Hex", label="h", algorithm="SHA1", digits=6, period=30)
entries = [changed(ALICE, details={"isFavourite": True}), BOB, CAROL, DAVE, ERIN, STEAM, own, hexed]
print(json.dumps([dict(expected(n + 1, one), base32=b32(one["secret"])) for n, one in enumerate(entries)]))
`)
)
const TYPES = ['totp', 'totp', 'totp', 'hotp', 'hotp', 'steam', 'battle', 'hex']

/** As EntryStorage writes it: the defaults are left out. */
function stored({ issuer, label, algorithm, digits, period, counter, secret, base32, details }, at) {
  const type = TYPES[at]
  return {
    encrypted: false,
    hash: `5c1b2f8e-0000-4000-8000-00000000000${at}`,
    index: at,
    type,
    secret: type === 'hex' ? secret : base32,
    ...(details.isFavourite ? { pinned: true } : {}),
    ...(counter === undefined ? {} : { counter }),
    ...(period === undefined || period === 30 ? {} : { period }),
    issuer: at === 0 ? `${issuer}::contoso.example` : issuer,
    account: label,
    ...(digits === 6 || type === 'battle' ? {} : { digits: type === 'steam' ? 6 : digits }),
    ...(algorithm === 'SHA1' ? {} : { algorithm })
  }
}

/** crypto-js takes random salts; fixed ones keep the samples the same from run to run. */
let salts = 0
CryptoJS.lib.WordArray.random = (length) => CryptoJS.lib.WordArray.create(Array(length / 4).fill(++salts * 0x01030507))
const sealed = (text, passphrase) => CryptoJS.AES.encrypt(text, passphrase).toString()
/** The order of the file isn't that of the list. */
const byHash = (entries) => Object.fromEntries(entries.toReversed().map((one) => [one.hash, one]))

const entries = made.map(stored)
const plain = byHash(entries)
const secretsSealed = byHash(
  entries.map((one) => ({ ...one, encrypted: true, secret: sealed(one.secret, PASSWORD) }))
)
const key = CryptoJS.lib.WordArray.create([1, 2, 3, 0x80000000, 5, 6, 7, 8])
const keyed = {
  ...byHash(entries.map((one) => ({ ...one, encrypted: true, secret: sealed(one.secret, key.toString()) }))),
  key: { enc: sealed(key, PASSWORD), hash: '$argon2id$v=19$m=16384,t=1,p=1$c2FsdA$aGFzaA' }
}
const salt = 'a1b2c3d4e5f60718'
const derived = python(
  `
from argon2.low_level import Type, hash_secret_raw
import base64
made = hash_secret_raw(PASSWORD.encode(), b"${salt}", 2, 19456, 1, 32, Type.ID)
print(base64.b64encode(made).decode().rstrip("="), end="")`
)
const whole = Object.fromEntries([
  ...entries.map((one) => [
    one.hash,
    {
      dataType: 'EncOTPStorage',
      keyId: 'key-1',
      data: sealed(JSON.stringify({ ...one, encrypted: true, keyId: 'key-1', dataType: 'OTPStorage' }), derived),
      index: one.index
    }
  ]),
  ['key-1', { dataType: 'Key', id: 'key-1', salt, hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', version: 3 }]
])
const [alice] = entries
const partial = {
  a: { ...alice, index: 0 },
  b: { ...alice, index: 1, algorithm: 'GOST3411_2012_256' },
  c: { ...alice, index: 2, encrypted: true, secret: sealed('JBSWY3DPEHPK3PXP', 'a third password') },
  d: { ...alice, index: 3, type: 'push' },
  e: { ...alice, index: 4, encrypted: true, secret: sealed(alice.secret, PASSWORD) }
}

const expected = {}
function add(name, content, more) {
  writeFileSync(join(folder, name), `${JSON.stringify(content, null, 1)}\n`)
  expected[name] = { isEncrypted: more.password !== null, ...more }
}
const accounts = made.map(({ base32: _, ...one }) => one)
add('plain.json', plain, { password: null, accounts, failed: [] })
add('secrets-by-password.json', secretsSealed, { password: PASSWORD, accounts, failed: [] })
add('secrets-by-key.json', keyed, { password: PASSWORD, accounts, failed: [] })
add('whole-entries.json', whole, { password: PASSWORD, accounts, failed: [] })
const name = 'Contoso: alice@example.org'
add('partial.json', partial, {
  password: PASSWORD,
  accounts: [accounts[0], { ...accounts[0], entry: 5 }],
  failed: [
    { entry: 2, name, code: 'bad-field', field: 'algorithm' },
    { entry: 3, name, code: 'bad-field', field: 'secret' },
    { entry: 4, name, code: 'unsupported-type', field: 'type' }
  ]
})
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`)
