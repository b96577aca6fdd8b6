/** A process of its own that saves into a vault: run by two-writers.test.ts. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { withLock } from '../../../src/core/vault/vault-lock.ts'
import { openVault } from '../../../src/core/vault/vault.ts'

const [task, path = '', passphrase = '', name = '', times = '0'] = process.argv.slice(2)
const setting = { files: nodeFiles, keychain: null, randomBytes, process: await thisProcess() }

if (task === 'hold') {
  await withLock(path, setting, async () => {
    process.stdout.write('held\n')
    await new Promise((resolve) => setTimeout(resolve, 60_000))
  })
} else {
  const vault = await openVault(path, setting, { kind: 'passphrase', passphrase: Buffer.from(passphrase) })
  process.stdout.write('open\n')
  // Both writers begin together, when they are told to.
  await new Promise((resolve) => process.stdin.once('data', resolve))
  process.stdin.unref()
  const hotpId = vault.accounts.find(({ kind }) => kind === 'hotp')?.id ?? ''
  for (let i = 0; i < Number(times); i++) {
    const secret = createSecretKey(randomBytes(20))
    const account = {
      kind: 'totp',
      issuer: name,
      label: `${i}`,
      secret,
      algorithm: 'SHA1',
      digits: 6,
      period: 30
    } as const
    const { added } = await vault.add([account])
    const { counter } = await vault.nextHotp(hotpId)
    process.stdout.write(`saved ${added[0]?.id ?? ''} ${counter}\n`)
  }
}
