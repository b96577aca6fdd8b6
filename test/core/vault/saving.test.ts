import { randomBytes } from 'node:crypto'
import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileSystem, FileToWrite } from '../../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { openFile } from '../../../src/core/vault/opening.ts'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import { joined, sealVault } from '../../../src/core/vault/vault-image.ts'
import { createVault, openVault } from '../../../src/core/vault/vault.ts'
import { hotpAccount, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

/** Real files, of which the k-th call of any kind fails: before it is done, or after. */
function failingAt(k: number, code: string, when: 'before' | 'after'): FileSystem & { calls: () => number } {
  let calls = 0
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    const error = ++calls === k ? Object.assign(new Error(`planted ${code}`), { code }) : null
    if (error !== null && when === 'before') {
      throw error
    }
    const value = await call()
    if (error !== null) {
      throw error
    }
    return value
  }
  return {
    calls: () => calls,
    read: (...args) => step(() => nodeFiles.read(...args)),
    readStart: (...args) => step(() => nodeFiles.readStart(...args)),
    mark: (...args) => step(() => nodeFiles.mark(...args)),
    link: (...args) => step(() => nodeFiles.link(...args)),
    rename: (...args) => step(() => nodeFiles.rename(...args)),
    remove: (...args) => step(() => nodeFiles.remove(...args)),
    list: (...args) => step(() => nodeFiles.list(...args)),
    makeFolder: (...args) => step(() => nodeFiles.makeFolder(...args)),
    syncFolder: (...args) => step(() => nodeFiles.syncFolder(...args)),
    resolve: (...args) => nodeFiles.resolve(...args),
    restrict: (...args) => nodeFiles.restrict(...args),
    async create(path) {
      let made: FileToWrite | null = null
      const file = await step(async () => (made = await nodeFiles.create(path))).catch(
        async (error: unknown) => {
          await made?.close()
          throw error
        }
      )
      return {
        write: (...parts) => step(() => file.write(...parts)),
        sync: () => step(() => file.sync()),
        mark: () => step(() => file.mark()),
        close: async () => {
          await file.close()
          await step(() => Promise.resolve())
        }
      }
    }
  }
}

async function vaultWithHotp() {
  const path = join(tempFolder(), 'vault.zeroskew')
  const setting = await testSetting()
  const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
  const { added } = await vault.add([hotpAccount()])
  return { path, setting, id: added[0]?.id ?? '' }
}

