import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode as decodePng } from 'fast-png'
import { expect, it } from 'vitest'
import { losses, writeExport } from '../../../../src/core/transfer/export.ts'
import type { ExportFormatId } from '../../../../src/core/transfer/formats.ts'
import { tempFolder } from '../../../fakes/vault-setting.ts'
import { bare } from '../../../random-accounts.ts'
import { describeWith } from '../../../real-parts.ts'
import { PASSWORD, WRITING } from '../../../round-trip.ts'
import { SAMPLES } from './sample-accounts.ts'

type JsQr = (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null
const jsqr = createRequire(import.meta.url)('jsqr') as JsQr

/** The first Python that has python3-cryptography: the one in PATH, or the system's own. */
const PYTHON = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import cryptography']).status === 0
)
const READER = fileURLToPath(new URL('../../../vectors/read-exports.py', import.meta.url))
const VAULT_READER = fileURLToPath(new URL('../../../../docs/read-vault.py', import.meta.url))

async function readByPython(
  script: string,
  bytes: Buffer,
  words: (path: string) => string[]
): Promise<unknown> {
  const path = join(tempFolder(), 'export')
  await writeFile(path, bytes)
  const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', [script, ...words(path)], {
    input: PASSWORD,
    encoding: 'utf8'
  })
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** What the format carries, with the details that its reader gives. */
function carried(format: ExportFormatId, details: readonly string[]): object[] {
  const leftOut = new Set(
    losses(SAMPLES, format).flatMap(({ account, fields }) => (fields.includes('account') ? [account.id] : []))
  )
  const only = format === '2fas' || format === '2fas-encrypted' || format === 'bitwarden' ? 1 : Infinity
  return SAMPLES.filter(({ id }) => !leftOut.has(id)).map((account) => {
    const { details: its } = account
    const all: Record<string, unknown> = {
      groups: its?.groups.slice(0, only) ?? [],
      note: its?.note ?? '',
      isFavourite: its?.isFavourite ?? false,
      icon: null
    }
    const plain = bare(account) as Record<string, unknown>
    delete plain.id
    delete plain.details
    return { ...plain, ...Object.fromEntries(details.map((name) => [name, all[name]])) }
  })
}

describeWith(PYTHON === undefined ? ['python3-cryptography'] : [], 'readers in Python', () => {
  it.each<[ExportFormatId, readonly string[], number]>([
    ['aegis', ['groups', 'note', 'isFavourite', 'icon'], 6],
    ['aegis-encrypted', ['groups', 'note', 'isFavourite', 'icon'], 6],
    ['2fas', ['groups'], 4],
    ['2fas-encrypted', ['groups'], 4],
    ['bitwarden', ['groups', 'note', 'isFavourite'], 3],
    ['key-uri', [], 6],
    ['google-migration', [], 2]
  ])('find in %s every field of what it carries', async (format, details, count) => {
    const [bytes = Buffer.alloc(0)] = await writeExport(SAMPLES, format, WRITING)
    const read = await readByPython(READER, bytes, (path) => [format, path])
    expect(read).toEqual(carried(format, details))
    expect(read).toHaveLength(count)
  })

  it('find in the own backup every account, by its password alone', async () => {
    const [bytes = Buffer.alloc(0)] = await writeExport(SAMPLES, 'zeroskew', WRITING)
    const read = await readByPython(VAULT_READER, bytes, (path) => [path, 'passphrase'])
    expect(JSON.stringify(read)).toContain('alice@example.com')
    const secrets = SAMPLES.map(({ secret }) => secret.export().toString('hex'))
    for (const secret of secrets) expect(JSON.stringify(read)).toContain(secret)
  })

  it('find in 25 accounts three pictures of one batch, read by another decoder of QR codes', async () => {
    const [one, , two] = SAMPLES
    if (one === undefined || two === undefined) throw new Error('expected samples')
    const many = Array.from({ length: 25 }, (_, i) => ({ ...(i % 2 === 0 ? one : two), label: `no. ${i}` }))
    const pictures = await writeExport(many, 'google-migration', { ...WRITING, codesAs: 'png' })
    expect(pictures).toHaveLength(3)
    const links = pictures.map((picture) => {
      const { width, height, data } = decodePng(picture)
      const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
      for (let i = 0; i < width * height; i++) rgba.fill(data[i] ?? 0, 4 * i, 4 * i + 3)
      return jsqr(rgba, width, height)?.data ?? ''
    })
    const read = await readByPython(READER, Buffer.from(links.join('\n')), (path) => [
      'google-migration',
      path
    ])
    expect((read as { label: string }[]).map(({ label }) => label)).toEqual(many.map(({ label }) => label))
  })
})
