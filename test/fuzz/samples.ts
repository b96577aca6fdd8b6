/** What is mutated: the sample exports of every format, as others' programs wrote them, and our own three formats. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatMigration } from '../../src/core/transfer/migration.ts'
import type { FormatId } from '../../src/core/transfer/formats.ts'
import { readExport } from '../../src/core/transfer/read-export.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { createVault } from '../../src/core/vault/vault.ts'
import { ownTime } from '../busy.ts'
import { ModelFiles } from '../faults/model-files.ts'
import { plainAccount, type Expected } from '../core/transfer/importers/samples.ts'

export interface Sample {
  readonly name: string
  readonly format: FormatId
  readonly bytes: Buffer
  readonly password: string | null
  /** Its accounts, in plain words: what a changed file that is authenticated must never differ from. */
  readonly accounts: readonly string[]
  /** Its key derivation takes so long, where others of its format don't, that only few of its mutants are tried. */
  readonly isDear: boolean
}

const EXPORTS = join(import.meta.dirname, '../vectors/exports')
/** Dearer ones would spend the time of the run on key derivations: milliseconds. */
const CHEAP_MS = 60

/** All samples that can be read. */
export async function loadSamples(): Promise<readonly Sample[]> {
  const files = [...ownFiles(), ...(await ownVault()), ...exportFiles()]
  const samples: (Omit<Sample, 'isDear'> & { readonly tookMs: number })[] = []
  for (const { name, bytes, password } of files) {
    const tookMs = ownTime()
    const read = await readExport(bytes, {
      name,
      password: password === null ? null : Buffer.from(password)
    }).catch(() => null)
    if (read === null || read.accounts.length === 0) continue
    const accounts = read.accounts.map(({ account }) => inWords(account))
    samples.push({
      name,
      format: read.format,
      bytes,
      password,
      accounts,
      tookMs: tookMs()
    })
  }
  const isDear = (sample: (typeof samples)[number]): boolean =>
    sample.tookMs > CHEAP_MS &&
    samples.some((other) => other.format === sample.format && other !== sample && other.tookMs <= CHEAP_MS)
  return samples.map((sample) => ({ ...sample, isDear: isDear(sample) }))
}

/** An account as one line, for comparing. */
export function inWords(account: Parameters<typeof plainAccount>[0]): string {
  const fields = Object.entries(plainAccount(account)).filter(([name]) => name !== 'id')
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}

interface File {
  readonly name: string
  readonly bytes: Buffer
  readonly password: string | null
}

function exportFiles(): File[] {
  if (!existsSync(EXPORTS)) return []
  return readdirSync(EXPORTS).flatMap((folder) => {
    const expected = join(EXPORTS, folder, 'expected.json')
    if (!existsSync(expected)) return []
    const files = JSON.parse(readFileSync(expected, 'utf8')) as Record<string, Expected>
    return Object.entries(files).flatMap(([name, { password }]) => {
      const path = join(EXPORTS, folder, name)
      return existsSync(path) ? [{ name: `${folder}/${name}`, bytes: readFileSync(path), password }] : []
    })
  })
}

function ownFiles(): File[] {
  const uris = [
    'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&algorithm=SHA256&digits=8&period=60',
    'otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=10300',
    'otpauth://totp/Plain?secret=KRUGKIDROVUWG2ZA'
  ]
  const secret = createSecretKey(Buffer.from('12345678901234567890'))
  const base = { issuer: 'Google', label: 'x@example.org', secret, digits: 6 } as const
  const part = (index: number): string =>
    formatMigration(
      [
        { ...base, kind: 'totp', algorithm: 'SHA1', period: 30 },
        { ...base, kind: 'hotp', algorithm: 'SHA512', counter: 7 + index }
      ],
      { size: 2, index, id: 4711 }
    )
  return [
    { name: 'links.txt', bytes: Buffer.from(uris.join('\n')), password: null },
    { name: 'migration.txt', bytes: Buffer.from(`${part(0)}\n${part(1)}`), password: null }
  ]
}

/** Opened by its recovery code, which needs no slow derivation. */
async function ownVault(): Promise<File[]> {
  const files = new ModelFiles()
  const setting = { files, keychain: null, randomBytes, process: await thisProcess() }
  const { vault, recoveryCode } = await createVault('/data/vault.zeroskew', setting, {
    keychain: false,
    passphrase: Buffer.from('a passphrase')
  })
  const secret = createSecretKey(Buffer.from('12345678901234567890'))
  await vault.add([
    { kind: 'totp', issuer: 'GitHub', label: 'alice', secret, algorithm: 'SHA1', digits: 6, period: 30 },
    { kind: 'hotp', issuer: 'Bank', label: 'me', secret, algorithm: 'SHA1', digits: 6, counter: 7 }
  ])
  const bytes = await files.read('/data/vault.zeroskew', 2 ** 20)
  vault.lock()
  return bytes === null ? [] : [{ name: 'vault.zeroskew', bytes, password: recoveryCode }]
}
