/** Makes or opens a vault with the real keychain of the session it runs in; prints what happened as JSON. */
import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createKeytarKeychain } from '../../../../src/core/vault/keychain/keytar-child.ts'
import { forkByNode } from '../../../../src/core/fork-child.ts'
import { nodeFiles } from '../../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../../src/core/vault/process-identity.ts'
import { VaultError } from '../../../../src/core/vault/vault-error.ts'
import { createVault, openVault } from '../../../../src/core/vault/vault.ts'

const [task, path = '', passphrase = '', entry = ''] = process.argv.slice(2)
const keychain = createKeytarKeychain({ fork: forkByNode(entry), deadlineMs: 5000 })
const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
const digest = async (): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path).catch(() => ''))
    .digest('hex')

const state = await keychain.state()
const before = await digest()
let said: object
if (task === 'create') {
  const ways = { keychain: true, passphrase: Buffer.from(passphrase) }
  said = await createVault(path, setting, ways).then(
    async ({ vault }) => {
      const secret = createSecretKey(randomBytes(20))
      await vault.add([
        { kind: 'totp', issuer: 'A', label: 'a', secret, algorithm: 'SHA1', digits: 6, period: 30 }
      ])
      return { accounts: vault.accounts.length }
    },
    (error: unknown) => failure(error)
  )
} else {
  const credential =
    passphrase === ''
      ? { kind: 'keychain' as const }
      : { kind: 'passphrase' as const, passphrase: Buffer.from(passphrase) }
  said = await openVault(path, setting, credential).then(
    (vault) => ({ accounts: vault.accounts.length, ways: vault.ways }),
    (error: unknown) => failure(error)
  )
}
process.stdout.write(JSON.stringify({ state, unchanged: (await digest()) === before, ...said }))

function failure(error: unknown): object {
  return error instanceof VaultError
    ? { code: error.code, keychainState: error.keychainState }
    : { error: String(error) }
}
