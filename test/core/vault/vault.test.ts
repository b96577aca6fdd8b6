import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, readlink, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VaultError } from '../../../src/core/vault/vault-error.ts'
import { createMemoryVault, createVault, inspectVault, openVault } from '../../../src/core/vault/vault.ts'
import { hotpAccount, plain, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

const passphrase = (): Buffer => Buffer.from('correct horse battery staple')

async function freshVault(keychain = true, withPassphrase = false) {
  const path = join(tempFolder(), 'data', 'vault.zeroskew')
  const setting = await testSetting()
  const ways = { keychain, passphrase: withPassphrase ? passphrase() : null }
  return { path, setting, ...(await createVault(path, setting, ways)) }
}

function withCode(code: VaultError['code']): object {
  return expect.objectContaining({ name: 'VaultError', code }) as object
}

describe('createVault', () => {
  it('makes a vault of one file 0600 in a folder 0700, with a recovery code that opens it', async () => {
    const { path, setting, vault, recoveryCode } = await freshVault()
    expect(vault.ways).toEqual(['keychain', 'recovery'])
    expect(vault.recoveryConfirmed).toBe(false)
    if (process.platform !== 'win32') {
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700)
    }
    expect(await readdir(join(path, '..'))).toEqual(['vault.zeroskew'])
    const opened = await openVault(path, setting, { kind: 'recovery', code: recoveryCode.toLowerCase() })
    expect(opened.accounts).toEqual([])
  })

  it('puts one line of base64 into the keychain, under the ids of vault and key, and never again', async () => {
    const { setting, vault } = await freshVault()
    await vault.add([totpAccount()])
    const [[account, item] = ['', '']] = setting.keychain.items
    expect(account).toMatch(/^[0-9a-f]{32}\/[0-9a-f]{32}$/)
    expect(item).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(setting.keychain.calls.write).toBe(1)
  })

  it('refuses where a vault is, or anything else that can’t be read', async () => {
    const { path, setting } = await freshVault()
    const before = await readFile(path)
    await expect(createVault(path, setting, { keychain: true, passphrase: null })).rejects.toEqual(
      withCode('exists')
    )
    expect(await readFile(path)).toEqual(before)
    const folder = join(tempFolder(), 'vault.zeroskew')
    await mkdir(folder)
    await expect(createVault(folder, setting, { keychain: true, passphrase: null })).rejects.toEqual(
      withCode('exists')
    )
  })

  it('refuses a path through a file, where none can be made', async () => {
    const file = join(tempFolder(), 'file')
    await writeFile(file, 'kept')
    for (const path of [join(file, 'vault.zeroskew'), join(file, 'x', 'vault.zeroskew')]) {
      const creating = createVault(path, await testSetting(), { keychain: true, passphrase: null })
      await expect(creating).rejects.toMatchObject({ code: 'not-saved', cause: { code: 'ENOTDIR' } })
    }
    expect(await readFile(file, 'utf8')).toBe('kept')
  })

  it('refuses a link that leads nowhere, the file’s or a folder’s, and keeps it', async () => {
    const folder = tempFolder()
    await symlink('/nonexistent/x', join(folder, 'vault.zeroskew'))
    await symlink('/nonexistent/y', join(folder, 'home'))
    for (const path of [join(folder, 'vault.zeroskew'), join(folder, 'home', 'deep', 'vault.zeroskew')]) {
      const setting = await testSetting()
      expect(await inspectVault(path, setting)).toMatchObject({
        kind: 'unreadable',
        error: { cause: { code: 'ENOLINK' } }
      })
      const creating = createVault(path, setting, { keychain: true, passphrase: null })
      await expect(creating).rejects.toMatchObject({ code: 'exists', cause: { code: 'ENOLINK' } })
      expect(setting.keychain.items.size).toBe(0)
    }
    expect((await readdir(folder)).sort()).toEqual(['home', 'vault.zeroskew'])
    expect(await readlink(join(folder, 'vault.zeroskew'))).toBe('/nonexistent/x')
  })

  it.each([null, Buffer.alloc(0)])('needs a keychain or a passphrase, got %j', async (given) => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const creating = createVault(path, await testSetting(), { keychain: false, passphrase: given })
    await expect(creating).rejects.toEqual(withCode('passphrase-needed'))
  })

  it.each(['locked', 'unreachable', 'absent'] as const)(
    'makes nothing while the keychain is %s',
    async (state) => {
      const path = join(tempFolder(), 'vault.zeroskew')
      const setting = await testSetting()
      setting.keychain.setState(state)
      const creating = createVault(path, setting, { keychain: true, passphrase: null })
      await expect(creating).rejects.toMatchObject({ code: 'key-unavailable', keychainState: state })
      expect(await inspectVault(path, setting)).toEqual({ kind: 'missing' })
    }
  )

  it('makes nothing where the keychain doesn’t give back what it was given', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting()
    const forgetful = { ...setting, keychain: { ...setting.keychain, write: () => Promise.resolve() } }
    const creating = createVault(path, forgetful, { keychain: true, passphrase: null })
    await expect(creating).rejects.toEqual(withCode('key-unavailable'))
    expect(await inspectVault(path, setting)).toEqual({ kind: 'missing' })
  })
})

