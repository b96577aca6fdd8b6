import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { createVault } from '../../../src/core/vault/vault.ts'
import { hotpAccount, tempFolder, testSetting, totpAccount } from '../../fakes/vault-setting.ts'
import { describeWith } from '../../real-parts.ts'

const READER = fileURLToPath(new URL('../../../docs/read-vault.py', import.meta.url))

/** The first Python that has python3-cryptography: the one in PATH, or the system's own. */
const PYTHON = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import cryptography']).status === 0
)

function readVault(path: string, way: string, credential: string) {
  const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', [READER, path, way], {
    input: credential,
    encoding: 'utf8'
  })
  return { status, stderr, said: status === 0 ? (JSON.parse(stdout) as unknown) : null }
}

it('is short enough to be read in one go: at most 150 lines', () => {
  expect(readFileSync(READER, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(150)
})

describeWith(
  PYTHON === undefined ? ['python3-cryptography'] : [],
  'a reader in another language, written from docs/vault-format.md',
  () => {
    it('finds what we saved, by all three ways, and refuses a wrong credential and a damaged file', async () => {
      const path = join(tempFolder(), 'vault.zeroskew')
      const setting = await testSetting()
      const passphrase = 'Ｐａｓｓ phrase-が'
      const ways = { keychain: true, passphrase: Buffer.from(passphrase) }
      const { vault, recoveryCode } = await createVault(path, setting, ways)
      const totp = totpAccount({ issuer: '日本', algorithm: 'SHA512', digits: 8, period: 60 })
      const { added } = await vault.add([totp, hotpAccount(41)])
      await vault.nextHotp(added[1]?.id ?? '')
      const secret = totp.secret.export().toString('hex')
      const expected = {
        revision: 3,
        accounts: [
          { kind: 'totp', issuer: '日本', label: 'root', algorithm: 'SHA512', digits: 8, period: 60, secret },
          { kind: 'hotp', counter: 42, secret: Buffer.from('12345678901234567890').toString('hex') }
        ]
      }
      const [item = ''] = setting.keychain.items.values()
      expect(readVault(path, 'passphrase', passphrase).said).toMatchObject(expected)
      expect(readVault(path, 'recovery', recoveryCode).said).toMatchObject(expected)
      expect(readVault(path, 'keychain', item).said).toMatchObject(expected)

      expect(readVault(path, 'passphrase', 'wrong').stderr).toContain('wrong credential')
      const file = await readFile(path)
      file[file.length - 20] = (file.at(-20) ?? 0) ^ 1
      await writeFile(path, file)
      expect(readVault(path, 'passphrase', passphrase).stderr).toContain('damaged')
    })
  }
)
