/** A vault's setting for tests: real files in a temp folder, a keychain in memory, this process. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { HotpFields, NewAccount, TotpFields } from '../../src/core/otp/account.ts'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import type { VaultSetting } from '../../src/core/vault/vault-setting.ts'
import { memoryKeychain, type MemoryKeychain } from './memory-keychain.ts'

export type TestSetting = VaultSetting & { readonly keychain: MemoryKeychain }

export async function testSetting(changed: Partial<VaultSetting> = {}): Promise<TestSetting> {
  const process = await thisProcess()
  return { files: nodeFiles, randomBytes, process, ...changed, keychain: memoryKeychain() }
}

/** A folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))
  return folder
}

/** A new TOTP account with a random secret. */
export function totpAccount(changed: Partial<TotpFields> = {}): TotpFields {
  return {
    kind: 'totp',
    issuer: 'AWS',
    label: 'root',
    secret: createSecretKey(randomBytes(20)),
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    ...changed
  }
}

/** The HOTP account of RFC 4226 App. D. */
export function hotpAccount(counter = 0): HotpFields {
  const secret = createSecretKey(Buffer.from('12345678901234567890'))
  return { kind: 'hotp', issuer: 'Bank', label: 'me', secret, algorithm: 'SHA1', digits: 6, counter }
}

/** What can be compared: the account without its id, its secret in hexadecimal. */
export function plain(account: NewAccount): object {
  return { ...account, id: undefined, secret: account.secret.export().toString('hex') }
}
