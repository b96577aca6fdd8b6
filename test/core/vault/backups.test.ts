import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { removeExpired } from '../../../src/core/vault/backup-shelf.ts'
import type { FileSystem } from '../../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { forgetCopies } from '../../../src/core/vault/second-place.ts'
import type { VaultSetting } from '../../../src/core/vault/vault-setting.ts'
import { createVault, openVault } from '../../../src/core/vault/vault.ts'
import { hotpAccount, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

const KEYCHAIN = { kind: 'keychain' } as const

async function freshVault(changed: Partial<VaultSetting> = {}) {
  const path = join(tempFolder(), 'data', 'vault.zeroskew')
  const setting = await testSetting(changed)
  const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
  return { path, setting, vault }
}

describe('backups', () => {
  it('are the last 10 versions before a change; HOTP codes make none', async () => {
    const { path, vault } = await freshVault()
    const { added } = await vault.add([hotpAccount()])
    for (let i = 0; i < 14; i++) {
      await vault.add([totpAccount({ label: `${i}` })])
      await vault.nextHotp(added[0]?.id ?? '')
    }
    const kept = await vault.backups.list()
    expect(kept.filter(({ day }) => day !== null)).toHaveLength(10)
    expect(kept[0]).toMatchObject({ path: `${path}.bak`, revision: vault.revision - 1, day: null })
    for (const { path: one } of kept) {
      expect(await vault.backups.check(one)).toBe('good')
      if (process.platform !== 'win32') expect((await stat(one)).mode & 0o077).toBe(0)
    }
  })

  it('are kept for each day of use, 30 of them, and none expires while the clock isn’t in step', async () => {
    const clock: { today: string | null } = { today: 'day 0' }
    const { vault } = await freshVault({ today: () => clock.today })
    const { added } = await vault.add([hotpAccount()])
    const days = async (): Promise<number[]> =>
      (await vault.backups.list()).flatMap(({ day }) => (day === null ? [] : [day]))
    for (let day = 1; day <= 40; day++) {
      clock.today = `day ${day}`
      await vault.nextHotp(added[0]?.id ?? '')
    }
    const kept = await days()
    expect(Math.max(...kept)).toBe(40)
    expect(Math.min(...kept.filter((day) => day > 1))).toBe(11)
    clock.today = null
    for (let i = 0; i < 5; i++) {
      await vault.nextHotp(added[0]?.id ?? '')
    }
    expect(await days()).toEqual(kept)
  })

  it('aren’t let go of where the version that follows them can’t be kept', async () => {
    const clock = { today: 'day 0', isBroken: false }
    const files: FileSystem = {
      ...nodeFiles,
      link: async (from, to) => {
        if (clock.isBroken && to.includes('/backups/'))
          throw Object.assign(new Error('broken'), { code: 'EIO' })
        await nodeFiles.link(from, to)
      }
    }
    const { vault } = await freshVault({ today: () => clock.today, files })
    const { added } = await vault.add([hotpAccount()])
    const useOn = async (day: number): Promise<string[]> => {
      clock.today = `day ${day}`
      await vault.nextHotp(added[0]?.id ?? '')
      const kept = await vault.backups.list()
      return kept.filter(({ day: ofUse }) => ofUse !== null).map(({ path }) => path)
    }
    let kept: string[] = []
    for (let day = 1; day <= 31; day++) kept = await useOn(day)
    clock.isBroken = true
    for (let day = 32; day <= 36; day++) expect(await useOn(day)).toEqual(kept)
    expect(vault.backupTrouble).toEqual({ place: 'beside', code: 'EIO' })
    clock.isBroken = false
    expect(await useOn(37)).not.toEqual(kept)
  })

  it('never lose the last good one, even where it has had its time', async () => {
    const { path, vault, setting } = await freshVault()
    for (let i = 0; i < 8; i++) {
      await vault.add([totpAccount()])
    }
    const folder = join(dirname(path), 'backups')
    const names = (await readdir(folder)).sort()
    const [oldest = '', second = ''] = names
    for (let number = 100; number < 112; number++) {
      await copyFile(join(folder, oldest), join(folder, oldest.replace('0000000001', `0000000${number}`)))
    }
    const isGood = (one: string): Promise<boolean> => Promise.resolve(one === join(folder, second))
    await removeExpired(folder, null, { isOurs: () => Promise.resolve(true), isGood }, setting.files)
    expect((await readdir(folder)).filter((name) => names.includes(name))).toEqual([second])
  })

  it('show what is inside, and give one or all accounts back as new live ones', async () => {
    const { vault } = await freshVault()
    const { added } = await vault.add([totpAccount({ label: 'lost' }), totpAccount({ label: 'kept' })])
    await vault.remove([added[0]?.id ?? ''])
    await vault.emptyTrash()
    expect(vault.trash).toEqual([])
    const backup = (await vault.backups.list()).find(({ revision }) => revision === 2)
    const inside = await vault.backups.look(backup?.path ?? '')
    expect(inside.accounts.map(({ label }) => label)).toEqual(['lost', 'kept'])
    const restored = await vault.backups.restore(inside.accounts)
    expect([restored.added.length, restored.alreadyThere.length]).toEqual([1, 1])
    expect(vault.accounts.map(({ label }) => label)).toEqual(['kept', 'lost'])
    expect(restored.added[0]?.id).not.toBe(added[0]?.id)
  })

  it('give an HOTP account back with the highest counter known, and a lower one only when asked to', async () => {
    const { vault } = await freshVault()
    const { added } = await vault.add([hotpAccount(3)])
    const id = added[0]?.id ?? ''
    await vault.edit([id], { label: 'before' })
    const backup = (await vault.backups.list())[0]?.path ?? ''
    const inside = await vault.backups.look(backup)
    await vault.nextHotp(id)
    await vault.nextHotp(id)
    await vault.remove([id])
    expect(vault.backups.lowered(inside.accounts)).toHaveLength(1)
    expect((await vault.backups.restore(inside.accounts)).added).toMatchObject([{ counter: 5 }])
    const lower = await vault.backups.restore(inside.accounts, 'as-in-backup')
    expect(lower.added).toMatchObject([{ counter: 3 }])
  })

  it('go to a second place, whose trouble is told and stops nothing', async () => {
    const second = tempFolder()
    const place: { is: string } = { is: second }
    const { vault } = await freshVault({ secondPlace: () => place.is })
    await vault.add([totpAccount({ label: 'copied' })])
    const [name = ''] = await readdir(second)
    expect((await vault.backups.look(join(second, name))).accounts).toMatchObject([{ label: 'copied' }])
    expect((await vault.backups.list()).some(({ place: where }) => where === 'second')).toBe(true)
    place.is = '/dev/null/nowhere'
    await vault.add([totpAccount()])
    expect(vault.accounts).toHaveLength(2)
    expect(vault.backupTrouble).toMatchObject({ place: 'second' })
  })

  it('make no second place that isn’t there, nor write to one that was emptied, and tell both', async () => {
    const folder = join(tempFolder(), 'stick')
    const seenPath = join(tempFolder(), 'seen.json')
    const { vault, setting } = await freshVault({ secondPlace: () => folder, seenPath })
    await vault.add([totpAccount()])
    expect(vault.backupTrouble).toEqual({ place: 'second', code: 'ENOENT' })
    // Connected, for the first time.
    await mkdir(folder)
    await vault.add([totpAccount()])
    expect([vault.backupTrouble, (await readdir(folder)).length]).toEqual([null, 1])
    // Taken away: its place is still there, or isn't.
    await rm(folder, { recursive: true })
    await vault.add([totpAccount()])
    expect([vault.backupTrouble?.code, existsSync(folder)]).toEqual(['ENOENT', false])
    await mkdir(folder)
    await vault.add([totpAccount()])
    expect([vault.backupTrouble?.code, await readdir(folder)]).toEqual(['ENODEV', []])
    expect(await vault.backups.secondPlaceTrouble()).toEqual({ place: 'second', code: 'ENODEV' })
    expect(vault.accounts).toHaveLength(4)
    // Chosen anew.
    await forgetCopies(setting)
    await vault.add([totpAccount()])
    expect([vault.backupTrouble, (await readdir(folder)).length]).toEqual([null, 1])
    expect(await vault.backups.secondPlaceTrouble()).toBeNull()
  })

  it('of two vaults in one folder don’t count for each other: 10 of each, and none is deleted as “older key”', async () => {
    const second = tempFolder()
    const changed = { secondPlace: () => second }
    const [one, other] = [await freshVault(changed), await freshVault(changed)]
    for (let i = 0; i < 12; i++) await one.vault.add([totpAccount()])
    const copies = await readdir(second)
    expect(copies).toHaveLength(10)
    // Lower revisions at first, then higher ones.
    for (let i = 0; i < 25; i++) await other.vault.add([totpAccount()])
    const all = await readdir(second)
    expect([all.length, all.filter((name) => copies.includes(name)).length]).toEqual([20, 10])
    const ofSecond = (await other.vault.backups.list()).filter(({ place }) => place === 'second')
    const states = await Promise.all(ofSecond.map(({ path }) => other.vault.backups.check(path)))
    expect(Object.groupBy(states, (state) => state)).toMatchObject({
      good: { length: 10 },
      'other-vault': { length: 10 }
    })
    expect(await other.vault.backups.removeOlderKeys()).toBe(0)
    expect(await readdir(second)).toHaveLength(20)
  })

  it('keep a vault whose backups can’t be kept saving', async () => {
    const { path, vault } = await freshVault()
    await writeFile(join(dirname(path), 'backups'), 'in the way')
    await vault.add([totpAccount()])
    expect([vault.accounts.length, vault.backupTrouble?.place]).toEqual([1, 'beside'])
  })
})

describe('the trash', () => {
  it('keeps accounts for 30 days of use, and for ever while the clock isn’t in step', async () => {
    const clock: { today: string | null } = { today: 'day 0' }
    const { vault } = await freshVault({ today: () => clock.today })
    const { added } = await vault.add([totpAccount(), totpAccount(), totpAccount()])
    await vault.remove([added[0]?.id ?? ''])
    clock.today = null
    for (let i = 0; i < 40; i++) {
      await vault.edit([added[1]?.id ?? ''], { label: `out of step ${i}` })
    }
    expect(vault.trash).toHaveLength(1)
    for (let day = 1; day <= 29; day++) {
      clock.today = `day ${day}`
      await vault.edit([added[1]?.id ?? ''], { label: `${day}` })
    }
    expect(vault.trash).toHaveLength(1)
    clock.today = 'day 30'
    await vault.edit([added[1]?.id ?? ''], { label: 'last' })
    expect(vault.trash).toHaveLength(0)
  })
})

describe('an older vault that was put back', () => {
  async function rolledBack() {
    const state = join(tempFolder(), 'state', 'seen.json')
    const { path, setting, vault } = await freshVault({ seenPath: state })
    const { added } = await vault.add([hotpAccount(), totpAccount()])
    const old = await readFile(path)
    const id = added[0]?.id ?? ''
    await vault.nextHotp(id)
    await vault.nextHotp(id)
    await writeFile(path, old)
    return { path, setting, id, seenRevision: vault.revision }
  }

  it('is told and opens, and asks for each HOTP counter before the next code', async () => {
    const { path, setting, id, seenRevision } = await rolledBack()
    const vault = await openVault(path, setting, KEYCHAIN)
    expect(vault.rollback).toEqual({ seenRevision, revision: seenRevision - 2 })
    expect(vault.countersInDoubt).toEqual([id])
    await expect(vault.nextHotp(id)).rejects.toMatchObject({ code: 'counter-in-doubt' })
    // The doubt outlives this process, and the notice doesn't come twice.
    await vault.add([totpAccount()])
    expect(vault.revision).toBe(seenRevision + 1)
    const again = await openVault(path, setting, KEYCHAIN)
    expect([again.rollback, again.countersInDoubt]).toEqual([null, [id]])
    await expect(again.nextHotp(id)).rejects.toMatchObject({ code: 'counter-in-doubt' })
    await again.confirmCounter(id, 2)
    expect((await again.nextHotp(id)).counter).toBe(2)
    expect(again.countersInDoubt).toEqual([])
  })

  it('takes no counter lower than the stored one', async () => {
    const { path, setting, id } = await rolledBack()
    const vault = await openVault(path, setting, KEYCHAIN)
    await vault.confirmCounter(id, 7)
    expect((await vault.nextHotp(id)).counter).toBe(7)
    await vault.confirmCounter(id, 1)
    expect((await vault.nextHotp(id)).counter).toBe(8)
  })

  /** A vault that is open since before its last two codes were given elsewhere, after which it was put back. */
  async function rolledBackWhileOpen(keepsUnsaved: boolean) {
    const seenPath = join(tempFolder(), 'seen.json')
    const { path, setting, vault } = await freshVault({ seenPath, keepsUnsaved })
    const older = await readFile(path)
    const { added } = await vault.add([hotpAccount(), totpAccount()])
    const id = added[0]?.id ?? ''
    const behind = await openVault(path, setting, KEYCHAIN)
    await vault.nextHotp(id)
    await vault.nextHotp(id)
    await writeFile(path, older)
    return { path, setting, id, vault, behind }
  }

  it('is noticed under the lock by whoever has the vault open and not the latest in memory', async () => {
    const { path, setting, id, behind } = await rolledBackWhileOpen(true)
    await expect(behind.nextHotp(id)).rejects.toMatchObject({ code: 'counter-in-doubt' })
    expect([behind.rollback, behind.countersInDoubt]).toEqual([{ seenRevision: 4, revision: 1 }, [id]])
    await behind.add([totpAccount()])
    expect((await openVault(path, setting, KEYCHAIN)).countersInDoubt).toEqual([id])
    await behind.confirmCounter(id, 2)
    expect((await behind.nextHotp(id)).counter).toBe(2)
  })

  it.each([true, false])('is noticed at a reload too (kept in memory: %j)', async (keepsUnsaved) => {
    const { behind } = await rolledBackWhileOpen(keepsUnsaved)
    await behind.reload()
    expect(behind.rollback).toEqual({ seenRevision: 4, revision: 1 })
  })

  it('puts no counter in doubt for whoever has the latest in memory', async () => {
    const { id, vault } = await rolledBackWhileOpen(true)
    await vault.reload()
    expect([vault.rollback, vault.countersInDoubt]).toEqual([null, []])
    expect((await vault.nextHotp(id)).counter).toBe(2)
  })

  it('puts counters in doubt once: not again by a process that opened it before they were confirmed', async () => {
    const { path, setting, id } = await rolledBack()
    const [first, second] = [
      await openVault(path, setting, KEYCHAIN),
      await openVault(path, setting, KEYCHAIN)
    ]
    await first.confirmCounter(id, 2)
    expect(second.countersInDoubt).toEqual([id])
    await second.add([totpAccount()])
    expect(second.countersInDoubt).toEqual([])
    expect((await second.nextHotp(id)).counter).toBe(2)
  })

  it('isn’t what another process saves while this one opens the vault', async () => {
    const seenPath = join(tempFolder(), 'seen.json')
    const { path, setting, vault } = await freshVault({ seenPath })
    const { added } = await vault.add([hotpAccount()])
    let saves = 0
    const read: typeof setting.files.read = async (name, mostBytes) => {
      const file = await setting.files.read(name, mostBytes)
      if (name === path && saves++ === 0) await vault.add([totpAccount()])
      return file
    }
    const opened = await openVault(path, { ...setting, files: { ...setting.files, read } }, KEYCHAIN)
    expect([saves > 0, opened.rollback, opened.countersInDoubt]).toEqual([true, null, []])
    expect((await opened.nextHotp(added[0]?.id ?? '')).counter).toBe(0)
  })

  it('isn’t believed of a note of 2^53 − 1, above which no save could be numbered', async () => {
    const seenPath = join(tempFolder(), 'seen.json')
    const { path, setting, vault } = await freshVault({ seenPath })
    const note = await readFile(seenPath, 'utf8')
    for (const revision of [2 ** 53 - 1, 2 ** 53 - 2, 2 ** 52]) {
      await writeFile(seenPath, note.replace('"revision":1', `"revision":${revision}`))
      for (let i = 0; i < 3; i++) await vault.add([totpAccount()])
      const opened = await openVault(path, setting, KEYCHAIN)
      expect([opened.accounts.length, opened.revision]).toEqual([vault.accounts.length, vault.revision])
    }
    expect(vault.revision).toBe(2 ** 52 + 3)
  })

  it('isn’t noticed after ordinary use, nor stopped by a state file that is garbage', async () => {
    const seenPath = join(tempFolder(), 'seen.json')
    const { path, setting, vault } = await freshVault({ seenPath })
    await vault.add([totpAccount()])
    expect((await openVault(path, setting, KEYCHAIN)).rollback).toBeNull()
    await writeFile(seenPath, '{"vaults":{"x":1},"__proto__":[]}')
    expect((await openVault(path, setting, KEYCHAIN)).rollback).toBeNull()
  })
})

describe('a disk that can’t be written', () => {
  it('keeps changes in memory where the app runs on, refuses HOTP codes, and saves elsewhere', async () => {
    const { path, setting } = await freshVault()
    const disk = { isReadOnly: false }
    const create: typeof setting.files.create = (name) =>
      disk.isReadOnly && !name.includes('elsewhere')
        ? Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' }))
        : setting.files.create(name)
    const files = { ...setting.files, create }
    const vault = await openVault(path, { ...setting, files, keepsUnsaved: true }, KEYCHAIN)
    const { added } = await vault.add([hotpAccount(), totpAccount({ label: 'old' })])
    const [hotpId = '', id = ''] = added.map((one) => one.id)
    const kinds: string[] = []
    vault.onChange(({ kind }) => kinds.push(kind))
    disk.isReadOnly = true
    await vault.edit([id], { label: 'in memory' })
    await vault.add([totpAccount({ label: 'new' })])
    expect(kinds).toEqual(['unsaved', 'unsaved'])
    expect(vault.unsaved).toMatchObject({ code: 'not-saved' })
    expect(vault.accounts.map(({ label }) => label)).toEqual(['me', 'in memory', 'new'])
    await expect(vault.nextHotp(hotpId)).rejects.toMatchObject({ code: 'not-saved' })
    await expect(vault.retrySave()).rejects.toMatchObject({ code: 'not-saved' })

    const elsewhere = join(tempFolder(), 'elsewhere.zeroskew')
    await vault.saveElsewhere(elsewhere)
    await expect(vault.saveElsewhere(elsewhere)).rejects.toMatchObject({ code: 'exists' })
    expect((await openVault(elsewhere, setting, KEYCHAIN)).accounts).toHaveLength(3)

    // Another process saves meanwhile; both sides stand in the end.
    const other = await openVault(path, setting, KEYCHAIN)
    await other.add([totpAccount({ label: 'other' })])
    await vault.reload()
    expect(vault.accounts.map(({ label }) => label).sort()).toEqual(['in memory', 'me', 'new', 'other'])
    disk.isReadOnly = false
    await vault.retrySave()
    expect(vault.unsaved).toBeNull()
    const saved = await openVault(path, setting, KEYCHAIN)
    expect(saved.accounts.map(({ label }) => label).sort()).toEqual(['in memory', 'me', 'new', 'other'])
  })
})

// Windows has lists of its own instead.
describe.skipIf(process.platform === 'win32')('permissions', () => {
  it('of others are taken away and told: 0600 for the file, 0700 for the folder', async () => {
    const { path, setting, vault } = await freshVault()
    await vault.add([totpAccount()])
    await chmod(path, 0o644)
    await chmod(dirname(path), 0o755)
    const opened = await openVault(path, setting, KEYCHAIN)
    expect([...opened.mended].sort()).toEqual(['folder', 'vault'])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
    expect((await openVault(path, setting, KEYCHAIN)).mended).toEqual([])
  })

  it('of what a link leads to stay as they are', async () => {
    const { path, setting, vault } = await freshVault()
    await vault.add([totpAccount()])
    const elsewhere = join(tempFolder(), 'elsewhere')
    await writeFile(elsewhere, 'another program’s')
    await chmod(elsewhere, 0o644)
    await rm(join(dirname(path), 'backups'), { recursive: true })
    await symlink(elsewhere, join(dirname(path), 'backups'))
    expect((await openVault(path, setting, KEYCHAIN)).mended).toEqual([])
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o644)
  })

  it('of a folder that holds other things as well stay the user’s', async () => {
    const { path, setting } = await freshVault()
    await mkdir(join(dirname(path), 'holiday pictures'))
    await chmod(dirname(path), 0o755)
    expect((await openVault(path, setting, KEYCHAIN)).mended).toEqual([])
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o755)
  })
})
