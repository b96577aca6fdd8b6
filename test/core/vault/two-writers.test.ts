import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createVault, openVault } from '../../../src/core/vault/vault.ts'
import { hotpAccount, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))

describe('two writers of one vault', () => {
  it('lose nothing: 2 processes × 20 accounts and 20 HOTP codes, each code given once', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting()
    const passphrase = randomBytes(8).toString('hex')
    const ways = { keychain: true, passphrase: Buffer.from(passphrase) }
    const { vault } = await createVault(path, setting, ways)
    await vault.add([hotpAccount()])
    const writers = ['left', 'right'].map((name) => {
      const child = spawn(process.execPath, [WRITER, 'write', path, passphrase, name, '20'], {
        stdio: ['pipe', 'pipe', 'inherit']
      })
      const lines: string[] = []
      const opened = new Promise<void>((resolve) => {
        createInterface(child.stdout).on('line', (line) => (line === 'open' ? resolve() : lines.push(line)))
      })
      return { child, lines, opened, ended: once(child, 'close') }
    })
    await Promise.all(writers.map(({ opened }) => opened))
    for (const { child } of writers) {
      child.stdin.write('go\n')
    }
    await Promise.all(writers.map(({ ended }) => ended))
    const saved = writers.flatMap(({ lines }) => lines.map((line) => line.split(' ')))
    const opened = await openVault(path, setting, { kind: 'keychain' })
    expect(saved).toHaveLength(40)
    expect(opened.accounts.map(({ id }) => id)).toEqual(expect.arrayContaining(saved.map(([, id]) => id)))
    expect(opened.accounts).toHaveLength(41)
    expect(new Set(saved.map(([, , counter]) => counter)).size).toBe(40)
    expect(opened.accounts.find(({ kind }) => kind === 'hotp')).toMatchObject({ counter: 40 })
    expect((await readdir(dirname(path))).sort()).toEqual(['backups', 'vault.zeroskew', 'vault.zeroskew.bak'])
  })

  it('merge: an edit here and one there both stand, and of two names for one account ours is told', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting()
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    const { added } = await vault.add([totpAccount(), totpAccount()])
    const [a = '', b = ''] = added.map(({ id }) => id)
    const other = await openVault(path, setting, { kind: 'keychain' })
    await other.edit([a], { label: 'theirs' })
    await other.remove([b])
    const conflicts: unknown[] = []
    vault.onChange((change) => conflicts.push(...change.conflicts))
    await vault.edit([b], { issuer: 'edited' })
    expect(vault.accounts.map(({ label, issuer }) => [label, issuer])).toEqual([
      ['theirs', 'AWS'],
      ['root', 'edited']
    ])
    await other.reload()
    await vault.edit([a], { label: 'again' })
    await other.edit([a], { label: 'ours' })
    expect(conflicts).toEqual([])
    expect(other.accounts[0]?.label).toBe('again')
  })

  it('lose nothing where an older file is put back while the vault is open', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = { ...(await testSetting()), keepsUnsaved: true }
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    await vault.add([totpAccount()])
    const older = await readFile(path)
    await vault.add([hotpAccount()])
    await writeFile(path, older)
    await vault.reload()
    expect([vault.accounts.length, vault.unsaved?.code]).toEqual([2, 'not-saved'])
    await vault.retrySave()
    expect(vault.unsaved).toBeNull()
    expect((await openVault(path, setting, { kind: 'keychain' })).accounts).toHaveLength(2)
  })

  it('notice an account that the other added: it is there already', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting()
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    const other = await openVault(path, setting, { kind: 'keychain' })
    const account = totpAccount()
    await vault.add([account])
    expect((await other.add([account])).alreadyThere).toHaveLength(1)
    expect(other.accounts).toHaveLength(1)
  })
})
