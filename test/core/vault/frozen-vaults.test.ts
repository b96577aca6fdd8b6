import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_DETAILS, type Account } from '../../../src/core/otp/account.ts'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import { openVault, type Credential } from '../../../src/core/vault/vault.ts'
import { tempFolder, testSetting } from '../../fakes/vault-setting.ts'

const VAULTS = join(import.meta.dirname, '../../vectors/vaults')
const READER = join(import.meta.dirname, '../../../docs/read-vault.py')
const PYTHON = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import cryptography']).status === 0
)

interface Expected {
  readonly passphrase: string
  readonly recoveryCode: string
  readonly shares: readonly string[]
  readonly keychain: Readonly<Record<string, string>>
  readonly secretHex: string
  readonly pinHex?: string
  readonly accounts: readonly { readonly kind: string; readonly label: string }[]
  /** By label; since 1.1. */
  readonly details?: Readonly<Record<string, StoredDetails>>
  readonly trash: readonly string[]
  readonly verdicts: Readonly<Record<string, string>>
}

/** As the format names them, bytes in hexadecimal. */
interface StoredDetails {
  readonly groups?: readonly string[]
  readonly note?: string
  readonly favourite?: boolean
  readonly icon?: { readonly type: string; readonly bytes: string }
  readonly useCount?: number
}

const versions = readdirSync(VAULTS, { withFileTypes: true }).filter((entry) => entry.isDirectory())

const WITHOUT_ICON = { groups: [], note: '', useCount: 0, isTrashed: false }

describe.each(versions.map(({ name }) => name))('vaults of format %s', (version) => {
  const folder = join(VAULTS, version)
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected
  const credentials: readonly Credential[] = [
    { kind: 'keychain' },
    { kind: 'passphrase', passphrase: Buffer.from(expected.passphrase) },
    { kind: 'recovery', code: expected.recoveryCode },
    { kind: 'shares', shares: expected.shares.slice(1) }
  ]

  async function verdict(name: string, credential: Credential): Promise<string | object> {
    const path = join(tempFolder(), 'vault.zeroskew')
    copyFileSync(join(folder, name), path)
    const setting = await testSetting({ randomBytes })
    for (const [account, item] of Object.entries(expected.keychain)) setting.keychain.items.set(account, item)
    const outcome = await openVault(path, setting, credential).then(
      (vault) => ({ accounts: vault.accounts, trash: vault.trash.map(({ account }) => account.label) }),
      (error: unknown) => (error instanceof VaultError ? error.code : String(error))
    )
    expect(readFileSync(path)).toEqual(readFileSync(join(folder, name)))
    return outcome
  }

  it.each(credentials)('open by $kind', async (credential) => {
    const outcome = await verdict('good.zeroskew', credential)
    expect(outcome).toMatchObject({ accounts: expected.accounts, trash: expected.trash })
    for (const account of (outcome as { accounts: readonly Account[] }).accounts) {
      expect(account.secret.export().toString('hex')).toBe(expected.secretHex)
      expect('pin' in account ? account.pin.export().toString('hex') : undefined).toBe(
        account.kind === 'motp' || account.kind === 'yandex' ? expected.pinHex : undefined
      )
      const { favourite = false, icon, ...rest } = expected.details?.[account.label] ?? {}
      const { icon: shown, ...details } = account.details ?? NO_DETAILS
      expect(details).toEqual({ ...WITHOUT_ICON, ...rest, isFavourite: favourite })
      const bytes = shown === null ? undefined : Buffer.from(shown.bytes).toString('hex')
      expect([shown?.type, bytes]).toEqual([icon?.type, icon?.bytes])
    }
  })

  it.each(Object.entries(expected.verdicts).filter(([, code]) => code !== 'good'))(
    '%s is %s, and stays as it is',
    async (name, code) => {
      expect(await verdict(name, { kind: 'keychain' })).toBe(code)
    }
  )

  it.skipIf(PYTHON === undefined)('are read by the reader in another language, by every way', () => {
    const [item = ''] = Object.values(expected.keychain)
    const inputs = {
      passphrase: expected.passphrase,
      recovery: expected.recoveryCode,
      keychain: item,
      shares: expected.shares.slice(0, 2).join('\n')
    }
    for (const [way, input] of Object.entries(inputs)) {
      const args = [READER, join(folder, 'good.zeroskew'), way]
      const { stdout, stderr } = spawnSync(PYTHON ?? '', args, { input, encoding: 'utf8' })
      expect(stderr).toBe('')
      const accounts = expected.accounts.map((account) => ({
        ...account,
        ...expected.details?.[account.label],
        secret: expected.secretHex,
        ...(account.kind === 'motp' || account.kind === 'yandex' ? { pin: expected.pinHex } : {})
      }))
      expect(JSON.parse(stdout)).toMatchObject({ accounts })
    }
    for (const [name, code] of Object.entries(expected.verdicts)) {
      const { status } = spawnSync(PYTHON ?? '', [READER, join(folder, name), 'recovery'], {
        input: expected.recoveryCode
      })
      expect([name, status === 0]).toEqual([name, code === 'good'])
    }
  })
})