describe('inspectVault', () => {
  it('tells a missing vault from one that is there, damaged, or of a newer version', async () => {
    const { path, setting, vault } = await freshVault(true, true)
    expect(await inspectVault(`${path}.other`, setting)).toEqual({ kind: 'missing' })
    expect(await inspectVault(path, setting)).toMatchObject({
      kind: 'present',
      ways: ['keychain', 'passphrase', 'recovery'],
      recoveryConfirmed: false
    })
    const file = await readFile(path)
    await writeFile(path, 'not a vault')
    expect(await inspectVault(path, setting)).toEqual({ kind: 'damaged' })
    file.writeUInt16BE(2, 8)
    await writeFile(path, file)
    expect(await inspectVault(path, setting)).toEqual({ kind: 'newer-version' })
    await expect(vault.add([totpAccount()])).rejects.toEqual(withCode('newer-version'))
    expect(await readFile(path)).toEqual(file)
    expect(await inspectVault(join(path, '..'), setting)).toMatchObject({
      kind: 'unreadable',
      error: { code: 'unreadable', cause: { code: 'EISDIR' } }
    })
    expect(await inspectVault(join(path, 'vault'), setting)).toMatchObject({
      kind: 'unreadable',
      error: { cause: { code: 'ENOTDIR' } }
    })
  })
})

