import protobuf from 'protobufjs'
import { describe, expect, it } from 'vitest'
import {
  accountOfMigration,
  formatMigration,
  migrationLosses,
  parseMigration
} from '../../../src/core/transfer/migration.ts'
import { parseKeyUri } from '../../../src/core/otp/key-uri.ts'
import { googleMigrationImporter } from '../../../src/core/transfer/importers/google-migration.ts'
import { Peek } from '../../../src/core/transfer/peek.ts'

/** The message by another library, and by the names that Google's app has in it. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Payload {
    repeated Account accounts = 1;
    int32 version = 2; int32 batch_size = 3; int32 batch_index = 4; int32 batch_id = 5;
    string later = 77;
  }
  message Account {
    bytes secret = 1; string name = 2; string issuer = 3;
    int32 algorithm = 4; int32 digits = 5; int32 type = 6; int64 counter = 7; string later = 99;
  }`)
const Payload = root.lookupType('Payload')
const SECRET = Buffer.from('12345678901234567890')

function codeOf(
  payload: Record<string, unknown>,
  escape: (base64: string) => string = encodeURIComponent
): string {
  const bytes = Payload.encode(Payload.fromObject(payload)).finish()
  return `otpauth-migration://offline?data=${escape(Buffer.from(bytes).toString('base64'))}`
}

const read = async (...codes: string[]) =>
  await googleMigrationImporter.read(new Peek(Buffer.from(codes.join('\n'))), {
    password: null,
    onDeriving: () => undefined
  })

const one = { secret: SECRET, name: 'GitHub:alice', issuer: 'GitHub', algorithm: 2, digits: 2, type: 2 }

describe('Google’s migration codes', () => {
  it('reads what protobufjs wrote, with unknown fields skipped', () => {
    const part = parseMigration(
      codeOf({ accounts: [{ ...one, later: 'x' }], batchSize: 3, batchIndex: 1, batchId: -5, later: 'y' })
    )
    expect(part).toMatchObject({ batchSize: 3, batchIndex: 1, batchId: -5 })
    const [entry] = part.accounts
    if (entry === undefined) throw new Error('expected an account')
    const account = accountOfMigration(entry)
    expect(account).toMatchObject({
      kind: 'totp',
      issuer: 'GitHub',
      label: 'alice',
      algorithm: 'SHA256',
      digits: 8,
      period: 30
    })
    expect(account.secret.export()).toEqual(SECRET)
  })

  it.each([
    ['escaped twice', (text: string) => encodeURIComponent(encodeURIComponent(text))],
    ['with + as a space', (text: string) => text.replaceAll('+', ' ')],
    ['not escaped', (text: string) => text],
    ['in base64url', (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')]
  ])('reads data %s', (_, escape) => {
    // 0xfb and 0xff give + and / in base 64.
    const accounts = [{ ...one, secret: Buffer.from([0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, 0xfb, 0xff]) }]
    expect(parseMigration(codeOf({ accounts }, escape)).accounts).toHaveLength(1)
  })

  it('takes what isn’t said for Google’s defaults: TOTP, SHA1, 6 digits', async () => {
    const { accounts } = await read(codeOf({ accounts: [{ secret: SECRET, name: 'x' }] }))
    expect(accounts).toMatchObject([
      { account: { kind: 'totp', algorithm: 'SHA1', digits: 6, issuer: '', label: 'x' } }
    ])
  })

  it.each([
    ['MD5', { algorithm: 4 }, 'bad-field', 'algorithm'],
    ['an unknown algorithm', { algorithm: 9 }, 'bad-field', 'algorithm'],
    ['an unknown number of digits', { digits: 3 }, 'bad-field', 'digits'],
    ['an unknown type', { type: 3 }, 'unsupported-type', 'type'],
    ['no secret', { secret: Buffer.alloc(0) }, 'bad-field', 'secret'],
    ['a counter of 2^53', { type: 1, counter: '9007199254740992' }, 'bad-field', 'counter']
  ])('names an entry with %s and reads the others', async (_, changed, code, field) => {
    const { found, accounts, failed } = await read(codeOf({ accounts: [{ ...one, ...changed }, one] }))
    expect({ found, read: accounts.length }).toEqual({ found: 2, read: 1 })
    expect(failed).toMatchObject([{ entry: 1, name: 'GitHub: alice', error: { code, field } }])
  })

  it('collects a batch in any order, counts a code scanned twice once, and names the missing ones', async () => {
    const part = (index: number): string =>
      codeOf({ accounts: [{ ...one, name: `n${index}` }], batchSize: 4, batchIndex: index, batchId: 9 })
    const some = await read(part(2), part(0), part(2))
    expect(some).toMatchObject({ found: 2, missingParts: { parts: [2, 4], of: 4 } })
    expect(await read(part(3), part(1), part(2), part(0))).not.toHaveProperty('missingParts')
  })

  it.each([
    ['cut off', codeOf({ accounts: [one] }).slice(0, -12)],
    ['without data', 'otpauth-migration://offline?data='],
    ['no base 64', 'otpauth-migration://offline?data=%21%21'],
    ['a batch of 2^31 - 1', codeOf({ accounts: [one], batchSize: 2 ** 31 - 1 })]
  ])('refuses a code %s', async (_, code) => {
    await expect(read(code)).rejects.toMatchObject({ code: 'damaged-file' })
  })

  it('writes what protobufjs reads, and says what it cannot carry', () => {
    const uri = 'otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=10300'
    const code = formatMigration([parseKeyUri(uri)], { size: 2, index: 1, id: 7 })
    const data = decodeURIComponent(code.slice(code.indexOf('=') + 1))
    expect(Payload.toObject(Payload.decode(Buffer.from(data, 'base64')), { longs: Number })).toMatchObject({
      accounts: [
        { secret: SECRET, name: 'Bank:me', issuer: 'Bank', algorithm: 1, digits: 1, type: 1, counter: 10300 }
      ],
      batchSize: 2,
      batchIndex: 1,
      batchId: 7
    })
    expect(
      migrationLosses(parseKeyUri('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=60&digits=7'))
    ).toEqual(['digits', 'period'])
  })
})
