import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { NO_DETAILS, type NewAccount } from '../../../src/core/otp/account.ts'
import { createVault, openVault, type Vault } from '../../../src/core/vault/vault.ts'
import type { VaultSetting } from '../../../src/core/vault/vault-setting.ts'
import { tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

const { secret } = totpAccount()
const live = (label: string): NewAccount => totpAccount({ label, secret })
const inTrash = (label: string): NewAccount => ({
  ...live(label),
  details: { ...NO_DETAILS, isTrashed: true }
})

let path: string
let setting: VaultSetting
let vault: Vault

beforeEach(async () => {
  path = join(tempFolder(), 'vault.zeroskew')
  setting = await testSetting()
  vault = (await createVault(path, setting, { keychain: true, passphrase: null })).vault
})

const other = async (): Promise<Vault> => await openVault(path, setting, { kind: 'keychain' })
const labels = (of: Vault) => [
  of.accounts.map(({ label }) => label),
  of.trash.map(({ account }) => account.label)
]
const idsOf = ({ added }: { added: readonly { id: string; label: string }[] }, ...wanted: string[]) =>
  added.filter(({ label }) => wanted.includes(label)).map(({ id }) => id)

describe('an account that lay in another app’s trash', () => {
  it('comes into ours from today on, and can be restored', async () => {
    const { added } = await vault.add([live('a'), inTrash('b')])
    const there = await other()
    expect(labels(there)).toEqual([['a'], ['b']])
    expect(there.trash[0]?.deletedOn).toBe(there.dayOfUse)
    expect(there.trash[0]?.account).not.toHaveProperty('details')
    await there.restore(idsOf({ added }, 'b'))
    expect(labels(await other())).toEqual([['a', 'b'], []])
  })

  it('is already there where the same one is live, or in the trash; a live one isn’t', async () => {
    await vault.add([live('a'), inTrash('b')])
    const again = await vault.add([inTrash('a'), inTrash('b'), live('b')])
    expect(again.alreadyThere.map(({ label }) => label)).toEqual(['a', 'b'])
    expect(labels(vault)).toEqual([['a', 'b'], ['b']])
  })

  it('is already there where another process added it since', async () => {
    const there = await other()
    await there.add([inTrash('a'), live('b')])
    const { added, alreadyThere } = await vault.add([inTrash('a'), inTrash('b')])
    expect([added.length, alreadyThere.length]).toEqual([0, 2])
    expect(labels(vault)).toEqual([['b'], ['a']])
  })

  it('stays in the trash when another process saves over what it had loaded before', async () => {
    const there = await other()
    await vault.add([inTrash('a')])
    await there.add([live('b')])
    expect(labels(await other())).toEqual([['b'], ['a']])
    await vault.reload()
    expect(labels(vault)).toEqual([['b'], ['a']])
  })

  it('goes out of the trash for good when it is taken back; what is live goes into it', async () => {
    const outcome = await vault.add([live('a'), inTrash('b'), inTrash('c'), live('d')])
    await vault.restore(idsOf(outcome, 'c'))
    await vault.remove(idsOf(outcome, 'd'))
    await vault.emptyTrash(idsOf(outcome, 'd')[0] ?? null)
    await vault.takeBack({ live: idsOf(outcome, 'a', 'd'), trashed: idsOf(outcome, 'b', 'c') })
    const there = await other()
    expect([labels(there)[0], labels(there)[1]?.sort()]).toEqual([[], ['a', 'c']])
  })
})
