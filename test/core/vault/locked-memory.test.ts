import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { openFile } from '../../../src/core/vault/opening.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { createVault, type WayIn } from '../../../src/core/vault/vault.ts'
import { fileKeychain } from '../../faults/file-keychain.ts'
import { tempFolder, totpAccount } from '../../fakes/vault-setting.ts'
import { allOf, formsOf, formsOfText, scanProcess } from '../../memory-scan.ts'

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
