import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { openFile } from '../../../src/core/vault/opening.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { createVault } from '../../../src/core/vault/vault.ts'
import { fileKeychain } from '../../faults/file-keychain.ts'
import { tempFolder, totpAccount } from '../../fakes/vault-setting.ts'
import { allOf, formsOf, scanProcess } from '../../memory-scan.ts'

const CHILD = join(import.meta.dirname, 'locked-memory.ts')

async function scanAfterLock(planted: 'planted' | '') {
  const folder = tempFolder()
  const [path, keychainPath] = [join(folder, 'vault.zeroskew'), join(folder, 'keychain.json')]
  await writeFile(keychainPath, '{}')
  const keychain = fileKeychain(keychainPath)
  const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
  const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
  const accounts = Array.from({ length: 20 }, () => totpAccount())
  await vault.add(accounts)
  const { masterKey } = await openFile(await readFile(path), { kind: 'keychain' }, setting)
  const needles = allOf(
    formsOf('master key', masterKey),
    ...accounts.map(({ secret }) => formsOf('account secret', secret.export()))
  )
  const child = spawn(process.execPath, [CHILD, path, keychainPath, planted], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  await once(child.stdout, 'data')
  const scan = scanProcess(child.pid ?? 0, needles)
  child.stdin.end('end\n')
  await once(child, 'close')
  return scan
}

it.skipIf(process.platform !== 'linux')(
  'a locked vault leaves 0 bytes of its master key and of 20 secrets in memory, in any encoding; a planted copy is found',
  async () => {
    const scan = await scanAfterLock('')
    expect(scan.bytes).toBeGreaterThan(10_000_000)
    expect(scan.found).toEqual([])
    expect((await scanAfterLock('planted')).found).toContain('account secret, raw')
  }
)
