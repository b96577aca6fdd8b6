import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseShare } from '../../../src/core/vault/share-text.ts'
import { createSharesSlot, openByShares } from '../../../src/core/vault/key-slot-shares.ts'
import { createVault, openVault, type Credential } from '../../../src/core/vault/vault.ts'
import { tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'
import { randomBytes } from 'node:crypto'

const KEYCHAIN: Credential = { kind: 'keychain' }
const FIRST = Buffer.from('first passphrase')

async function freshVault(passphrase: Buffer | null = null) {
  const path = join(tempFolder(), 'vault.zeroskew')
  const setting = await testSetting()
  const made = await createVault(path, setting, { keychain: true, passphrase })
  await made.vault.add([totpAccount()])
  const open = async (credential: Credential) => (await openVault(path, setting, credential)).accounts.length
  return { path, setting, open, ...made }
}

function subsets<T>(all: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return all.flatMap((one, at) => subsets(all.slice(at + 1), size - 1).map((rest) => [one, ...rest]))
}

describe('shares', () => {
  it('open by every k-subset of n ≤ 7, and by no (k − 1)-subset', async () => {
    const [vaultId, masterKey] = [randomBytes(16), randomBytes(32)]
    const figures = { opened: 0, refused: 0 }
    for (let count = 2; count <= 7; count++) {
      for (let threshold = 2; threshold <= count; threshold++) {
        const { slot, shares } = await createSharesSlot({ threshold, count }, vaultId, masterKey, randomBytes)
        for (const some of subsets(shares, threshold)) {
          expect(await openByShares(some, vaultId, [slot])).toEqual(masterKey)
          figures.opened++
        }
        for (const some of subsets(shares, threshold - 1)) {
          await expect(openByShares(some, vaultId, [slot])).rejects.toMatchObject({ code: 'shares-too-few' })
          figures.refused++
        }
      }
    }
    expect(figures).toEqual({ opened: 219, refused: 240 })
  })

  it('notice every changed letter, and are read as people type them', async () => {
    const { shares } = await createSharesSlot(
      { threshold: 2, count: 3 },
      randomBytes(16),
      randomBytes(32),
      randomBytes
    )
    const [share = ''] = shares
    expect(share).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){11}[0-9A-HJKMNP-TV-Z]{6}$/)
    for (let at = 0; at < share.length; at++) {
      if (share[at] !== '-') {
        const letter = share[at] === 'Z' ? 'Y' : 'Z'
        expect(parseShare(share.slice(0, at) + letter + share.slice(at + 1))).toBeNull()
      }
    }
    expect(parseShare(` ${share.toLowerCase().replaceAll('-', ' ')}\n`)).toMatchObject({ index: 1, count: 3 })
  })

  it('refuse each wrong handful with a code of its own', async () => {
    const { vault, open } = await freshVault()
    const other = await freshVault()
    const [a = '', b = '', c = ''] = await vault.keys.makeShares(2, 3)
    const [x = '', y = ''] = await other.vault.keys.makeShares(2, 2)
    expect(vault.keys.shareSet).toMatchObject({ threshold: 2, count: 3 })
    const tried = (...shares: string[]) => open({ kind: 'shares', shares })
    expect(await tried(c, a)).toBe(1)
    expect(await tried(a, b, c)).toBe(1)
    await expect(tried(a, 'no share')).rejects.toMatchObject({ code: 'share-mistyped' })
    await expect(tried(a, a)).rejects.toMatchObject({ code: 'share-twice' })
    await expect(tried(a, x)).rejects.toMatchObject({ code: 'shares-differ' })
    await expect(tried(b)).rejects.toMatchObject({ code: 'shares-too-few' })
    await expect(tried(x, y)).rejects.toMatchObject({ code: 'shares-void' })
    await vault.keys.makeShares(2, 3)
    await expect(tried(a, b)).rejects.toMatchObject({ code: 'shares-void' })
  })
})

describe('ways in', () => {
  it('are removed only while two remain', async () => {
    const { vault } = await freshVault(FIRST)
    expect(vault.keys.canRemove('keychain')).toBe(true)
    await vault.keys.remove('keychain')
    expect(vault.keys.canRemove('passphrase')).toBe(false)
    await expect(vault.keys.remove('passphrase')).rejects.toMatchObject({ code: 'last-way-in' })
    await expect(vault.keys.remove('recovery')).rejects.toMatchObject({ code: 'last-way-in' })
    await vault.keys.makeShares(2, 2)
    await vault.keys.remove('recovery')
    expect(vault.ways).toEqual(['passphrase', 'shares'])
  })

  it('by the keychain are one item, made anew when asked for, and gone when removed', async () => {
    const { vault, setting, open } = await freshVault(FIRST)
    const [before] = setting.keychain.items.keys()
    await vault.keys.addKeychain()
    expect([...setting.keychain.items.keys()]).toHaveLength(1)
    expect(setting.keychain.items.has(before ?? '')).toBe(false)
    expect(await open(KEYCHAIN)).toBe(1)
    await vault.keys.remove('keychain')
    expect(setting.keychain.items.size).toBe(0)
    await expect(open(KEYCHAIN)).rejects.toMatchObject({ code: 'key-unavailable' })
    setting.keychain.setState('locked')
    await expect(vault.keys.addKeychain()).rejects.toMatchObject({ code: 'key-unavailable' })
    expect(vault.ways).toEqual(['passphrase', 'recovery'])
  })
})

