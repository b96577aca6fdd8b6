/** A keychain kept in one file, so that processes which are killed and started again find the same items. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Keychain } from '../../src/core/vault/keychain/keychain.ts'

export function fileKeychain(path: string): Keychain {
  const items = (): Record<string, string> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
  const change = (account: string, value: string | undefined): Promise<void> => {
    // In one step: what is tested is the vault, and not this.
    writeFileSync(`${path}.new`, JSON.stringify({ ...items(), [account]: value }))
    renameSync(`${path}.new`, path)
    return Promise.resolve()
  }
  return {
    state: () => Promise.resolve('present'),
    read: (account) => {
      const item = items()[account]
      return Promise.resolve(item === undefined ? null : Buffer.from(item))
    },
    write: (account, value) => change(account, value.toString('latin1')),
    delete: (account) => change(account, undefined)
  }
}
