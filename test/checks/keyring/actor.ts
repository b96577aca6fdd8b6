/**
 * A program of its own that does one thing to a vault through the core, with the real keychain, as the terminal does;
 * and with a planted bug, which the check has to catch: `actor.ts ACTION VAULT PASSPHRASE-FILE NAME BUG`, '' where it isn't
 * given. NAME is an account's label, or the file to write to, or that of the new passphrase.
 */
import { createSecretKey, randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { presentFailure } from '../../../src/core/present-failure.ts'
import type { Keychain } from '../../../src/core/vault/keychain/keychain.ts'
import { createKeytarKeychain } from '../../../src/core/vault/keychain/keytar-child.ts'
import { forkByNode } from '../../../src/core/fork-child.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import { VaultError } from '../../../src/core/vault/vault-error.ts'
import { createVault, openVault, type Vault } from '../../../src/core/vault/vault.ts'
import { wordingFor } from '../../../src/shared/wording/wording.ts'
import type { PlantedBug } from './surfaces.ts'

const CHILD = fileURLToPath(new URL('../../../src/core/vault/keychain/keychain-child.ts', import.meta.url))
const DEADLINE_MS = 1500
const START_MS = 5000

const [action = '', path = '', passphraseFile = '', name = '', planted = ''] = process.argv.slice(2)
const bug = planted as PlantedBug | ''
const setting = {
  files: nodeFiles,
  keychain: keychainWith(bug),
  randomBytes,
  process: await thisProcess()
}

try {
  if (action === 'create') {
    const made = await createVault(path, setting, { keychain: true, passphrase: lineOf(passphraseFile) })
    await made.vault.add(['alice', 'bob'].map(account))
    process.stdout.write(JSON.stringify({ recoveryCode: made.recoveryCode }))
  } else {
    const vault = await open()
    await act(vault)
    vault.lock()
  }
  process.exit(0)
} catch (error) {
  process.stderr.write(`${wordingFor('en').failure(presentFailure(error))}\n`)
  process.exit(4)
}

async function open(): Promise<Vault> {
  if (passphraseFile !== '') {
    const vault = await openVault(path, setting, { kind: 'passphrase', passphrase: lineOf(passphraseFile) })
    if (bug === 'renews the item unasked') await vault.keys.addKeychain()
    return vault
  }
  try {
    return await openVault(path, setting, { kind: 'keychain' })
  } catch (error) {
    if (bug !== 'makes a new vault' || !(error instanceof VaultError)) throw error
    rmSync(path)
    return (await createVault(path, setting, { keychain: true, passphrase: null })).vault
  }
}

async function act(vault: Vault): Promise<void> {
  switch (action) {
    case 'add':
      await vault.add([account(name)])
      break
    case 'save': {
      const found = vault.accounts.find(({ label }) => label === name)
      await vault.remove([found?.id ?? ''])
      break
    }
    case 'export':
      await vault.saveElsewhere(name)
      break
    case 'passphrase':
      await vault.keys.setPassphrase(lineOf(name))
      break
    default:
  }
}

/** The planted bugs of keychains: what other programs do, or did. */
function keychainWith(which: PlantedBug | ''): Keychain {
  const fork = forkByNode(CHILD)
  const real = createKeytarKeychain({
    fork,
    deadlineMs: which === 'no deadline' ? 3_600_000 : DEADLINE_MS,
    startMs: START_MS
  })
  switch (which) {
    case 'makes a new key':
    case 'overwrites the item':
      return {
        ...real,
        read: async (item) => {
          const found = await real.read(item)
          const isUsable =
            found !== null && (which === 'makes a new key' || /^[\w+/=]{100,}$/u.test(found.toString()))
          if (isUsable) return found
          const made = Buffer.from(randomBytes(81).toString('base64'))
          await real.write(item, made)
          return made
        }
      }
    case 'takes locked for lost':
      return { ...real, state: () => Promise.resolve('present') }
    case 'asks in its own process':
      return inThisProcess()
    default:
      return real
  }
}

function inThisProcess(): Keychain {
  const keytar = createRequire(import.meta.url)('keytar') as {
    getPassword(service: string, account: string): Promise<string | null>
  }
  return {
    state: () => Promise.resolve('present'),
    read: async (item) => {
      const found = await keytar.getPassword('Zeroskew', item)
      return found === null ? null : Buffer.from(found)
    },
    write: () => Promise.reject(new Error('expected no write')),
    delete: () => Promise.reject(new Error('expected no delete'))
  }
}

function account(label: string) {
  const secret = createSecretKey(randomBytes(20))
  return { kind: 'totp', issuer: 'Keyring', label, secret, algorithm: 'SHA1', digits: 6, period: 30 } as const
}

function lineOf(file: string): Buffer {
  return Buffer.from(readFileSync(file, 'utf8').trimEnd())
}