describe('openVault', () => {
  it('finds every account again, with any fields, by all three ways', async () => {
    const { path, setting, vault, recoveryCode } = await freshVault(true, true)
    const accounts = [
      totpAccount({ issuer: '日本', label: 'テスト', algorithm: 'SHA256', digits: 8, period: 60 }),
      hotpAccount(7),
      { ...totpAccount({ digits: 5, issuer: 'Steam' }), kind: 'steam' as const }
    ]
    await vault.add(accounts)
    for (const credential of [
      { kind: 'keychain' } as const,
      { kind: 'passphrase', passphrase: passphrase() } as const,
      { kind: 'recovery', code: recoveryCode } as const
    ]) {
      const opened = await openVault(path, setting, credential)
      expect(opened.accounts.map(plain)).toEqual(accounts.map(plain))
      expect(opened.accounts.map(({ id }) => id)).toEqual(vault.accounts.map(({ id }) => id))
    }
  })

  it('leaves the file byte for byte as it is after a wrong passphrase or recovery code', async () => {
    const { path, setting } = await freshVault(true, true)
    const before = await readFile(path)
    const wrong = { kind: 'passphrase', passphrase: Buffer.from('wrong') } as const
    await expect(openVault(path, setting, wrong)).rejects.toEqual(withCode('wrong-credential'))
    const other = await freshVault()
    const foreign = { kind: 'recovery', code: other.recoveryCode } as const
    await expect(openVault(path, setting, foreign)).rejects.toEqual(withCode('wrong-credential'))
    const mistyped = { kind: 'recovery', code: 'ABCDE-FGH' } as const
    await expect(openVault(path, setting, mistyped)).rejects.toEqual(withCode('wrong-recovery-code'))
    expect(await readFile(path)).toEqual(before)
  })

  it('takes one passphrase in two Unicode forms for the same (NFKC)', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting()
    await createVault(path, setting, { keychain: false, passphrase: Buffer.from('Ｐａｓｓ-が') })
    const typed = Buffer.from('Pass-か\u3099')
    expect((await openVault(path, setting, { kind: 'passphrase', passphrase: typed })).accounts).toEqual([])
  })

  it.each([
    ['locked', 'locked', undefined],
    ['unreachable', 'unreachable', undefined],
    ['absent', 'absent', undefined],
    ['present', 'without the item', ''],
    ['present', 'with garbage for an item', 'garbage'],
    ['present', 'with a line break in the item', '\n']
  ] as const)(
    'keeps the vault closed and untouched with a keychain %s, %s; the passphrase opens it',
    async (state, _, item) => {
      const { path, setting } = await freshVault(true, true)
      const before = await readFile(path)
      setting.keychain.setState(state)
      for (const [account, value] of setting.keychain.items) {
        if (item === '') {
          setting.keychain.items.delete(account)
        } else if (item !== undefined) {
          setting.keychain.items.set(account, item === '\n' ? `${value}\n` : item)
        }
      }
      const byKeychain = openVault(path, setting, { kind: 'keychain' })
      await expect(byKeychain).rejects.toMatchObject({ code: 'key-unavailable', keychainState: state })
      const vault = await openVault(path, setting, { kind: 'passphrase', passphrase: passphrase() })
      expect(await readFile(path)).toEqual(before)
      await vault.add([totpAccount()])
      expect(vault.ways).toEqual(['keychain', 'passphrase', 'recovery'])
      expect(setting.keychain.calls.write).toBe(1)
    }
  )

  it('doesn’t take another vault’s item for its own', async () => {
    const [one, other] = [await freshVault(), await freshVault()]
    const [account = ''] = one.setting.keychain.items.keys()
    const [foreign = ''] = other.setting.keychain.items.values()
    one.setting.keychain.items.set(account, foreign)
    const opening = openVault(one.path, one.setting, { kind: 'keychain' })
    await expect(opening).rejects.toMatchObject({ code: 'key-unavailable', keychainState: 'present' })
  })

  it('works without any keychain, by passphrase', async () => {
    const { path, setting } = await freshVault(true, true)
    const without = { ...setting, keychain: null }
    await expect(openVault(path, without, { kind: 'keychain' })).rejects.toMatchObject({
      keychainState: 'absent'
    })
    expect(
      (await openVault(path, without, { kind: 'passphrase', passphrase: passphrase() })).ways
    ).toHaveLength(3)
  })

  it('follows a symbolic link to a vault elsewhere, and keeps it', async () => {
    const { path, setting } = await freshVault()
    const link = join(tempFolder(), 'link')
    await symlink(path, link)
    const vault = await openVault(link, setting, { kind: 'keychain' })
    await vault.add([totpAccount()])
    expect((await openVault(path, setting, { kind: 'keychain' })).accounts).toHaveLength(1)
    expect(await readdir(join(link, '..'))).toEqual(['link'])
  })

  it('follows a link that takes the vault’s place while it is open, and keeps it', async () => {
    const { path, setting, vault } = await freshVault()
    const moved = join(tempFolder(), 'moved.zeroskew')
    await rename(path, moved)
    await symlink(moved, path)
    await vault.add([totpAccount()])
    expect(await readlink(path)).toBe(moved)
    expect((await openVault(moved, setting, { kind: 'keychain' })).accounts).toHaveLength(1)
  })
})

