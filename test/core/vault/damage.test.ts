import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import { createVault, inspectVault, openVault } from '../../../src/core/vault/vault.ts'
import { plain, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'

async function smallVault() {
  const path = join(tempFolder(), 'vault.zeroskew')
  const setting = await testSetting()
  const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
  await vault.add([totpAccount()])
  return { path, setting, vault, file: await readFile(path) }
}

/** How opening by the keychain's slot ends: a code, or the accounts. */
async function opening(
  { path, setting }: Awaited<ReturnType<typeof smallVault>>,
  bytes: Uint8Array
): Promise<string> {
  await writeFile(path, bytes)
  try {
    const vault = await openVault(path, setting, { kind: 'keychain' })
    return JSON.stringify([vault.accounts.map(plain), vault.ways])
  } catch (error) {
    return error instanceof VaultError ? error.code : `not a VaultError: ${String(error)}`
  }
}

describe('a damaged vault', () => {
  it('is refused for one flipped bit in every byte, and never written', async () => {
    const made = await smallVault()
    const codes = new Map<string, number>()
    for (let at = 0; at < made.file.length; at++) {
      const flipped = Buffer.from(made.file)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      const outcome = await opening(made, flipped)
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1)
      expect(await readFile(made.path)).toEqual(flipped)
    }
    expect([...codes.keys()].sort()).toEqual([
      'damaged',
      'key-unavailable',
      'newer-version',
      'wrong-credential'
    ])
    // A flip is "key unavailable" only in the ids under which the key is looked up, and "wrong" only in the one slot.
    expect(codes.get('key-unavailable')).toBeLessThan(150)
    expect(codes.get('damaged')).toBeGreaterThan(made.file.length - 400)
  })

  it('is damaged at every shorter length, and with a byte more', async () => {
    const made = await smallVault()
    for (let length = 0; length < made.file.length; length++) {
      expect(await opening(made, made.file.subarray(0, length))).toBe('damaged')
    }
    expect(await opening(made, Buffer.concat([made.file, Buffer.of(0)]))).toBe('damaged')
    expect(await opening(made, made.file)).toContain('AWS')
  })

  it('is never saved over: an open vault keeps its accounts and says “damaged”', async () => {
    const made = await smallVault()
    const rotten = Buffer.from(made.file)
    rotten[rotten.length - 1] = (rotten.at(-1) ?? 0) ^ 1
    await writeFile(made.path, rotten)
    await expect(made.vault.add([totpAccount()])).rejects.toMatchObject({ code: 'damaged' })
    await expect(made.vault.reload()).rejects.toMatchObject({ code: 'damaged' })
    expect(made.vault.accounts).toHaveLength(1)
    expect(await readFile(made.path)).toEqual(rotten)
  })

  it('is not mistaken for another vault put in its place, which is left alone', async () => {
    const [made, other] = [await smallVault(), await smallVault()]
    await writeFile(made.path, other.file)
    await expect(made.vault.add([totpAccount()])).rejects.toMatchObject({ code: 'damaged' })
    expect(await readFile(made.path)).toEqual(other.file)
  })

  it('is told from a huge file, a folder and an empty one, none of which is “missing”', async () => {
    const made = await smallVault()
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(33 * 1024 * 1024)]) {
      await writeFile(made.path, bytes)
      expect(await inspectVault(made.path, made.setting)).toEqual({ kind: 'damaged' })
    }
  })
})
