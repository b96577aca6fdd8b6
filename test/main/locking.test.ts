import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences.ts'
import { Locking } from '../../src/main/locking.ts'
import { VaultDoor } from '../../src/main/vault-door.ts'
import { tempFolder, testSetting, totpAccount } from '../fakes/vault-setting.ts'

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
  new Locking({
    door,
    powerMonitor: powerMonitor as never,
    preferences: () => ({ ...DEFAULT_PREFERENCES, ...preferences }),
    onShut: () => shut++
  })
  await door.create({ keychain: true, passphrase: null })
  return { door, disk, powerMonitor, shut: () => shut }
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
