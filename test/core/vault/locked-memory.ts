/** A process that opens a vault, shows codes, locks it and collects: run by locked-memory.test.ts, which reads its memory. */
import { randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { totpAt } from '../../../src/core/otp/totp.ts'
import { openVault } from '../../../src/core/vault/vault.ts'
import { fileKeychain } from '../../faults/file-keychain.ts'

const [path = '', keychain = '', planted = ''] = process.argv.slice(2)
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const setting = {
  files: nodeFiles,
  keychain: fileKeychain(keychain),
  randomBytes,
  process: await thisProcess()
}
const kept: Buffer[] = []

await useAndLock()
for (let times = 0; times < 3; times++) {
  collect()
  await new Promise((resolve) => setImmediate(resolve))
}
process.stdout.write('locked\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdout.write(`${kept.length}\n`)
process.exit(0)

async function useAndLock(): Promise<void> {
  const vault = await openVault(path, setting, { kind: 'keychain' })
  for (const account of vault.accounts) {
    if (account.kind === 'totp') totpAt(account, 0)
    // The bug that the scan must find: a secret copied to the moving heap, and kept.
    if (planted === 'planted') kept.push(Buffer.from(account.secret.export()))
  }
  await vault.edit([vault.accounts[0]?.id ?? ''], { label: 'edited' })
  // Once before the wipe, too: what the engine moved would be left behind.
  collect()
  vault.lock()
}
