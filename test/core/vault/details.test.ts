import { createSecretKey, randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_DETAILS, type AccountIcon, type NewAccount } from '../../../src/core/otp/account.ts'
import { presentAccount } from '../../../src/core/present.ts'
import type { VaultError } from '../../../src/core/vault/vault-error.ts'
import { createVault, openVault, putBack } from '../../../src/core/vault/vault.ts'
import type { VaultSetting } from '../../../src/core/vault/vault-setting.ts'
import { hotpAccount, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

const icon: AccountIcon = { type: 'image/png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }
const details = {
  ...NO_DETAILS,
  groups: ['Work', '仕事'],
  note: 'two\nlines',
  isFavourite: true,
  icon,
  useCount: 4
}

async function freshVault(changed: Partial<VaultSetting> = {}) {
  const path = join(tempFolder(), 'vault.zeroskew')
  const setting = await testSetting(changed)
  const made = await createVault(path, setting, { keychain: true, passphrase: null })
  const reopen = () => openVault(path, setting, { kind: 'keychain' })
  const labels = async () => (await reopen()).accounts.map(({ label }) => label)
  return { path, setting, reopen, labels, ...made }
}

function withCode(code: VaultError['code']): object {
  return expect.objectContaining({ name: 'VaultError', code }) as object
}

const letters = (text: string): NewAccount[] => Array.from(text).map((label) => totpAccount({ label }))

describe('an account’s details', () => {
  it('are kept with it, and so are mOTP and Yandex with their pins', async () => {
    const { vault, reopen } = await freshVault()
    const pin = createSecretKey(Buffer.from('7394'))
    const { secret } = totpAccount()
    const names = { issuer: 'A', label: 'b', secret }
    const accounts: NewAccount[] = [
      { ...totpAccount(), details },
      { ...names, kind: 'motp', algorithm: 'MD5', digits: 6, period: 10, pin },
      { ...names, kind: 'yandex', algorithm: 'SHA256', digits: 8, period: 30, pin }
    ]
    await vault.add(accounts)
    const [withDetails, motp, yandex] = (await reopen()).accounts
    expect(withDetails?.details).toEqual({ ...details, icon })
    expect(motp).toMatchObject({ kind: 'motp', algorithm: 'MD5', digits: 6, period: 10 })
    expect(yandex).toMatchObject({ kind: 'yandex', algorithm: 'SHA256', digits: 8, period: 30 })
    expect(motp !== undefined && 'pin' in motp && motp.pin.equals(pin)).toBe(true)
    expect(yandex !== undefined && 'pin' in yandex && yandex.pin.equals(pin)).toBe(true)
    // The same secret under another pin gives other codes: it is another account.
    const other = { ...accounts[1], pin: createSecretKey(Buffer.from('0000')) } as NewAccount
    const again = await vault.add([other, ...accounts])
    expect([again.added.length, again.alreadyThere.length]).toEqual([1, 3])
  })

  it('take no field where there is nothing of them', async () => {
    const { vault, reopen } = await freshVault()
    await vault.add([{ ...totpAccount(), details: NO_DETAILS }])
    expect((await reopen()).accounts[0]).not.toHaveProperty('details')
  })

  it('are shown without the icon’s bytes, and without any secret', async () => {
    const { vault } = await freshVault()
    await vault.add([{ ...totpAccount({ label: 'me' }), details }])
    const [account] = vault.accounts
    expect(account && presentAccount(account, true)).toEqual({
      ...{
        id: account?.id,
        kind: 'totp',
        issuer: 'AWS',
        label: 'me',
        algorithm: 'SHA1',
        digits: 6,
        period: 30
      },
      ...{ groups: details.groups, note: details.note, isFavourite: true, hasIcon: true, useCount: 4 },
      isCounterInDoubt: true
    })
  })

  it('merge field by field, and the higher count of use stands', async () => {
    const { vault, reopen } = await freshVault()
    const { added } = await vault.add([{ ...totpAccount(), details }])
    const ids = added.map(({ id }) => id)
    const other = await reopen()
    await other.edit(ids, { note: 'theirs', groups: [] })
    other.noteUse(ids[0] ?? '')
    await other.saveUses()
    await vault.edit(ids, { isFavourite: false, icon: null })
    expect(vault.accounts[0]?.details).toEqual({ ...NO_DETAILS, note: 'theirs', useCount: 5 })
    const conflicts: unknown[] = []
    other.onChange((change) => conflicts.push(...change.conflicts))
    await vault.edit(ids, { note: 'mine' })
    await other.edit(ids, { note: '' })
    expect(conflicts).toEqual([{ id: ids[0], fields: ['note'] }])
    expect(other.accounts[0]?.details?.note).toBe('mine')
  })
})

describe('edit', () => {
  it('changes several accounts in one save, cleans names, groups and lines, and leaves the rest', async () => {
    const { vault, reopen } = await freshVault()
    const { added } = await vault.add(letters('abc'))
    const ids = added.map(({ id }) => id)
    const { revision } = vault
    await vault.edit(ids.slice(0, 2), {
      issuer: 'A\u200bB',
      groups: ['x', ' x\u0007 ', '', 'y'],
      note: '\r\none\u202e\r\ntwo\n'
    })
    expect(vault.revision).toBe(revision + 1)
    expect(
      (await reopen()).accounts.map(({ issuer, label, details: kept }) => [issuer, label, kept])
    ).toEqual([
      ['AB', 'a', { ...NO_DETAILS, groups: ['x', 'y'], note: 'one\ntwo' }],
      ['AB', 'b', { ...NO_DETAILS, groups: ['x', 'y'], note: 'one\ntwo' }],
      ['AWS', 'c', undefined]
    ])
    await vault.edit(ids.slice(0, 2), { groups: [], note: '' })
    expect((await reopen()).accounts.every((one) => one.details === undefined)).toBe(true)
  })

  it('changes nothing where one id is unknown or one text too long', async () => {
    const { vault } = await freshVault()
    const { added } = await vault.add(letters('a'))
    const ids = added.map(({ id }) => id)
    const { revision } = vault
    await expect(vault.edit([...ids, 'nobody'], { label: 'b' })).rejects.toEqual(withCode('unknown-account'))
    for (const edit of [{ note: 'x'.repeat(1025) }, { groups: ['あ'.repeat(342)] }]) {
      await expect(vault.edit(ids, edit)).rejects.toEqual(withCode('too-large'))
    }
    const large: AccountIcon = { type: 'image/png', bytes: new Uint8Array(128 * 1024 + 1) }
    await expect(vault.edit(ids, { icon: large })).rejects.toEqual(withCode('too-large'))
    expect([vault.revision, vault.accounts[0]?.label]).toEqual([revision, 'a'])
  })
})

describe('move', () => {
  it('puts accounts before another, or at the end, in the order given', async () => {
    const { vault, labels } = await freshVault()
    const { added } = await vault.add(letters('abcde'))
    const id = (label: string): string => added.find((one) => one.label === label)?.id ?? ''
    await vault.move([id('d'), id('b')], id('a'))
    expect(await labels()).toEqual(Array.from('dbace'))
    await vault.move([id('d')], null)
    expect(await labels()).toEqual(Array.from('baced'))
    await vault.move([id('c'), id('e')], id('e'))
    expect(await labels()).toEqual(Array.from('baced'))
    await expect(vault.move([id('a')], 'nobody')).rejects.toEqual(withCode('unknown-account'))
  })

  it('still has room between two neighbours after 200 moves', async () => {
    const { vault, labels } = await freshVault()
    const { added } = await vault.add(letters('abcd'))
    const [a = '', b = '', c = '', d = ''] = added.map(({ id }) => id)
    for (let i = 0; i < 100; i++) {
      await vault.move([c], b)
      await vault.move([b], c)
    }
    expect(await labels()).toEqual(Array.from('abcd'))
    await vault.move([d], a)
    expect(await labels()).toEqual(Array.from('dabc'))
  })
})

describe('counts of use', () => {
  it('show at once, wait for another save, and make neither a backup nor a day of use', async () => {
    const later: { ms: number; work: () => void }[] = []
    const { path, vault, reopen } = await freshVault({
      today: () => 'one day',
      later: (ms, work) => {
        later.push({ ms, work })
        return () => undefined
      }
    })
    const { added } = await vault.add([totpAccount(), hotpAccount(3)])
    const [id = ''] = added.map((one) => one.id)
    const backups = await readdir(join(dirname(path), 'backups'))
    const { revision } = vault
    vault.noteUse(id)
    vault.noteUse(id)
    vault.noteUse('nobody')
    expect([vault.accounts[0]?.details?.useCount, vault.revision]).toEqual([2, revision])
    expect((await reopen()).accounts[0]?.details).toBeUndefined()
    expect(later.map(({ ms }) => ms)).toEqual([300_000])
    await vault.saveUses()
    await vault.saveUses()
    expect(vault.revision).toBe(revision + 1)
    expect((await reopen()).accounts[0]?.details?.useCount).toBe(2)
    expect(await readdir(join(dirname(path), 'backups'))).toEqual(backups)
    vault.noteUse(id)
    await vault.edit([id], { note: 'with it' })
    expect((await reopen()).accounts[0]?.details).toMatchObject({ useCount: 3, note: 'with it' })
    expect(vault.accounts[0]?.details?.useCount).toBe(3)
  })
})

describe('the trash', () => {
  it('takes and gives back several in one save, and notes the day of use of that save', async () => {
    let today = 'first'
    const { vault } = await freshVault({ today: () => today })
    const { added } = await vault.add(letters('abc'))
    const ids = added.map(({ id }) => id)
    const { revision } = vault
    today = 'second'
    await vault.remove(ids.slice(0, 2))
    expect([vault.revision, vault.accounts.length]).toEqual([revision + 1, 1])
    expect(vault.trash.map(({ deletedOn }) => deletedOn)).toEqual([2, 2])
    await expect(vault.restore([...ids, 'nobody'])).rejects.toEqual(withCode('unknown-account'))
    await vault.restore(ids.slice(0, 2))
    expect([vault.revision, vault.accounts.map(({ label }) => label)]).toEqual([
      revision + 2,
      Array.from('abc')
    ])
  })
})

describe('putBack', () => {
  it('puts a backup in place of a damaged vault, which is kept beside it, and is named by the error', async () => {
    const { path, setting, vault, reopen, labels } = await freshVault()
    await vault.add(letters('a'))
    await vault.add(letters('b'))
    const [backup] = await vault.backups.list()
    const damaged = (await readFile(path)).fill(0, 700, 800)
    await writeFile(path, damaged)
    await expect(reopen()).rejects.toMatchObject({ code: 'damaged', paths: [path] })
    const { kept } = await putBack(path, backup?.path ?? '', setting)
    expect(kept).toMatch(/vault\.zeroskew\.damaged-[0-9a-f]{16}$/)
    expect(await readFile(kept ?? '')).toEqual(damaged)
    expect(await labels()).toEqual(['a'])
  })

  it('refuses what isn’t a vault file, and changes nothing', async () => {
    const { path, setting } = await freshVault()
    const [before, names] = [await readFile(path), await readdir(dirname(path))]
    const other = join(tempFolder(), 'other')
    await expect(putBack(path, other, setting)).rejects.toMatchObject({ code: 'missing', paths: [other] })
    await writeFile(other, randomBytes(2000))
    await expect(putBack(path, other, setting)).rejects.toMatchObject({ code: 'damaged', paths: [other] })
    expect(await readFile(path)).toEqual(before)
    expect(await readdir(dirname(path))).toEqual(names)
  })
})

describe('a passphrase’s key', () => {
  it('is given up at once, and the vault stays as it is', async () => {
    const { path, setting, vault, recoveryCode } = await freshVault()
    const before = await readFile(path)
    const giveUp = AbortSignal.abort()
    await expect(vault.keys.setPassphrase(Buffer.from('x'), giveUp)).rejects.toEqual(withCode('cancelled'))
    const late = new AbortController()
    const attempt = vault.keys.setPassphrase(Buffer.from('x'), late.signal)
    late.abort()
    await expect(attempt).rejects.toEqual(withCode('cancelled'))
    expect(await readFile(path)).toEqual(before)
    await vault.keys.setPassphrase(Buffer.from('right'))
    const opening = new AbortController()
    const typed = { kind: 'passphrase', passphrase: Buffer.from('right') } as const
    const opened = openVault(path, setting, typed, opening.signal)
    setImmediate(() => {
      opening.abort()
    })
    await expect(opened).rejects.toEqual(withCode('cancelled'))
    expect(await vault.keys.check(typed)).toEqual({ hasPassphrase: true })
    expect(await vault.keys.check({ kind: 'recovery', code: recoveryCode })).toEqual({ hasPassphrase: true })
    const wrong = { kind: 'passphrase', passphrase: Buffer.from('wrong') } as const
    await expect(vault.keys.check(wrong)).rejects.toEqual(withCode('wrong-credential'))
    await expect(vault.keys.check({ kind: 'recovery', code: 'x' })).rejects.toEqual(
      withCode('wrong-recovery-code')
    )
    await expect(vault.keys.check(typed, giveUp)).rejects.toEqual(withCode('cancelled'))
  })
})
