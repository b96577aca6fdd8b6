/**
 * A process that opens a vault, shows codes, locks it and collects: run by locked-memory.test.ts, which reads its memory.
 * `locked-memory.ts VAULT KEYCHAIN WAY PLANTED`; a passphrase or recovery code comes by standard input, and never as an
 * argument, where it would stay. KEYCHAIN is a file that stands for one, or `system` for the real one: then the vault is
 * given a new key as well.
 */
import { randomBytes } from 'node:crypto'
import { readSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { forkByNode } from '../../../src/core/fork-child.ts'
import type { Keychain } from '../../../src/core/vault/keychain/keychain.ts'
import { createKeytarKeychain } from '../../../src/core/vault/keychain/keytar-child.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { totpAt } from '../../../src/core/otp/totp.ts'
import { openVault, type Credential } from '../../../src/core/vault/vault.ts'
import { fileKeychain } from '../../faults/file-keychain.ts'

const [path = '', keychain = '', way = '', planted = ''] = process.argv.slice(2)
const LIMIT_BYTES = 256
const CHILD = fileURLToPath(new URL('../../../src/core/vault/keychain/keychain-child.ts', import.meta.url))
const PATIENCE_MS = 20_000
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const setting = {
  files: nodeFiles,
  keychain: keychain === 'system' ? systemKeychain() : fileKeychain(keychain),
  randomBytes,
  process: await thisProcess()
}
const kept: unknown[] = []

await useAndLock()
// A key object's bytes go a collection or several after its last reference: with three, some of 20 were left.
for (let times = 0; times < 12; times++) {
  collect()
  await new Promise((resolve) => setImmediate(resolve))
}
process.stdout.write('locked\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdout.write(`${kept.length}\n`)
process.exit(0)

async function useAndLock(): Promise<void> {
  const credential = credentialOf(way)
  const vault = await openVault(path, setting, credential)
  if (credential.kind === 'passphrase') credential.passphrase.fill(0)
  for (const account of vault.accounts) {
    if (account.kind === 'totp') totpAt(account, 0)
    // The bug that the scan must find: a secret copied to the moving heap, and kept.
    if (planted === 'planted') kept.push(Buffer.from(account.secret.export()))
  }
  await vault.edit([vault.accounts[0]?.id ?? ''], { label: 'edited' })
  if (keychain === 'system') await vault.keys.addKeychain()
  // Once before the wipe, too: what the engine moved would be left behind.
  collect()
  vault.lock()
}

/** With the bug that the scan must find, an item kept beside the one that is wiped. */
function systemKeychain(): Keychain {
  const real = createKeytarKeychain({ fork: forkByNode(CHILD), deadlineMs: PATIENCE_MS })
  if (planted !== 'planted') return real
  const read = async (account: string): Promise<Buffer | null> => {
    const item = await real.read(account)
    kept.push(Buffer.from(item ?? ''))
    return item
  }
  return { ...real, read }
}

/** As the terminal takes it: bytes, wiped after use. A recovery code is parsed from a string, which can't be. */
function credentialOf(kind: string): Credential {
  if (kind === 'keychain') return { kind }
  // Into our own bytes at once, as a file is read: a stream's chunk is a copy of a buffer that nobody wipes.
  const bytes = Buffer.from(new ArrayBuffer(LIMIT_BYTES))
  const length = readSync(0, bytes)
  const typed = Buffer.from(new ArrayBuffer(length))
  bytes.copy(typed, 0, 0, length)
  bytes.fill(0)
  if (kind === 'passphrase') return { kind, passphrase: typed }
  const code = typed.toString('latin1')
  typed.fill(0)
  return { kind: 'recovery', code }
}
