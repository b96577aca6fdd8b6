/** `zeroskew vault init`: makes the vault and prints its recovery code, the only time that it is shown. */
import type { Keychain, KeychainState } from '../../core/vault/keychain/keychain.ts'
import { backupsOf } from '../../core/vault/vault-backups.ts'
import { createVault, inspectVault, noPlaceForVault, type WayIn } from '../../core/vault/vault.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import { EXIT } from '../exit-codes.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { askNewPassphrase, readNewPassphraseFile } from '../passphrase.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { vaultPlaceOf, type VaultPlace } from '../vault-place.ts'

export async function vaultInit(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['no-keychain', 'yes'] })
  wordsAtMost(0, options, 'vault init')
  const place = await vaultPlaceOf(options, terminal)
  const found = await inspectVault(place.file, place.setting)
  if (found.kind === 'unreadable') throw noPlaceForVault(found.error)
  if (found.kind !== 'missing') throw new VaultError('exists', 'expected no vault, got one')
  const { length: backups } = await backupsOf(place.file, place.setting)
  if (backups > 0 && !options.has('yes')) {
    note(terminal, terminal.wording.vault.vaultGone(place.file, backups))
    note(terminal, terminal.wording.vault.beginAnew)
    return EXIT.usage
  }
  const hasKeychain = !options.has('no-keychain') && (await keychainIsThere(place.setting.keychain, terminal))
  const made = await makeVault(place, hasKeychain, options, terminal)
  tell({ file: place.file, ...made }, options.has('json'), terminal)
  return EXIT.done
}

interface MadeVault {
  readonly ways: readonly WayIn[]
  readonly recoveryCode: string
}

/** Makes it; where the keychain, there a moment ago, doesn't take the key, by a passphrase: no other way is there yet. */
export async function makeVault(
  place: Pick<VaultPlace, 'file' | 'setting'>,
  keychain: boolean,
  options: Pick<Options, 'value'>,
  terminal: Terminal
): Promise<MadeVault> {
  const passphrase = await newPassphrase(options, keychain, terminal)
  try {
    return await create(place, { keychain, passphrase })
  } catch (error) {
    if (!keychain || !(error instanceof VaultError) || error.code !== 'key-unavailable') throw error
    note(terminal, terminal.wording.terminal.noKeychain[stateToTell(error.keychainState)])
    const instead = passphrase ?? (await newPassphrase(options, false, terminal))
    try {
      return await create(place, { keychain: false, passphrase: instead })
    } finally {
      instead?.fill(0)
    }
  } finally {
    passphrase?.fill(0)
  }
}

async function create(
  { file, setting }: Pick<VaultPlace, 'file' | 'setting'>,
  by: { keychain: boolean; passphrase: Buffer | null }
): Promise<MadeVault> {
  const { vault, recoveryCode } = await createVault(file, setting, by)
  const { ways } = vault
  vault.lock()
  return { ways, recoveryCode }
}

function stateToTell(state: VaultError['keychainState']): Exclude<KeychainState, 'present'> {
  return state === undefined || state === 'present' ? 'unreachable' : state
}

/** Whether a key can be kept there; says so where it can't, because then a passphrase is asked for. */
async function keychainIsThere(keychain: Keychain | null, terminal: Terminal): Promise<boolean> {
  const state = (await keychain?.state()) ?? 'absent'
  if (state === 'present') return true
  note(terminal, terminal.wording.terminal.noKeychain[state])
  return false
}

/** @throws UsageError - `passphrase-needed`, where there is no keychain and nobody to ask. */
async function newPassphrase(
  options: Pick<Options, 'value'>,
  keychain: boolean,
  terminal: Terminal
): Promise<Buffer | null> {
  const file = options.value('passphrase-file')
  if (file !== undefined) return await readNewPassphraseFile(file, '--passphrase-file', terminal)
  if (keychain) return null
  const typed = await askNewPassphrase(terminal)
  if (typed === null) throw new UsageError('passphrase-needed')
  return typed
}

function tell(
  { file, ways, recoveryCode }: { file: string; ways: readonly WayIn[]; recoveryCode: string },
  asJson: boolean,
  terminal: Terminal
): void {
  if (asJson) {
    printJson(terminal, { file, ways, recoveryCode })
    return
  }
  const words = terminal.wording.terminal
  const lines = [
    words.vaultMade(file),
    words.waysIn(ways.map((way) => words.way[way])),
    '',
    words.recoveryCode,
    '',
    `  ${recoveryCode}`,
    '',
    words.keepRecoveryCode
  ]
  print(terminal, lines.join('\n'))
}
