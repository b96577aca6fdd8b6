import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openVault, type Vault } from '../../../src/core/vault/vault.ts'
import { VaultDoor } from '../../../src/main/vault/vault-door.ts'
import type { VaultView } from '../../../src/shared/views/vault.ts'
import {
  hotpAccount,
  tempFolder,
  testSetting,
  totpAccount,
  type TestSetting
} from '../../fakes/vault-setting.ts'

const passphrase = (): Buffer => Buffer.from('correct horse battery staple')

async function madeBy(ways: {
  keychain: boolean
  passphrase: boolean
}): Promise<{ door: VaultDoor; path: string; setting: TestSetting }> {
  const setting = await testSetting()
  const path = join(tempFolder(), 'vault.zeroskew')
  const door = new VaultDoor(path, setting)
  await door.approach()
  await door.create({ keychain: ways.keychain, passphrase: ways.passphrase ? passphrase() : null })
  return { door, path, setting }
}

describe('VaultDoor', () => {
  it('says that there is no vault, and what keychain there is', async () => {
    const door = new VaultDoor(join(tempFolder(), 'vault.zeroskew'), await testSetting())
    await door.approach()
    expect(door.view).toEqual({ kind: 'missing', keychain: 'present' })
  })

  it('says how many backups there are of a vault that is gone', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: false })
    await door.vault.add([totpAccount()])
    door.lock()
    rmSync(path)
    const next = new VaultDoor(path, setting)
    await next.approach()
    expect(next.view).toEqual({ kind: 'missing', keychain: 'present', backups: 2 })
  })

  it('doesn’t take a link that leads nowhere for a first run', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    symlinkSync('/nonexistent/x', path)
    const door = new VaultDoor(path, await testSetting())
    await door.approach()
    expect(door.view).toEqual({
      kind: 'unreadable',
      failure: { code: 'vault-unreadable', got: 'ENOLINK' }
    })
    await expect(door.create({ keychain: true, passphrase: null })).rejects.toMatchObject({ code: 'exists' })
  })

  it('tells at opening that nothing can be written where the vault lies, until a change was kept there', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: false })
    door.lock()
    const disk = { isReadOnly: true }
    const asked: string[] = []
    const next = new VaultDoor(path, setting, {
      isReadOnly: (it) => {
        asked.push(it)
        return Promise.resolve(disk.isReadOnly)
      }
    })
    await next.approach()
    const notices = (): unknown => next.view.kind === 'unlocked' && next.view.notices
    await expect.poll(notices).toEqual([{ kind: 'read-only' }])
    disk.isReadOnly = false
    await next.vault.add([totpAccount()])
    await expect.poll(notices).toEqual([])
    expect(asked).toEqual([path, path])
  })

  it('opens by the keychain at the next start', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: false })
    door.lock()
    const next = new VaultDoor(path, setting)
    await next.approach()
    expect(next.view.kind).toBe('unlocked')
  })

  it.each(['locked', 'unreachable', 'absent'] as const)(
    'says that the keychain is %s, and opens by passphrase',
    async (state) => {
      const { door, path, setting } = await madeBy({ keychain: true, passphrase: true })
      door.lock()
      setting.keychain.setState(state)
      const next = new VaultDoor(path, setting)
      await next.approach()
      expect(next.view).toMatchObject({ kind: 'locked', keychain: { code: `keychain-${state}` } })
      await next.open({ kind: 'passphrase', passphrase: passphrase() })
      expect(next.view.kind).toBe('unlocked')
    }
  )

  it('opens by the keychain once that is back, but never a vault that the user locked', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: true })
    setting.keychain.setState('locked')
    const next = new VaultDoor(path, setting)
    await next.approach()
    await next.noticeKeychain()
    expect(next.isOpen).toBe(false)
    setting.keychain.setState('present')
    await next.noticeKeychain()
    expect(next.isOpen).toBe(true)
    await next.lockByUser()
    await next.noticeKeychain()
    expect(next.isOpen).toBe(false)
    door.lock()
  })

  it('stays locked where it was to be locked while a key was being derived, or the keychain asked', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: true })
    const byPassphrase = { kind: 'passphrase', passphrase: passphrase() } as const
    door.lock()
    const opening = door.open(byPassphrase)
    // The screen is locked: there is nothing to lock yet.
    await door.lockByUser()
    await expect(opening).rejects.toMatchObject({ code: 'locked' })
    expect(door.isOpen).toBe(false)
    // Both ways at once, and locked as soon as the first one has led in.
    const late = Promise.withResolvers<null>()
    const { keychain } = setting
    const slow = { ...keychain, read: async (name: string) => (await late.promise, keychain.read(name)) }
    const next = new VaultDoor(path, { ...setting, keychain: slow })
    const byKeychain = next.approach()
    await next.open(byPassphrase)
    await next.lockByUser()
    late.resolve(null)
    await byKeychain
    expect(next.view).toMatchObject({ kind: 'locked' })
    expect(next.view).not.toHaveProperty('keychain')
  })

  it('has one key of a vault that was seen and opened while it was being made', async () => {
    const state = join(tempFolder(), 'seen.json')
    const setting = await testSetting({ seenPath: state })
    const path = join(tempFolder(), 'vault.zeroskew')
    let first: Vault | null = null
    let isSeen = false
    const link = async (from: string, to: string): Promise<void> => {
      // The vault's file is there by now, and what was seen of it is about to be noted.
      if (to === `${state}.lock` && !isSeen) {
        isSeen = true
        await door.open({ kind: 'keychain' })
        first = door.vault
      }
      await setting.files.link(from, to)
    }
    const door = new VaultDoor(path, { ...setting, files: { ...setting.files, link } })
    await door.approach()
    await door.create({ keychain: true, passphrase: null })
    expect(door.vault).not.toBe(first)
    expect(() => first?.accounts).toThrow(/locked/u)
  })

  it('says that the keychain is locked once that is known, where it didn’t answer before, and nothing twice', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: true })
    door.lock()
    setting.keychain.setState('unreachable')
    const next = new VaultDoor(path, setting)
    await next.approach()
    const told: VaultView[] = []
    next.onChange(() => told.push(next.view))
    await next.noticeKeychain()
    setting.keychain.setState('locked')
    await next.noticeKeychain()
    await next.noticeKeychain()
    expect(told).toMatchObject([{ kind: 'locked', keychain: { code: 'keychain-locked' } }])
  })

  it('stays locked by the user when another program saves, and the keychain doesn’t open it', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: true })
    await door.lockByUser()
    const other = await openVault(
      path,
      { ...setting, keychain: null },
      { kind: 'passphrase', passphrase: passphrase() }
    )
    await other.add([totpAccount()])
    await door.reload()
    expect(door.view.kind).toBe('locked')
    expect(door.isOpen).toBe(false)
    expect(() => door.vault).toThrow(/locked/u)
  })

  it('takes up what another program saved while it is open', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: false })
    const other = await openVault(path, setting, { kind: 'keychain' })
    await other.add([totpAccount({ issuer: 'GitHub' })])
    let changes = 0
    door.onChange(() => changes++)
    await door.reload()
    expect(door.vault.accounts.map(({ issuer }) => issuer)).toEqual(['GitHub'])
    expect(changes).toBeGreaterThan(0)
  })

  it.each([
    ['damaged', 'not a vault at all'],
    ['damaged', '']
  ])('shows a %s file as such and leaves it alone', async (kind, contents) => {
    const path = join(tempFolder(), 'vault.zeroskew')
    writeFileSync(path, contents)
    const door = new VaultDoor(path, await testSetting())
    await door.approach()
    expect(door.view.kind).toBe(kind)
    await expect(door.create({ keychain: true, passphrase: null })).rejects.toMatchObject({ code: 'exists' })
  })

  it('tells that the keychain’s key is lost, until there is a new one', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: true })
    door.lock()
    setting.keychain.items.clear()
    const next = new VaultDoor(path, setting)
    await next.approach()
    expect(next.view).toMatchObject({ kind: 'locked', keychain: { code: 'key-unavailable' } })
    await next.open({ kind: 'passphrase', passphrase: passphrase() })
    expect(next.view).toMatchObject({ kind: 'unlocked', notices: [{ kind: 'keychain-lost' }] })
    await next.vault.keys.addKeychain()
    next.noteKeychainRenewed()
    expect(next.view).toMatchObject({ kind: 'unlocked', notices: [] })
  })

  it('shows what can’t be saved from memory, says so, gives no HOTP code, and saves it later', async () => {
    const setting = await testSetting({ keepsUnsaved: true })
    const path = join(tempFolder(), 'vault.zeroskew')
    let isFull = false
    const full = (): Promise<never> => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    const files = {
      ...setting.files,
      create: (file: string) => (isFull ? full() : setting.files.create(file))
    }
    const door = new VaultDoor(path, { ...setting, files })
    await door.create({ keychain: true, passphrase: null })
    const { added } = await door.vault.add([hotpAccount()])
    isFull = true
    await door.vault.add([totpAccount({ issuer: 'GitHub' })])
    expect(door.view).toMatchObject({ notices: [{ kind: 'unsaved', failure: { code: 'not-saved' } }] })
    expect(door.vault.accounts).toHaveLength(2)
    await expect(door.vault.nextHotp(added[0]?.id ?? '')).rejects.toMatchObject({ code: 'not-saved' })
    isFull = false
    await door.vault.retrySave()
    expect(door.view).toMatchObject({ notices: [] })
    door.lock()
    await door.open({ kind: 'keychain' })
    expect(door.vault.accounts).toHaveLength(2)
  })

  it('counts changes of ours that another program’s came before', async () => {
    const { door, path, setting } = await madeBy({ keychain: true, passphrase: false })
    const { added } = await door.vault.add([totpAccount()])
    const ids = added.map(({ id }) => id)
    const other = await openVault(path, setting, { kind: 'keychain' })
    await other.edit(ids, { label: 'theirs' })
    await door.vault.edit(ids, { label: 'ours' })
    expect(door.view).toMatchObject({ notices: [{ kind: 'conflicts', count: 1 }] })
    expect(door.vault.accounts[0]?.label).toBe('theirs')
  })

  it('collects before and after the keys are wiped when the user locks', async () => {
    const setting = await testSetting()
    const moments: string[] = []
    const door = new VaultDoor(join(tempFolder(), 'vault.zeroskew'), setting, {
      collectGarbage: () => moments.push('collected')
    })
    await door.create({ keychain: true, passphrase: null })
    door.vault.onChange(({ kind }) => moments.push(kind))
    await door.lockByUser()
    expect(moments).toEqual(['collected', 'locked', 'collected'])
  })
})