describe('Vault', () => {
  it('adds, and never replaces: the same twice is there already, another secret is a second account', async () => {
    const { vault } = await freshVault()
    const account = totpAccount()
    expect((await vault.add([account, account])).alreadyThere).toHaveLength(1)
    const again = await vault.add([
      account,
      totpAccount(),
      { ...account, digits: 8 },
      { ...account, period: 60 }
    ])
    expect([again.added.length, again.alreadyThere.length]).toEqual([3, 1])
    expect(vault.accounts).toHaveLength(4)
    expect(new Set(vault.accounts.map(({ id }) => id)).size).toBe(4)
  })

  it('keeps every account in its order, whatever is added (property, in memory)', async () => {
    const setting = await testSetting()
    const name = fc.string({ maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.record({ issuer: name, label: name }), { maxLength: 4 }), { maxLength: 6 }),
        async (batches) => {
          const vault = createMemoryVault(setting)
          const expected: object[] = []
          for (const batch of batches) {
            const accounts = batch.map((names) => totpAccount(names))
            await vault.add(accounts)
            expected.push(...accounts.map(plain))
          }
          expect(vault.accounts.map(plain)).toEqual(expected)
        }
      ),
      { numRuns: 50 }
    )
  })

  it('refuses more than 10,000 accounts, and adds none of them', async () => {
    const vault = createMemoryVault(await testSetting())
    const secret = totpAccount().secret
    const many = Array.from({ length: 10_001 }, (_, i) => totpAccount({ secret, label: `${i}` }))
    await expect(vault.add(many)).rejects.toEqual(withCode('too-large'))
    expect(vault.accounts).toEqual([])
    await expect(vault.add([totpAccount({ label: 'x'.repeat(1025) })])).rejects.toEqual(withCode('too-large'))
  })

  it('trashes and restores with id, secret and place', async () => {
    const { path, setting, vault } = await freshVault()
    const { added } = await vault.add([totpAccount(), totpAccount({ label: 'second' }), hotpAccount(3)])
    const id = added[0]?.id ?? ''
    await vault.remove([id])
    expect(vault.accounts).toHaveLength(2)
    expect(vault.trash.map(({ account }) => account.id)).toEqual([id])
    await expect(vault.remove([id])).rejects.toEqual(withCode('unknown-account'))
    const opened = await openVault(path, setting, { kind: 'keychain' })
    await opened.restore([id])
    expect(opened.accounts.map(plain)).toEqual(added.map(plain))
    expect(opened.trash).toEqual([])
    await expect(opened.restore([id])).rejects.toEqual(withCode('unknown-account'))
  })

  it('edits names and nothing else', async () => {
    const { vault } = await freshVault()
    const { added } = await vault.add([totpAccount()])
    const id = added[0]?.id ?? ''
    await vault.edit([id], { label: 'new' })
    expect(vault.accounts.map(plain)).toEqual([{ ...plain(added[0] ?? totpAccount()), label: 'new' }])
    const { revision } = vault
    await vault.edit([id], { label: 'new' })
    expect(vault.revision).toBe(revision)
    await expect(vault.edit(['nobody'], { label: '' })).rejects.toEqual(withCode('unknown-account'))
  })

  it('gives the ten HOTP codes of RFC 4226 App. D, one after another, over restarts', async () => {
    const { path, setting, vault } = await freshVault()
    const { added } = await vault.add([hotpAccount(), totpAccount()])
    const id = added[0]?.id ?? ''
    const codes: string[] = []
    for (let i = 0; i < 10; i++) {
      const opened = await openVault(path, setting, { kind: 'keychain' })
      const next = await opened.nextHotp(id)
      expect(next.counter).toBe(i)
      expect(next.account).toMatchObject({ id, counter: i + 1 })
      codes.push(next.code)
    }
    expect(codes).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '))
    await expect(vault.nextHotp(added[1]?.id ?? '')).rejects.toEqual(withCode('not-hotp'))
    await expect(vault.nextHotp('nobody')).rejects.toEqual(withCode('unknown-account'))
  })

  it('confirms the recovery code, and replaces it by one that alone opens', async () => {
    const { path, setting, vault, recoveryCode } = await freshVault()
    expect(await vault.keys.confirmRecovery('nonsense')).toBe(false)
    expect(vault.recoveryConfirmed).toBe(false)
    expect(await vault.keys.confirmRecovery(recoveryCode.toLowerCase().replaceAll('-', ' '))).toBe(true)
    expect(await inspectVault(path, setting)).toMatchObject({ recoveryConfirmed: true })
    const second = await vault.keys.newRecoveryCode()
    expect(vault.recoveryConfirmed).toBe(false)
    const byFirst = openVault(path, setting, { kind: 'recovery', code: recoveryCode })
    await expect(byFirst).rejects.toEqual(withCode('wrong-credential'))
    expect((await openVault(path, setting, { kind: 'recovery', code: second })).ways).toHaveLength(2)
  })

  it('sets, changes and removes the passphrase, but keeps two ways in', async () => {
    const { path, setting, vault } = await freshVault()
    await vault.keys.setPassphrase(passphrase())
    await vault.keys.setPassphrase(Buffer.from('another'))
    const byFirst = openVault(path, setting, { kind: 'passphrase', passphrase: passphrase() })
    await expect(byFirst).rejects.toEqual(withCode('wrong-credential'))
    await openVault(path, setting, { kind: 'passphrase', passphrase: Buffer.from('another') })
    await vault.keys.remove('passphrase')
    expect(vault.ways).toEqual(['keychain', 'recovery'])
    await expect(vault.keys.setPassphrase(Buffer.alloc(0))).rejects.toEqual(withCode('passphrase-needed'))
    const other = await freshVault(false, true)
    await expect(other.vault.keys.remove('passphrase')).rejects.toEqual(withCode('last-way-in'))
    expect(other.vault.ways).toEqual(['passphrase', 'recovery'])
  })

  it('throws “locked” from every call once it is locked, and forgets its accounts', async () => {
    const { vault } = await freshVault()
    await vault.add([totpAccount()])
    const told: string[] = []
    vault.onChange(({ kind }) => told.push(kind))
    vault.lock()
    vault.lock()
    expect(told).toEqual(['locked'])
    for (const call of [
      () => vault.accounts,
      () => vault.trash,
      () => vault.ways,
      () => vault.recoveryConfirmed
    ]) {
      expect(call).toThrow(withCode('locked'))
    }
    for (const call of [
      () => vault.add([totpAccount()]),
      () => vault.remove(['x']),
      () => vault.nextHotp('x'),
      () => vault.keys.confirmRecovery('x'),
      () => vault.keys.newRecoveryCode(),
      () => vault.keys.remove('passphrase'),
      () => vault.reload()
    ]) {
      await expect(call()).rejects.toEqual(withCode('locked'))
    }
  })

  it('never saves wiped bytes where it is locked in the midst of calls', async () => {
    for (let i = 0; i < 20; i++) {
      const { path, setting, vault } = await freshVault()
      await vault.add([totpAccount()])
      const accounts = vault.accounts.map(plain)
      const calls = [vault.add([totpAccount({ label: 'late' })]), vault.keys.newRecoveryCode()]
      for (let turn = 0; turn < i; turn++) {
        await new Promise(setImmediate)
      }
      vault.lock()
      await Promise.allSettled(calls)
      const opened = await openVault(path, setting, { kind: 'keychain' })
      expect(opened.accounts.map(plain).slice(0, 1)).toEqual(accounts)
      expect(opened.accounts.map((one) => one.secret.export().every((byte) => byte === 0))).not.toContain(
        true
      )
    }
  })

  it('tells its listeners of saves and reloads', async () => {
    const { path, setting, vault } = await freshVault()
    const other = await openVault(path, setting, { kind: 'keychain' })
    const told: string[] = []
    const stop = other.onChange(({ kind }) => told.push(kind))
    await vault.add([totpAccount()])
    expect(await other.reload()).toBe(true)
    expect(await other.reload()).toBe(false)
    await other.add([totpAccount()])
    stop()
    await other.add([totpAccount()])
    expect(told).toEqual(['reloaded', 'saved'])
  })

  it('counts days of use by their being different, and none while the day isn’t known', async () => {
    let today: string | null = '2026-11-22'
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting({ today: () => today })
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    const days: number[] = []
    for (const day of ['2026-11-22', null, '2027-12-31', '2026-11-23', null]) {
      today = day
      const { added } = await vault.add([totpAccount()])
      await vault.remove([added[0]?.id ?? ''])
      days.push(Math.max(...vault.trash.map(({ deletedOn }) => deletedOn)))
    }
    expect(days).toEqual([1, 1, 2, 3, 3])
  })

  it('leaves nothing readable on the disk', async () => {
    const { path, vault } = await freshVault(true, true)
    const account = totpAccount({ issuer: 'Canary Issuer', label: 'canary@label' })
    await vault.add([account])
    const secret = account.secret.export()
    for (const entry of await readdir(join(path, '..'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = await readFile(join(entry.parentPath, entry.name))
      for (const canary of ['Canary Issuer', 'canary@label', secret, secret.toString('hex'), passphrase()]) {
        expect(bytes.includes(canary)).toBe(false)
      }
    }
  })

  it('lives in memory alone for the demo', async () => {
    const vault = createMemoryVault(await testSetting({ randomBytes }))
    const { added } = await vault.add([totpAccount(), hotpAccount()])
    expect((await vault.nextHotp(added[1]?.id ?? '')).code).toBe('755224')
    await vault.remove([added[0]?.id ?? ''])
    expect(vault.accounts).toHaveLength(1)
  })
})