describe('a new master key', () => {
  it('carries keychain and passphrase over, gives a new recovery code, voids shares; old files keep opening', async () => {
    const { vault, path, setting, open, recoveryCode } = await freshVault(FIRST)
    const [a = '', b = ''] = await vault.keys.makeShares(2, 2)
    const old = await readFile(path)
    expect(vault.keys.voidedByRotation).toEqual(['shares'])
    await expect(vault.keys.rotate(null)).rejects.toMatchObject({ code: 'passphrase-needed' })
    await expect(vault.keys.rotate(Buffer.from('x'))).rejects.toMatchObject({ code: 'wrong-credential' })
    const rotated = await vault.keys.rotate(FIRST)
    expect(rotated.voided).toEqual(['shares'])
    await vault.add([totpAccount()])
    expect(await open(KEYCHAIN)).toBe(2)
    expect(await open({ kind: 'passphrase', passphrase: FIRST })).toBe(2)
    expect(await open({ kind: 'recovery', code: rotated.recoveryCode })).toBe(2)
    await expect(open({ kind: 'recovery', code: recoveryCode })).rejects.toMatchObject({
      code: 'wrong-credential'
    })
    await expect(open({ kind: 'shares', shares: [a, b] })).rejects.toMatchObject({ code: 'shares-void' })

    const [older] = (await vault.backups.list()).slice(-1)
    expect(await vault.backups.check(older?.path ?? '')).toBe('older-key')
    await expect(vault.backups.look(older?.path ?? '')).rejects.toMatchObject({ code: 'key-changed' })
    const inside = await vault.backups.look(older?.path ?? '', { kind: 'recovery', code: recoveryCode })
    expect(inside.accounts).toHaveLength(0)
    expect(await vault.backups.removeOlderKeys()).toBeGreaterThan(0)
    expect(await vault.backups.list()).not.toContainEqual(older)
    const elsewhere = join(tempFolder(), 'old.zeroskew')
    await writeFile(elsewhere, old)
    for (const credential of [
      KEYCHAIN,
      { kind: 'recovery', code: recoveryCode },
      { kind: 'shares', shares: [b, a] }
    ] satisfies Credential[]) {
      expect((await openVault(elsewhere, setting, credential)).accounts).toHaveLength(1)
    }
  })

  it('leaves one backup, a good one, where the older ones are deleted before the next save', async () => {
    const { vault } = await freshVault()
    await vault.add([totpAccount()])
    await vault.keys.rotate(null)
    const before = await vault.backups.list()
    expect(await vault.backups.removeOlderKeys()).toBe(before.length)
    const [only, ...more] = await vault.backups.list()
    expect([await vault.backups.check(only?.path ?? ''), more]).toEqual(['good', []])
    expect((await vault.backups.look(only?.path ?? '')).accounts).toHaveLength(vault.accounts.length)
    expect(await vault.backups.removeOlderKeys()).toBe(0)
  })

  it('is noticed by a process that has the vault open, which writes nothing and says so', async () => {
    const { vault, path, setting } = await freshVault()
    const other = await openVault(path, setting, KEYCHAIN)
    await vault.keys.rotate(null)
    const file = await readFile(path)
    await expect(other.add([totpAccount()])).rejects.toMatchObject({ code: 'key-changed' })
    await expect(other.reload()).rejects.toMatchObject({ code: 'key-changed' })
    expect(await readFile(path)).toEqual(file)
  })
})

describe('locking by the user', () => {
  it('with a passphrase keeps the keychain from opening it, until another way in was used', async () => {
    const { vault, path, setting, open, recoveryCode } = await freshVault(FIRST)
    await vault.lockByUser()
    expect(() => vault.accounts).toThrow(expect.objectContaining({ code: 'locked' }) as Error)
    await expect(open(KEYCHAIN)).rejects.toMatchObject({ code: 'passphrase-needed' })
    expect(await open({ kind: 'recovery', code: recoveryCode })).toBe(1)
    const lifted = await openVault(path, setting, KEYCHAIN)
    await lifted.lockByUser()
    await expect(open(KEYCHAIN)).rejects.toMatchObject({ code: 'passphrase-needed' })
    expect(await open({ kind: 'passphrase', passphrase: FIRST })).toBe(1)
    expect(await open(KEYCHAIN)).toBe(1)
  })

  it('without a passphrase leaves the keychain its way in', async () => {
    const { vault, open } = await freshVault()
    await vault.lockByUser()
    expect(await open(KEYCHAIN)).toBe(1)
  })

  it('locks even where that can’t be noted on the disk', async () => {
    const { path, setting } = await freshVault(FIRST)
    const create = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    }
    const full = { ...setting, files: { ...setting.files, create } }
    const vault = await openVault(path, full, KEYCHAIN)
    await expect(vault.lockByUser()).rejects.toMatchObject({ code: 'not-saved' })
    expect(() => vault.accounts).toThrow()
  })
})
