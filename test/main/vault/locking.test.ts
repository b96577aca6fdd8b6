import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES, type Preferences } from '../../../src/core/preferences.ts'
import { Locking } from '../../../src/main/vault/locking.ts'
import { VaultDoor } from '../../../src/main/vault/vault-door.ts'
import { tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

async function scene(preferences: Partial<Preferences> = {}) {
  const setting = await testSetting({ keepsUnsaved: true })
  const disk = { isFull: false }
  const files = {
    ...setting.files,
    create: (path: string) =>
      disk.isFull
        ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
        : setting.files.create(path)
  }
  const door = new VaultDoor(join(tempFolder(), 'vault.zeroskew'), { ...setting, files })
  const powerMonitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 })
  let shut = 0
  const screen = { isWatched: false, lock: (): void => undefined }
  const chosen = { ...DEFAULT_PREFERENCES, ...preferences }
  const locking = new Locking({
    door,
    powerMonitor: powerMonitor as never,
    preferences: () => chosen,
    screenLock: (onLock) => {
      screen.lock = onLock
      return { watch: () => (screen.isWatched = true), stop: () => (screen.isWatched = false) }
    },
    onShut: () => shut++
  })
  await door.create({ keychain: true, passphrase: null })
  const change = (changes: Partial<Preferences>): void => {
    Object.assign(chosen, changes)
    locking.followPreferences()
  }
  return { door, disk, powerMonitor, screen, change, shut: () => shut }
}

describe('Locking', () => {
  it.each(['lock-screen', 'suspend', 'user-did-resign-active'])(
    'locks at %s, and tells once that it is shut',
    async (event) => {
      const { door, powerMonitor, shut } = await scene()
      powerMonitor.emit(event)
      powerMonitor.emit(event)
      await expect.poll(() => door.view.kind).toBe('locked')
      expect(shut()).toBe(1)
    }
  )

  it('stays open where that is switched off', async () => {
    const { door, powerMonitor } = await scene({ locksOnScreenLock: false, locksOnSuspend: false })
    for (const event of ['lock-screen', 'suspend', 'user-did-resign-active']) powerMonitor.emit(event)
    await new Promise(setImmediate)
    expect(door.isOpen).toBe(true)
  })

  it('listens for the screen’s lock only while the vault is open and that is wanted', async () => {
    const { door, screen, change, shut } = await scene()
    expect(screen.isWatched).toBe(true)
    change({ locksOnScreenLock: false })
    expect(screen.isWatched).toBe(false)
    screen.lock()
    await new Promise(setImmediate)
    expect(door.isOpen).toBe(true)
    change({ locksOnScreenLock: true })
    expect(screen.isWatched).toBe(true)
    screen.lock()
    screen.lock()
    await expect.poll(() => door.view.kind).toBe('locked')
    expect([screen.isWatched, shut()]).toStrictEqual([false, 1])
  })

  it('never throws an account away that couldn’t be saved: it locks once that is saved, or when the user says so', async () => {
    const { door, disk, powerMonitor } = await scene()
    disk.isFull = true
    await door.vault.add([totpAccount()])
    powerMonitor.emit('suspend')
    await expect(door.saveWhatWaits()).rejects.toMatchObject({ code: 'not-saved' })
    expect(door.isOpen).toBe(true)
    disk.isFull = false
    powerMonitor.emit('suspend')
    await expect.poll(() => door.isOpen).toBe(false)
    await door.open({ kind: 'keychain' })
    expect(door.vault.accounts).toHaveLength(1)
  })
})
