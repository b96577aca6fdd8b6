/** Files made to hurt: each is refused in a sentence, and within 100 ms. */
import { deflateRawSync } from 'node:zlib'
import { KeyUriError } from '../../src/core/otp/key-uri-error.ts'
import { readExport } from '../../src/core/transfer/read-export.ts'
import { TransferError } from '../../src/core/transfer/transfer-error.ts'
import { ownTime } from '../busy.ts'
import { Findings, type Harness } from '../faults/report.ts'

/** The issue's own figure; a busy machine gets three tries. */
const SOON_MS = 100
const TRIES = 3

export const bombs: Harness = {
  name: 'bombs',
  full: 1,
  async run() {
    const findings = new Findings()
    // The readers' code is loaded by then: a process that starts is another matter.
    await refusalOf(Buffer.from('[]'))
    await refusalOf(zip('Accounts.txt', Buffer.from('x')))
    for (const [name, file] of BOMBS) {
      const bytes = file()
      let best = { code: '', tookMs: Infinity }
      for (let i = 0; i < TRIES && best.tookMs > SOON_MS; i++) {
        const tried = await refusalOf(bytes)
        if (tried.tookMs < best.tookMs) best = tried
      }
      findings.figure(`${name} (${bytes.length} bytes): ${best.code} in ${best.tookMs.toFixed(1)} ms`)
      findings.expect(/^[a-z]+(-[a-z]+)+$/u.test(best.code), `${name}: refused, got ${best.code}`)
      findings.expect(best.tookMs <= SOON_MS, `${name}: refused within ${SOON_MS} ms`)
    }
    return findings
  }
}

async function refusalOf(bytes: Buffer): Promise<{ code: string; tookMs: number }> {
  const tookMs = ownTime()
  const code = await readExport(bytes, { name: '', password: Buffer.from('test') }).then(
    ({ accounts, failed }) => (accounts.length === 0 ? (failed[0]?.error.code ?? 'nothing') : 'read'),
    (error: unknown) =>
      error instanceof TransferError || error instanceof KeyUriError ? error.code : String(error)
  )
  return { code, tookMs: tookMs() }
}

const MEBIBYTE = 2 ** 20
const LINK = 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP\n'

const BOMBS: readonly (readonly [string, () => Buffer])[] = [
  ['a zip of zeros that inflates to 1 GB', () => zip('Accounts.txt', Buffer.alloc(64 * MEBIBYTE), 2 ** 30)],
  ['a zip of zeros that says 1 KB', () => zip('Accounts.txt', Buffer.alloc(64 * MEBIBYTE), 1024)],
  ['a zip of 65,535 files', () => manyFiles(65_535)],
  ['JSON of 100,000 nested lists', () => Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
  ['JSON of 3 million empty objects', () => Buffer.from(`[${'{},'.repeat(3_000_000)}{}]`)],
  [
    'JSON that pollutes __proto__',
    () => Buffer.from('{"__proto__":{"services":[],"schemaVersion":4},"version":1}')
  ],
  ['XML with a billion laughs', () => Buffer.from(laughs())],
  ['XML of 100,000 levels', () => Buffer.from(prefs(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`))],
  ['Aegis that asks for scrypt N = 2^30', () => aegis(2 ** 30)],
  ['Ente that asks for Argon2id with 64 GiB', () => ente(2 ** 36)],
  ['2FAS cut off', () => Buffer.from('{"services":[{"name":"x","secret":"JBSW')],
  ['a vault of 12 bytes', () => Buffer.from('ZEROSKEW\0\x01\0\0', 'latin1')],
  ['a file of 11 MiB', () => Buffer.alloc(11 * MEBIBYTE, 'otpauth://')],
  ['10,001 links', () => Buffer.from(LINK.repeat(10_001))],
  ['5 million lines', () => Buffer.from(LINK + 'a\n'.repeat(5_000_000))],
  [
    'a migration code of a batch of 2^31 - 1',
    () => Buffer.from('otpauth-migration://offline?data=GP%2F%2F%2F%2F8H')
  ],
  [
    '10 MiB of percent signs',
    () => Buffer.from(`otpauth-migration://offline?data=${'%25'.repeat(3_000_000)}`)
  ]
]

/** An archive of one deflated file, which claims a size of its own. */
function zip(name: string, content: Buffer, claimed = content.length): Buffer {
  return archive([{ name, data: deflateRawSync(content, { level: 9 }), claimed }])
}

function manyFiles(count: number): Buffer {
  const file = { name: 'a', data: Buffer.alloc(0), claimed: 0 }
  return archive(Array.from({ length: count }, () => file))
}

interface Packed {
  readonly name: string
  readonly data: Buffer
  readonly claimed: number
}

function archive(files: readonly Packed[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data, claimed } of files) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(claimed, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, rest, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, listed, end])
}

function prefs(content: string, before = ''): string {
  return `<?xml version='1.0' encoding='utf-8'?>${before}<map><string name="tokenOrder">[]</string>${content}</map>`
}

function laughs(): string {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
  const type = `<!DOCTYPE map [<!ENTITY l0 "lol">${entities.join('')}]>`
  return prefs('<string name="com.authy.storage.tokens.authenticator.key">&l9;</string>', type)
}

function aegis(n: number): Buffer {
  const slot = {
    type: 1,
    uuid: 'a',
    key: '00'.repeat(32),
    key_params: { nonce: '00'.repeat(12), tag: '00'.repeat(16) },
    n,
    r: 8,
    p: 1,
    salt: '00'.repeat(32)
  }
  const params = { nonce: '00'.repeat(12), tag: '00'.repeat(16) }
  return Buffer.from(JSON.stringify({ version: 1, header: { slots: [slot], params }, db: 'AAAA' }))
}

function ente(memLimit: number): Buffer {
  const kdfParams = { memLimit, opsLimit: 4, salt: Buffer.alloc(16).toString('base64') }
  const encryptionNonce = Buffer.alloc(24).toString('base64')
  const encryptedData = Buffer.alloc(64).toString('base64')
  return Buffer.from(JSON.stringify({ version: 1, kdfParams, encryptedData, encryptionNonce }))
}
