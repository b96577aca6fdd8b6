import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CborValue, Fields } from '../../../src/core/vault/cbor.ts'
import type { Contents } from '../../../src/core/vault/contents.ts'
import { parseVaultFile } from '../../../src/core/vault/format.ts'
import { openFile } from '../../../src/core/vault/opening.ts'
import { joined, sealVault } from '../../../src/core/vault/vault-image.ts'
import { createVault, openVault } from '../../../src/core/vault/vault.ts'
import { tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

const FUTURE = new Map<string, CborValue>([
  ['colour', 'green'],
  ['nested', new Map([['bytes', Buffer.from('from the future')]])]
])

const withFuture = (fields: Fields): Fields => new Map([...fields, ['future', FUTURE]])

/** What a program of minor version 7 might write: fields at every level, a slot and an account of kinds of its own. */
function newer(contents: Contents): Contents {
  const { payload, slots } = contents
  const [first, ...others] = slots
  const shares = { ...(first ?? slots[0]), id: 'f'.repeat(32), type: 'hardware' } as (typeof slots)[number]
  const yandex = new Map<string, CborValue>([
    ['kind', 'yandex'],
    ['secret', Buffer.alloc(26, 1)]
  ])
  return {
    ...contents,
    minorVersion: 7,
    headerExtra: FUTURE,
    slots: [...(first === undefined ? [] : [{ ...first, extra: FUTURE }]), ...others, shares],
    payload: {
      ...payload,
      accounts: new Map([
        ...[...payload.accounts].map(([id, one]) => [id, withFuture(one)] as const),
        ['y', yandex]
      ]),
      trash: new Map([...payload.trash].map(([id, one]) => [id, withFuture(one)])),
      tombstones: new Map([...payload.tombstones].map(([id, one]) => [id, withFuture(one)])),
      use: withFuture(payload.use),
      extra: new Map([['settings', FUTURE]])
    }
  }
}

it('leaves the former version of a newer major one that is gone where it lies, and makes no vault over it', async () => {
  const path = join(tempFolder(), 'vault.zeroskew')
  const setting = await testSetting()
  await createVault(path, setting, { keychain: true, passphrase: null })
  const former = await readFile(path)
  former.writeUInt16BE(2, 8)
  await writeFile(`${path}.bak`, former)
  await rm(path)
  const making = createVault(path, setting, { keychain: true, passphrase: null })
  await expect(making).rejects.toMatchObject({ code: 'newer-version' })
  expect(await readFile(`${path}.bak`)).toEqual(former)
})

describe('a vault of a newer minor version', () => {
  it('keeps what it doesn’t know at every level: header, slot, payload, account, trash, tombstone, use', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting({ today: () => 'a day' })
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    const { added } = await vault.add([totpAccount(), totpAccount()])
    const [live = '', trashed = ''] = added.map(({ id }) => id)
    await vault.remove([trashed])

    const { loaded, masterKey } = await openFile(await readFile(path), { kind: 'keychain' }, setting)
    const stamp = { revision: 9, saveId: randomBytes(16), parentSaveId: loaded.saveId }
    await writeFile(path, joined(sealVault(newer(loaded.contents), stamp, masterKey, randomBytes)))

    const opened = await openVault(path, setting, { kind: 'keychain' })
    expect([opened.accounts.length, opened.notUnderstood, opened.ways]).toEqual([
      1,
      1,
      ['keychain', 'recovery']
    ])
    await opened.edit([live], { label: 'edited' })
    await opened.add([totpAccount()])
    // Merged with a process that had it open before: the same must survive.
    await vault.edit([live], { issuer: 'merged' })
    await vault.keys.setPassphrase(Buffer.from('and a new slot'))

    const file = await readFile(path)
    const { header } = parseVaultFile(file)
    const after = (await openFile(file, { kind: 'keychain' }, setting)).loaded.contents
    expect(header.minorVersion).toBe(7)
    expect(header.extra).toEqual(FUTURE)
    expect(after.slots[0]?.extra).toEqual(FUTURE)
    expect(after.slots.map(({ type }) => type)).toEqual(['keychain', 'recovery', 'hardware', 'passphrase'])
    expect(after.payload.extra).toEqual(new Map([['settings', FUTURE]]))
    expect(after.payload.accounts.get(live)?.get('future')).toEqual(FUTURE)
    expect(after.payload.accounts.get(live)?.get('label')).toBe('edited')
    expect(after.payload.accounts.get(live)?.get('issuer')).toBe('merged')
    expect(after.payload.accounts.get('y')?.get('secret')).toEqual(Buffer.alloc(26, 1))
    expect(after.payload.trash.get(trashed)?.get('future')).toEqual(FUTURE)
    expect(after.payload.tombstones.get(trashed)?.get('future')).toEqual(FUTURE)
    expect(after.payload.use.get('future')).toEqual(FUTURE)
  })

  it('opens by no keychain while its user has locked it, but by the other ways', async () => {
    const path = join(tempFolder(), 'vault.zeroskew')
    const setting = await testSetting()
    const { recoveryCode } = await createVault(path, setting, { keychain: true, passphrase: null })
    const { loaded, masterKey } = await openFile(await readFile(path), { kind: 'keychain' }, setting)
    const stamp = { revision: 2, saveId: randomBytes(16), parentSaveId: loaded.saveId }
    const suspended = { ...loaded.contents, keychainSuspended: true }
    await writeFile(path, joined(sealVault(suspended, stamp, masterKey, randomBytes)))
    const byKeychain = openVault(path, setting, { kind: 'keychain' })
    await expect(byKeychain).rejects.toMatchObject({ code: 'passphrase-needed' })
    expect((await openVault(path, setting, { kind: 'recovery', code: recoveryCode })).ways).toHaveLength(2)
  })
})
