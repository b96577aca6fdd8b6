/**
 * Every encrypted format × (wrong password, a version or parameters that can't be had, damaged, not an export): four codes,
 * four sentences in either language, and nothing imported (issue "in and out", must show 5).
 */
import { createSecretKey, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { presentFailure } from '../../../src/core/present-failure.ts'
import { readExport } from '../../../src/core/transfer/read-export.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { createVault } from '../../../src/core/vault/vault.ts'
import { failure as inEnglish } from '../../../src/shared/wording/en/failure.ts'
import { failure as inJapanese } from '../../../src/shared/wording/ja/failure.ts'
import { ModelFiles } from '../../faults/model-files.ts'
import { withFlippedBit } from './importers/reading-samples.ts'
import { changedJson, flipped, sample, samplesOf } from './importers/samples.ts'

interface Case {
  readonly folder: string
  readonly file: string
  /** Null where the format says nothing of versions or parameters. */
  readonly unsupported: ((bytes: Buffer) => Buffer) | null
  /** `truncated`: a changed byte can't be told from a wrong password by its cipher, or changes one entry alone. */
  readonly tells: 'truncated' | 'both'
  /** A changed byte behind what proves the password. */
  readonly changed?: (bytes: Buffer) => Buffer
  /** Half of it, where nothing else is said. */
  readonly truncated?: (bytes: Buffer) => Buffer
}

type Change = (bytes: Buffer) => Buffer

const json =
  (changes: Readonly<Record<string, unknown>>): Change =>
  (bytes) =>
    changedJson(bytes, changes)

const fieldChanged =
  (field: string, change: (text: string) => string): Change =>
  (bytes) =>
    changedJson(bytes, {
      [field]: change((JSON.parse(bytes.toString()) as Record<string, string>)[field] ?? '')
    })

/** The file with each of a field's bytes in an archive's headers set: method of compression, or of what AES wraps. */
const inArchive =
  (method: number): Change =>
  (bytes) => {
    const copy = Buffer.from(bytes)
    for (const [magic, at] of [
      ['PK\x03\x04', 8],
      ['PK\x01\x02', 10]
    ] as const) {
      const header = copy.indexOf(magic, 0, 'latin1')
      if (copy.readUInt16LE(header + at) !== 99) copy.writeUInt16LE(method, header + at)
    }
    // WinZip's AES keeps the method in its extra field: 7 bytes, AE-1 or -2, "AE", strength, method.
    for (let at = copy.indexOf('AE', 0, 'latin1'); at >= 0; at = copy.indexOf('AE', at + 1, 'latin1')) {
      if (copy.readUInt16LE(at - 6) === 0x9901) copy.writeUInt16LE(method, at + 3)
    }
    return copy
  }

const upTo =
  (length: number): Change =>
  (bytes) =>
    bytes.subarray(0, length)

/** bzip2: nobody's export. */
const METHOD = 12

const CASES: readonly Case[] = [
  {
    folder: 'aegis',
    file: 'encrypted-1.json',
    unsupported: json({ version: 2 }),
    tells: 'both',
    changed: fieldChanged('db', flipped)
  },
  {
    folder: 'two-fas',
    file: 'encrypted-4.2fas',
    unsupported: json({ schemaVersion: 5 }),
    tells: 'both',
    changed: fieldChanged('servicesEncrypted', flipped)
  },
  {
    folder: 'andotp',
    file: 'encrypted-cheap.json.aes',
    unsupported: (bytes) => Buffer.concat([Buffer.from('01312d00', 'hex'), bytes.subarray(4)]),
    tells: 'truncated',
    truncated: upTo(60)
  },
  {
    folder: 'andotp',
    file: 'encrypted-old.json.aes',
    unsupported: null,
    tells: 'truncated',
    truncated: upTo(60)
  },
  { folder: 'ente', file: 'encrypted-cheap.txt', unsupported: json({ version: 2 }), tells: 'truncated' },
  { folder: 'proton', file: 'encrypted.json', unsupported: json({ version: 2 }), tells: 'truncated' },
  {
    folder: 'bitwarden',
    file: 'protected-pbkdf2-cheap.json',
    unsupported: json({ kdfType: 2 }),
    tells: 'both',
    changed: fieldChanged('data', (data) => data.replace('|a', '|b').replace(/\|[^a](?=[^|]*\|)/u, '|a'))
  },
  { folder: 'stratum', file: 'strong.stratum', unsupported: null, tells: 'truncated', truncated: upTo(50) },
  { folder: 'stratum', file: 'legacy.authpro', unsupported: null, tells: 'truncated', truncated: upTo(59) },
  {
    folder: 'freeotp2',
    file: 'sha1-android6.xml',
    unsupported: (bytes) => Buffer.from(bytes.toString('latin1').replace('HmacSHA1', 'HmacSHA7'), 'latin1'),
    tells: 'truncated'
  },
  {
    folder: 'keepass',
    file: 'aes-aeskdf.kdbx',
    unsupported: () => sample('keepass', 'twofish.kdbx'),
    tells: 'both',
    changed: (bytes) => withFlippedBit(bytes, -60)
  },
  { folder: 'raivo', file: 'raivo-otp-export.zip', unsupported: inArchive(METHOD), tells: 'truncated' },
  { folder: 'authenticator-plus', file: 'authplus.zip', unsupported: inArchive(METHOD), tells: 'truncated' },
  { folder: 'winauth', file: 'winauth.zip', unsupported: inArchive(METHOD), tells: 'truncated' },
  { folder: 'authy', file: 'encrypted.xml', unsupported: null, tells: 'truncated' },
  {
    folder: 'authenticator-cc',
    file: 'secrets-by-password.json',
    // Another cipher is each entry's own fault.
    unsupported: null,
    tells: 'truncated'
  },
  { folder: 'authenticator-cc', file: 'whole-entries.json', unsupported: null, tells: 'truncated' },
  {
    folder: 'totp-authenticator',
    file: 'own-password.encrypt',
    unsupported: null,
    tells: 'truncated',
    truncated: upTo(101)
  }
]

interface Ending {
  readonly code: string
  readonly sentences: readonly string[]
}

async function endingOf(bytes: Buffer, name: string, password: string): Promise<Ending> {
  try {
    const read = await readExport(bytes, { name, password: Buffer.from(password) })
    return { code: read.accounts.length > 0 ? 'imported' : 'nothing', sentences: [] }
  } catch (error) {
    const failure = presentFailure(error)
    return { code: failure.code, sentences: [inEnglish(failure), inJapanese(failure)] }
  }
}

async function expectFour(
  bytes: Buffer,
  name: string,
  password: string,
  given: Omit<Case, 'folder' | 'file'>
): Promise<void> {
  const half: Change = (whole) => whole.subarray(0, Math.floor(whole.length / 2))
  expect((await endingOf(bytes, name, password)).code).toBe('imported')
  const endings = [
    await endingOf(bytes, name, 'another password'),
    await endingOf((given.truncated ?? half)(bytes), name, password),
    await endingOf(Buffer.from('milk, eggs and flour'), name, password)
  ]
  expect(endings.map(({ code }) => code)).toEqual(['wrong-password', 'damaged-file', 'not-an-export'])
  if (given.unsupported !== null) {
    const ending = await endingOf(given.unsupported(bytes), name, password)
    expect(ending.code).toMatch(/^unsupported-(?:version|parameters)$/u)
    endings.push(ending)
  }
  if (given.changed !== undefined)
    expect((await endingOf(given.changed(bytes), name, password)).code).toBe('damaged-file')
  expect(given.changed === undefined).toBe(given.tells === 'truncated')
  for (const language of [0, 1]) {
    expect(new Set(endings.map(({ sentences }) => sentences[language])).size).toBe(endings.length)
  }
}

describe('an encrypted file', () => {
  it.each(CASES.map((one) => [`${one.folder}/${one.file}`, one] as const))(
    'tells wrong password, unsupported, damaged and no export apart: %s',
    async (_, { folder, file, ...given }) => {
      const [, expected] = samplesOf(folder).find(([name]) => name === file) ?? []
      await expectFour(sample(folder, file), file, expected?.password ?? '', given)
    },
    20_000
  )

  it('names every folder of samples with an encrypted one', () => {
    const folders = [
      'aegis',
      'two-fas',
      'andotp',
      'ente',
      'proton',
      'bitwarden',
      'stratum',
      'freeotp2',
      'keepass'
    ]
    const more = ['raivo', 'authenticator-plus', 'winauth', 'authy', 'authenticator-cc', 'totp-authenticator']
    expect(new Set(CASES.map(({ folder }) => folder))).toEqual(new Set([...folders, ...more]))
  })
})

describe('our own backup', () => {
  let bytes: Buffer
  let code: string

  beforeAll(async () => {
    const files = new ModelFiles()
    const setting = { files, keychain: null, randomBytes, process: await thisProcess() }
    const made = await createVault('/data/v.zeroskew', setting, {
      keychain: false,
      passphrase: Buffer.from('a passphrase')
    })
    const secret = createSecretKey(Buffer.from('12345678901234567890'))
    await made.vault.add([
      { kind: 'totp', issuer: 'a', label: 'b', secret, algorithm: 'SHA1', digits: 6, period: 30 }
    ])
    bytes = (await files.read('/data/v.zeroskew', 2 ** 20)) ?? Buffer.alloc(0)
    code = made.recoveryCode
    made.vault.lock()
  })

  it('tells wrong password, unsupported, damaged and no export apart', async () => {
    const newer: Change = (whole) =>
      Buffer.concat([whole.subarray(0, 8), Buffer.from([0, 9]), whole.subarray(10)])
    await expectFour(bytes, 'v.zeroskew', code, {
      unsupported: newer,
      tells: 'both',
      changed: (whole) => withFlippedBit(whole, -1)
    })
  })
})
