import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { decodeBase64 } from '../../../src/core/vault/base64-bytes.ts'
import { deriveKey } from '../../../src/core/vault/cipher.ts'
import { forkByNode } from '../../../src/core/fork-child.ts'
import { parseVaultFile } from '../../../src/core/vault/format.ts'
import { parametersOf } from '../../../src/core/vault/key-slot.ts'
import { createKeytarKeychain } from '../../../src/core/vault/keychain/keytar-child.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { openFile } from '../../../src/core/vault/opening.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import type { VaultSetting } from '../../../src/core/vault/vault-setting.ts'
import { createVault, type WayIn } from '../../../src/core/vault/vault.ts'
import { KeyringBus } from '../../e2e/keyring-bus.ts'
import { fileKeychain } from '../../faults/file-keychain.ts'
import { tempFolder, totpAccount } from '../../fakes/vault-setting.ts'
import { KEYRING_PROGRAMS } from '../../keyring.ts'
import { allOf, formsOf, formsOfText, scanProcess, type Needles } from '../../memory-scan.ts'
import { describeWith } from '../../real-parts.ts'

const CHILD = join(import.meta.dirname, 'locked-memory.ts')

async function scanAfterLock(way: WayIn, planted: 'planted' | '') {
  const folder = tempFolder()
  const [path, keychainPath] = [join(folder, 'vault.zeroskew'), join(folder, 'keychain.json')]
  await writeFile(keychainPath, '{}')
  const keychain = fileKeychain(keychainPath)
  const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
  const passphrase = randomBytes(24).toString('hex')
  const { vault, recoveryCode } = await createVault(path, setting, {
    keychain: true,
    passphrase: Buffer.from(passphrase)
  })
  const accounts = Array.from({ length: 20 }, () => totpAccount())
  await vault.add(accounts)
  const { masterKey } = await openFile(await readFile(path), { kind: 'keychain' }, setting)
  const needles = allOf(
    formsOf('master key', masterKey),
    // Each by a name of its own: needles are a map.
    ...accounts.map(({ secret }, at) => formsOf(`account secret ${at}`, secret.export())),
    formsOfText('passphrase', passphrase),
    formsOfText('recovery code', recoveryCode),
    formsOfText('recovery code without hyphens', recoveryCode.replaceAll('-', ''))
  )
  const child = spawn(process.execPath, [CHILD, path, keychainPath, way, planted], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  if (way === 'passphrase') child.stdin.write(passphrase)
  if (way === 'recovery') child.stdin.write(recoveryCode)
  await once(child.stdout, 'data')
  const scan = scanProcess(child.pid ?? 0, needles)
  child.stdin.end('end\n')
  await once(child, 'close')
  return scan
}

/** What a string leaves behind: it can't be wiped, and lies on the heap until its page is used for something else. */
const STRINGS = /^recovery code/u

describe.skipIf(process.platform !== 'linux')('the memory of a locked vault', () => {
  it.each(['keychain', 'passphrase', 'recovery'] as const)(
    'opened by %s, holds 0 bytes of its master key, its passphrase and 20 secrets, in any encoding',
    async (way) => {
      const scan = await scanAfterLock(way, '')
      expect(scan.bytes).toBeGreaterThan(10_000_000)
      const strings = scan.found.filter((name) => STRINGS.test(name))
      if (way === 'recovery') console.log(`left as strings after lock: ${strings.join('; ') || 'nothing'}`)
      else expect(strings).toEqual([])
      expect(scan.found.filter((name) => !STRINGS.test(name))).toEqual([])
    }
  )

  it('has a planted copy of a secret, which is found', async () => {
    expect((await scanAfterLock('keychain', 'planted')).found).toContain('account secret 0, raw')
  })
})

const KEYCHAIN_CHILD = join(import.meta.dirname, '../../../src/core/vault/keychain/keychain-child.ts')
const PATIENCE_MS = 20_000
/** An optional dependency: compiled only where libsecret's headers were at hand. */
const hasKeytar = existsSync(
  join(import.meta.dirname, '../../../node_modules/keytar/build/Release/keytar.node')
)
/** Of an item: version, vault id and key id come before the key, a checksum after it (docs/vault-format.md). */
const ITEM = { bytes: 73, keyAt: 33, keyBytes: 32 } as const

/** Every key of a file that is opened by the real keychain, and the item itself: both are read here, in another process. */
async function keychainNeedles(which: string, file: Buffer, setting: VaultSetting): Promise<Needles> {
  const { header } = parseVaultFile(file)
  const { masterKey } = await openFile(file, { kind: 'keychain' }, setting)
  const slot = header.slots.find(({ type }) => type === 'keychain')
  const fields = slot === undefined ? null : parametersOf(slot)
  const [keyId, salt] = [fields?.get('keyId') as Uint8Array, fields?.get('salt') as Uint8Array]
  const account = `${header.vaultId.toString('hex')}/${Buffer.from(keyId).toString('hex')}`
  const item = (await setting.keychain?.read(account)) ?? Buffer.alloc(0)
  const whole = decodeBase64(item, ITEM.bytes)
  if (whole === null) throw new Error('expected an item of 73 bytes')
  const key = whole.subarray(ITEM.keyAt, ITEM.keyAt + ITEM.keyBytes)
  return allOf(
    formsOf(`${which} item`, item),
    formsOf(`${which} item’s bytes`, whole.subarray(ITEM.keyAt)),
    // A part of its text is as good as the whole.
    formsOfText(`${which} item’s key`, item.toString().slice(44, 44 + 40)),
    formsOf(`${which} key`, key),
    formsOf(`${which} slot key`, deriveKey(key, salt, 'keychain slot')),
    formsOf(`${which} payload key`, deriveKey(masterKey, header.salt, 'payload')),
    formsOf(`${which} header key`, deriveKey(masterKey, header.salt, 'header')),
    formsOf('master key', masterKey)
  )
}

async function ended(child: ChildProcessByStdio<Writable, Readable, null>): Promise<void> {
  child.stdin.end('end\n')
  await once(child, 'close')
}

describeWith(
  hasKeytar ? KEYRING_PROGRAMS : [...KEYRING_PROGRAMS, 'keytar'],
  'the memory of a locked vault and a real gnome-keyring',
  () => {
    let bus: KeyringBus
    beforeAll(async () => {
      bus = await KeyringBus.start()
      for (const [name, value] of Object.entries(bus.env)) vi.stubEnv(name, value)
    })
    afterAll(async () => {
      vi.unstubAllEnvs()
      await bus.stop()
    })

    /** A process opens the vault by its item, has a second one written, and locks; both and all keys are looked for. */
    async function scan(planted: 'planted' | '') {
      const path = join(tempFolder(), 'vault.zeroskew')
      const keychain = createKeytarKeychain({ fork: forkByNode(KEYCHAIN_CHILD), deadlineMs: PATIENCE_MS })
      const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
      const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
      const accounts = Array.from({ length: 20 }, () => totpAccount())
      await vault.add(accounts)
      vault.lock()
      const first = await keychainNeedles('first', await readFile(path), setting)
      const child = spawn(process.execPath, [CHILD, path, 'system', 'keychain', planted], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, ...bus.env }
      })
      await once(child.stdout, 'data')
      const second = await keychainNeedles('second', await readFile(path), setting)
      const secrets = accounts.map(({ secret }, at) => formsOf(`account secret ${at}`, secret.export()))
      const found = scanProcess(child.pid ?? 0, allOf(first, second, ...secrets))
      await ended(child)
      return found
    }

    it('opened by its item and given a new one, holds 0 bytes of either, of their keys, and of what they open', async () => {
      const { found, bytes } = await scan('')
      expect(bytes).toBeGreaterThan(10_000_000)
      expect(found).toEqual([])
    })

    it('has a planted copy of an item, which is found', async () => {
      const { found } = await scan('planted')
      expect(found).toEqual(expect.arrayContaining(['first item, raw', 'second item, raw']))
    })
  }
)