describe('saving', () => {
  it('keeps the former version beside the vault, which opens', async () => {
    const { path, setting } = await vaultWithHotp()
    const before = await readFile(path)
    const vault = await openVault(path, setting, { kind: 'keychain' })
    await vault.add([totpAccount()])
    expect(await readFile(`${path}.bak`)).toEqual(before)
    const former = await openVault(`${path}.bak`, setting, { kind: 'keychain' })
    expect(former.accounts).toHaveLength(1)
  })

  it('copies the former version where there are no hard links', async () => {
    const { path, setting } = await vaultWithHotp()
    const link = (): Promise<void> => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))
    const before = await readFile(path)
    const vault = await openVault(path, { ...setting, files: { ...nodeFiles, link } }, { kind: 'keychain' })
    await vault.add([totpAccount()])
    expect(await readFile(`${path}.bak`)).toEqual(before)
  })

  it('says what is on the disk after an error in any call, before or after it was done', async () => {
    let points = 0
    for (const when of ['before', 'after'] as const) {
      for (let k = 1, isOver = false; !isOver; k++) {
        const { path, setting, id } = await vaultWithHotp()
        const files = failingAt(k, 'EIO', when)
        const failing = { ...setting, files, deadlineMs: 50 }
        const outcome = await openVault(path, failing, { kind: 'keychain' }).then(
          (vault) =>
            vault.nextHotp(id).then(
              ({ counter }) => counter + 1,
              (error: unknown) => error
            ),
          () => 'not opened'
        )
        isOver = files.calls() < k
        points += isOver ? 0 : 1
        const disk = await openVault(path, setting, { kind: 'keychain' })
        const [account] = disk.accounts
        const counter = account?.kind === 'hotp' ? account.counter : -1
        if (typeof outcome === 'number') {
          expect([when, k, counter]).toEqual([when, k, outcome])
        } else if (outcome instanceof VaultError) {
          // "Unknown" is allowed to be either; "not saved" and the rest are not.
          expect([when, k, outcome.code === 'unknown-whether-saved' || counter === 0]).toEqual([
            when,
            k,
            true
          ])
        } else {
          expect([when, k, outcome]).toEqual([when, k, 'not opened'])
        }
      }
    }
    expect(points).toBeGreaterThanOrEqual(30)
  })

  it('refuses an HOTP code where it can’t be stored, and gives that very code later', async () => {
    const { path, setting, id } = await vaultWithHotp()
    const create = (): never => {
      throw Object.assign(new Error('read-only'), { code: 'EROFS' })
    }
    const readOnly = await openVault(
      path,
      { ...setting, files: { ...nodeFiles, create } },
      { kind: 'keychain' }
    )
    await expect(readOnly.nextHotp(id)).rejects.toMatchObject({ code: 'not-saved' })
    expect(readOnly.accounts).toMatchObject([{ counter: 0 }])
    const vault = await openVault(path, setting, { kind: 'keychain' })
    expect((await vault.nextHotp(id)).code).toBe('755224')
  })

  it('gives no HOTP code where the folder isn’t known to be on the medium', async () => {
    const { path, setting, id } = await vaultWithHotp()
    const syncFolder = (): Promise<void> => Promise.reject(Object.assign(new Error('io'), { code: 'EIO' }))
    const vault = await openVault(
      path,
      { ...setting, files: { ...nodeFiles, syncFolder } },
      { kind: 'keychain' }
    )
    await expect(vault.nextHotp(id)).rejects.toMatchObject({ code: 'unknown-whether-saved' })
    await vault.add([totpAccount()])
    expect(vault.accounts).toHaveLength(2)
    expect((await openVault(path, setting, { kind: 'keychain' })).accounts).toHaveLength(2)
  })

  it('reads the whole file once, and not again before another program wrote to it', async () => {
    const { path, setting } = await vaultWithHotp()
    const read: string[] = []
    const files: FileSystem = {
      ...nodeFiles,
      read: (name, most) => {
        if (name === path) read.push(name)
        return nodeFiles.read(name, most)
      }
    }
    const vault = await openVault(path, { ...setting, files }, { kind: 'keychain' })
    const readsOf = async (work: () => Promise<unknown>): Promise<number> => {
      read.length = 0
      await work()
      return read.length
    }
    const add = (): Promise<unknown> => vault.add([totpAccount()])
    expect([await readsOf(add), await readsOf(add), await readsOf(add)]).toEqual([1, 0, 0])
    expect(await readsOf(() => vault.reload())).toBe(0)
    await utimes(path, 1, 1)
    expect([await readsOf(add), await readsOf(add)]).toEqual([1, 0])
    const other = await openVault(path, setting, { kind: 'keychain' })
    await other.add([totpAccount()])
    expect([await readsOf(add), await readsOf(add)]).toEqual([1, 0])
    expect(vault.accounts).toHaveLength(9)
  })

  it('refuses to save over a file whose payload was changed meanwhile, and makes no backup of it', async () => {
    const { path, setting } = await vaultWithHotp()
    const vault = await openVault(path, setting, { kind: 'keychain' })
    await vault.add([totpAccount()])
    const kept = await vault.backups.list()
    const damaged = await readFile(path)
    damaged[damaged.length - 40] = (damaged[damaged.length - 40] ?? 0) ^ 1
    await writeFile(path, damaged)
    await utimes(path, 1, 1)
    await expect(vault.add([totpAccount()])).rejects.toMatchObject({ code: 'damaged' })
    expect(await readFile(path)).toEqual(damaged)
    expect(await vault.backups.list()).toEqual(kept)
  })

  it('takes another process’s save in, even where the system tells the two files by nothing', async () => {
    const { path, setting } = await vaultWithHotp()
    const readStart: FileSystem['readStart'] = async (name, length) => {
      const found = await nodeFiles.readStart(name, length)
      return found === null ? null : { ...found, mark: 'always the same' }
    }
    const create: FileSystem['create'] = async (name) => ({
      ...(await nodeFiles.create(name)),
      mark: () => Promise.resolve('always the same')
    })
    const files = { ...nodeFiles, readStart, create }
    const vault = await openVault(path, { ...setting, files }, { kind: 'keychain' })
    await vault.add([totpAccount()])
    const other = await openVault(path, setting, { kind: 'keychain' })
    await other.add([totpAccount()])
    await vault.add([totpAccount()])
    expect(vault.accounts).toHaveLength(4)
  })

  it('refuses a save above revision 2^53 − 1, which no reader would take, and leaves the vault as it was', async () => {
    const { path, setting } = await vaultWithHotp()
    const { loaded, masterKey } = await openFile(await readFile(path), { kind: 'keychain' }, setting)
    const stamp = { revision: 2 ** 53 - 1, saveId: randomBytes(16), parentSaveId: loaded.saveId }
    await writeFile(path, joined(sealVault(loaded.contents, stamp, masterKey, randomBytes)))
    const before = await readFile(path)
    const vault = await openVault(path, setting, { kind: 'keychain' })
    await expect(vault.add([totpAccount()])).rejects.toMatchObject({ code: 'too-large' })
    expect(await readFile(path)).toEqual(before)
  })

  it('writes a vault again that was taken away, but makes no folder', async () => {
    const { path, setting } = await vaultWithHotp()
    const vault = await openVault(path, setting, { kind: 'keychain' })
    await rm(path)
    await expect(vault.reload()).rejects.toMatchObject({ code: 'missing' })
    await vault.add([totpAccount()])
    expect((await openVault(path, setting, { kind: 'keychain' })).accounts).toHaveLength(2)
    await rm(dirname(path), { recursive: true })
    await expect(vault.add([totpAccount()])).rejects.toMatchObject({ code: 'not-saved' })
    expect(vault.accounts).toHaveLength(2)
  })
})
