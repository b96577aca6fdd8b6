/** Opens the vault for a command: by --passphrase-file, by the keychain, or by what somebody types. */
import { presentFailure } from '../core/present-failure.ts'
import { backupsOf } from '../core/vault/vault-backups.ts'
import { inspectVault, openVault, type Credential, type Vault, type WayIn } from '../core/vault/vault.ts'
import { parseShare } from '../core/vault/share-text.ts'
import { VaultError } from '../core/vault/vault-error.ts'
import type { Options } from './options.ts'
import { askCredential, readPassphraseFile } from './passphrase.ts'
import { note, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { vaultPlaceOf, type VaultPlace } from './vault-place.ts'

/** How often somebody may mistype before the command ends. */
const TRIES = 3

/**
 * Does something with the opened vault, and locks it afterwards, whatever happens.
 * @throws VaultError, UsageError
 */
export async function withVault<T>(
  options: Options,
  terminal: Terminal,
  work: (vault: Vault) => Promise<T> | T
): Promise<T> {
  const vault = await openFor(options, terminal)
  tellHowItStands(vault, terminal)
  try {
    const result = await work(vault)
    const { backupTrouble } = vault
    if (backupTrouble !== null) note(terminal, terminal.wording.vault.backupTrouble(backupTrouble))
    return result
  } finally {
    vault.lock()
  }
}

/** @throws VaultError - `missing`: nothing is asked of the user for a vault that isn't there. */
export async function expectVault(options: Options, terminal: Terminal): Promise<void> {
  await waysInto(await vaultPlaceOf(options, terminal))
}

async function openFor(options: Options, terminal: Terminal): Promise<Vault> {
  const place = await vaultPlaceOf(options, terminal)
  const ways = await waysInto(place)
  const passphraseFile = options.value('passphrase-file')
  if (passphraseFile !== undefined) {
    return await openWith(ways, await readPassphraseFile(passphraseFile, '--passphrase-file'), opener(place))
  }
  if (!ways.includes('keychain')) return await openByAsking(place, ways, terminal)
  try {
    return await openVault(place.file, place.setting, { kind: 'keychain' })
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    if (error.code !== 'key-unavailable' && error.code !== 'passphrase-needed') throw error
    const { failure, vault: words } = terminal.wording
    note(terminal, error.code === 'passphrase-needed' ? words.suspended : failure(presentFailure(error)))
    return await openByAsking(place, ways, terminal)
  }
}

async function waysInto({ file, setting }: VaultPlace): Promise<readonly WayIn[]> {
  const found = await inspectVault(file, setting)
  if (found.kind === 'unreadable') throw found.error
  if (found.kind === 'missing') {
    const left = await backupsOf(file, setting)
    throw new VaultError('missing', 'expected a vault, got none', {
      paths: [file, ...left.map(({ path }) => path)]
    })
  }
  if (found.kind !== 'present') throw new VaultError(found.kind, `expected a vault, got one ${found.kind}`)
  return found.ways
}

async function openByAsking(place: VaultPlace, ways: readonly WayIn[], terminal: Terminal): Promise<Vault> {
  const opened = await tryTyped(ways, terminal, opener(place))
  if (opened === null) throw new UsageError('nobody-to-ask')
  return opened
}

/** Opens something by a credential: the vault, or a backup. */
export type Open<T> = (credential: Credential) => Promise<T>

function opener({ file, setting }: VaultPlace): Open<Vault> {
  return (credential) => openVault(file, setting, credential)
}

/**
 * Asks for what opens it, several times if need be.
 * @returns `null` where nobody can be asked.
 */
export async function tryTyped<T>(
  ways: readonly WayIn[],
  terminal: Terminal,
  open: Open<T>
): Promise<T | null> {
  for (let tried = 1; ; tried++) {
    const typed = await askCredential(terminal, ways.includes('passphrase'))
    if (typed === null) return null
    try {
      return await openWith(ways, typed, open)
    } catch (error) {
      if (!(isWrong(error) || isMistypedShare(error)) || tried === TRIES) throw error
      note(terminal, terminal.wording.failure(presentFailure(error)))
    }
  }
}

/** Opens by a passphrase, or by the recovery code or shares in its place; wipes it. */
export async function openWith<T>(ways: readonly WayIn[], typed: Buffer, open: Open<T>): Promise<T> {
  try {
    const lines = linesIn(typed)
    if (!ways.includes('shares')) return await openWithText(ways, typed, open)
    if (lines.some((line) => parseShare(line) !== null)) return await open({ kind: 'shares', shares: lines })
    try {
      return await openWithText(ways, typed, open)
    } catch (error) {
      if (!isWrong(error) || !lines.every(looksLikeShare)) throw error
      throw new VaultError('share-mistyped', 'expected shares, got lines whose checksums fail', {
        cause: error
      })
    }
  } finally {
    typed.fill(0)
  }
}

async function openWithText<T>(ways: readonly WayIn[], typed: Buffer, open: Open<T>): Promise<T> {
  if (!ways.includes('passphrase')) return await open(recoveryIn(typed))
  try {
    return await open({ kind: 'passphrase', passphrase: typed })
  } catch (error) {
    if (!isWrong(error) || !ways.includes('recovery')) throw error
    return await open(recoveryIn(typed)).catch((other: unknown) => {
      // Whoever gave a passphrase isn't told about recovery codes.
      throw isWrong(other) ? error : other
    })
  }
}

/** Shares stand one a line. */
function linesIn(typed: Buffer): readonly string[] {
  return typed
    .toString('utf8')
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
}

/** As long as a share, give or take a group, and written in groups like one. */
function looksLikeShare(line: string): boolean {
  const letters = line.replace(/[\s-]/gu, '').length
  return letters > 65 && letters < 79 && /^\s*(?:[0-9a-z]{1,8}[\s-]+){8,}[0-9a-z]{1,8}\s*$/iu.test(line)
}

function isMistypedShare(error: unknown): boolean {
  return error instanceof VaultError && error.code === 'share-mistyped'
}

/** What the user has to know before anything else: an older vault was put back, or others could read it. */
function tellHowItStands({ rollback, mended }: Vault, terminal: Terminal): void {
  const words = terminal.wording.vault
  if (rollback !== null) note(terminal, words.rolledBack(rollback.revision, rollback.seenRevision))
  if (mended.length > 0) note(terminal, words.mended(mended))
}

function recoveryIn(typed: Buffer): Credential {
  return { kind: 'recovery', code: typed.toString('utf8') }
}

/** What was given is no such key, or is mistyped: another may be right. */
export function isWrong(error: unknown): boolean {
  return (
    error instanceof VaultError && (error.code === 'wrong-credential' || error.code === 'wrong-recovery-code')
  )
}
