import { linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import {
  presentExport,
  runExport,
  type ExportPorts,
  type ExportTask
} from '../../../src/main/transfer/export-flow.ts'
import { exports as words } from '../../../src/shared/wording/en/exports.ts'
import { SAMPLES } from '../../core/transfer/exporters/sample-accounts.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'

const task = (format: ExportTask['format'], ids: ExportTask['ids'] = null): ExportTask => ({
  kind: 'export',
  format,
  ids
})

/** Dialogs that answer at once; `asked` lists them. */
function ports(place: string | null, isConfirmed = true): ExportPorts & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    accounts: () => SAMPLES,
    confirmPlain: (count) => {
      asked.push(`plain ${count}`)
      return Promise.resolve(isConfirmed)
    },
    askPlace: () => {
      asked.push('place')
      return Promise.resolve(place)
    },
    vaultPath: '/nowhere/data/vault.zeroskew',
    nowMs: () => 0,
    sheetWords: words.sheet,
    files: nodeFiles,
    randomBytes
  }
}

describe('an export for the window', () => {
  it('tells before it how many accounts are carried, and what of which isn’t', () => {
    const { count, isPlain, losses } = presentExport(SAMPLES, task('google-migration'))
    expect({ count, isPlain }).toEqual({ count: 2, isPlain: true })
    expect(losses.map(({ account, fields }) => [account.issuer, ...fields])).toEqual([
      ['HashiCorp & Söhne "GmbH" <x>', 'account', 'period'],
      ['Steam', 'account', 'kind'],
      ['VPN', 'account', 'kind'],
      ['Yandex', 'account', 'kind']
    ])
    expect(() => presentExport(SAMPLES, task('html', ['nobody']))).toThrow(VaultError)
  })

  it('asks before secrets lie in clear, and writes nothing without a yes or a place', async () => {
    const folder = tempFolder()
    const refused = ports(join(folder, 'a.txt'), false)
    expect(await runExport(task('key-uri'), null, refused)).toBeNull()
    expect(refused.asked).toEqual(['plain 6'])
    expect(await runExport(task('key-uri'), null, ports(null))).toBeNull()
    expect(readdirSync(folder)).toEqual([])
  })

  it('asks nothing about an encrypted file, and adds its ending', async () => {
    const folder = tempFolder()
    const given = ports(join(folder, 'mine'))
    expect(await runExport(task('aegis-encrypted'), 'password', given)).toEqual({
      files: [join(folder, 'mine.json')],
      count: 6
    })
    expect(given.asked).toEqual(['place'])
    expect(readdirSync(folder)).toEqual(['mine.json'])
    expect(readFileSync(join(folder, 'mine.json'), 'utf8')).not.toContain('alice')
  })

  it('replaces the file that the dialog has asked about, and no other', async () => {
    const folder = tempFolder()
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), 'old')
    await runExport(task('key-uri'), null, ports(join(folder, 'a.txt')))
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toContain('otpauth://')
    // The ending was added, so that nobody was asked about this one.
    await expect(runExport(task('key-uri'), null, ports(join(folder, 'b')))).rejects.toMatchObject({
      code: 'exists'
    })
    expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('old')
  })

  it('never replaces the vault or a file beside it, whatever the dialog was told', async () => {
    const folder = tempFolder()
    const vaultPath = join(folder, 'vault.zeroskew')
    const link = join(tempFolder(), 'data')
    symlinkSync(folder, link)
    const twin = join(tempFolder(), 'twin.zeroskew')
    writeFileSync(vaultPath, 'vault')
    writeFileSync(`${vaultPath}.bak`, 'backup')
    linkSync(vaultPath, twin)
    for (const place of [vaultPath, `${vaultPath}.bak`, join(link, 'vault.zeroskew'), twin]) {
      const attempt = runExport(task('key-uri'), null, { ...ports(place), vaultPath })
      await expect(attempt).rejects.toMatchObject({ code: 'exists' })
    }
    expect([vaultPath, `${vaultPath}.bak`, twin].map((path) => readFileSync(path, 'utf8'))).toEqual([
      'vault',
      'backup',
      'vault'
    ])
    await runExport(task('key-uri'), null, { ...ports(join(folder, 'new.txt')), vaultPath })
    expect(readFileSync(join(folder, 'new.txt'), 'utf8')).toContain('otpauth://')
  })

  it('writes as many pictures as are needed', async () => {
    const folder = tempFolder()
    const [one] = SAMPLES
    if (one === undefined) throw new Error('expected samples')
    const many = Array.from({ length: 11 }, (_, i) => ({ ...one, id: i.toString() }))
    await runExport(task('google-migration'), null, { ...ports(join(folder, 'x.png')), accounts: () => many })
    expect(readdirSync(folder)).toEqual(['x-1of2.png', 'x-2of2.png'])
  })
})
