/** Making, looking at and opening a vault (docs/vault-format.md). */
import { dirname } from 'node:path'
import { shelveLeft } from './backup-shelf.ts'
import { KEY_BYTES } from './cipher.ts'
import type { Contents } from './contents.ts'
import { MINOR_VERSION, parseVaultFile } from './format.ts'
import { createKeychainSlot } from './key-slot-keychain.ts'
import { createPassphraseSlot } from './key-slot-passphrase.ts'
import { createRecoverySlot } from './key-slot-recovery.ts'
import { ID_BYTES, waysOf, type KeySlot, type WayIn } from './key-slot.ts'
import { load, openFile, type Credential, type Loaded } from './opening.ts'
import { codeOf } from './node-files.ts'
import { mendPermissions } from './permissions.ts'
import { EMPTY_PAYLOAD, usedOn } from './payload.ts'
import { secretBytes } from './secret-bytes.ts'
import { noteSeen, readAllSeen, rollbackOf, type Rollback, type SeenSave } from './seen-saves.ts'
import { Session } from './session.ts'
import { isRecoveryConfirmed } from './vault-keys.ts'
import { Vault } from './unlocked-vault.ts'
import { naming, VaultError } from './vault-error.ts'
import { backupPath, memoryFile, vaultFile, type VaultStorage } from './vault-file.ts'
import { joined, sealVault } from './vault-image.ts'
import type { VaultSetting } from './vault-setting.ts'

// What these functions take and give: their callers need no second import.
export { Vault } from './unlocked-vault.ts'
export type { VaultChange } from './vault-saver.ts'
export type { AccountEdit } from './account-edits.ts'
export type { TrashedAccount } from './account-list.ts'
export { putBack } from './put-back.ts'
export type { Credential } from './opening.ts'
export type { WayIn } from './key-slot.ts'

/** What the file says of itself before it is opened: nothing here is authenticated yet. */
export type VaultInspection =
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'present'
      /** 16 bytes in hexadecimal. */
      readonly vaultId: string
      readonly ways: readonly WayIn[]
      readonly recoveryConfirmed: boolean
    }
  | { readonly kind: 'damaged' }
  /** The system doesn't let it be read, and says why in the error's `cause`. */
  | { readonly kind: 'unreadable'; readonly error: VaultError }
  | { readonly kind: 'newer-version' }

/** The ways in to make besides the recovery code, which is always made: at least one. */
export interface WaysToMake {
  readonly keychain: boolean
  /** UTF-8; stays the caller's, who wipes it. */
  readonly passphrase: Buffer | null
}

export async function inspectVault(path: string, setting: VaultSetting): Promise<VaultInspection> {
  try {
    const file = await vaultFile(path, setting).read()
    if (file === null) {
      return { kind: 'missing' }
    }
    const { vaultId, slots } = parseVaultFile(file).header
    return {
      kind: 'present',
      vaultId: vaultId.toString('hex'),
      ways: waysOf(slots),
      recoveryConfirmed: isRecoveryConfirmed(slots)
    }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    if (error.code === 'damaged' || error.code === 'newer-version') return { kind: error.code }
    if (error.code === 'unreadable') return { kind: error.code, error }
    throw error
  }
}

/**
 * Makes a vault where none is. The recovery code is returned here once, and kept nowhere.
 * @throws {@link VaultError} `exists`, `passphrase-needed` for no way in or an empty passphrase, `key-unavailable`,
 * `lock-held`, `not-saved`, `unknown-whether-saved`; `newer-version` where the former version of a newer one lies there
 */
export async function createVault(
  path: string,
  setting: VaultSetting,
  ways: WaysToMake
): Promise<{ vault: Vault; recoveryCode: string }> {
  const { keychain, passphrase } = ways
  if ((passphrase === null && !keychain) || passphrase?.length === 0) {
    throw new VaultError('passphrase-needed', 'expected the keychain or a passphrase that is not empty')
  }
  const storage = vaultFile(path, setting)
  await refuseExisting(storage)
  const { randomBytes } = setting
  const [vaultId, masterKey] = [randomBytes(ID_BYTES), randomBytes(KEY_BYTES)]
  const slots: KeySlot[] = []
  if (keychain) {
    slots.push(await createKeychainSlot(setting.keychain, vaultId, masterKey, randomBytes))
  }
  if (passphrase !== null) {
    slots.push(await createPassphraseSlot(passphrase, vaultId, masterKey, randomBytes))
  }
  const { slot, recoveryCode } = createRecoverySlot(vaultId, masterKey, randomBytes)
  const contents = newContents(vaultId, [...slots, slot], setting)
  const stamp = { revision: 1, saveId: randomBytes(ID_BYTES), parentSaveId: null }
  const file = joined(sealVault(contents, stamp, masterKey, randomBytes))
  await makeFolder(dirname(path), setting)
  await storage.exclusively(async () => {
    await refuseExisting(storage)
    await keepLeft(path, setting)
    const prepared = await storage.prepare([file])
    await prepared.replace(false)
  })
  const loaded = load(parseVaultFile(file), masterKey)
  await noteOpened(loaded, new Map(), setting)
  const session = new Session(storage, setting, loaded, masterKey)
  return { vault: new Vault(session, setting, { path, mended: [] }), recoveryCode }
}

/** What is left of a vault that was here before; what is no vault file is nobody's, and a newer version's isn't ours to move. */
async function keepLeft(path: string, { files }: VaultSetting): Promise<void> {
  try {
    await shelveLeft(backupPath(path), path, files)
  } catch (error) {
    if (error instanceof VaultError && error.code !== 'damaged') {
      throw error
    }
    if (!(error instanceof VaultError)) {
      throw new VaultError('not-saved', 'expected to keep the former version of a vault that is gone', {
        cause: error
      })
    }
  }
}

/**
 * @param signal - gives up deriving a key from a passphrase; it rejects at once
 * @throws {@link VaultError} `missing`, `damaged`, `newer-version`, `wrong-credential`, `key-unavailable`,
 * `passphrase-needed`, `wrong-recovery-code`, `cancelled`, those of shares; the file is the same afterwards
 */
export async function openVault(
  path: string,
  setting: VaultSetting,
  credential: Credential,
  signal?: AbortSignal
): Promise<Vault> {
  const storage = vaultFile(path, setting)
  // Before the file: what another process saves while this one derives its key isn't "later than what was opened".
  const seen = await seenSaves(setting)
  const { loaded, masterKey } = await naming(path, async () => {
    const file = await storage.read()
    if (file === null) {
      throw new VaultError('missing', 'expected a vault file, got none')
    }
    return await openFile(file, credential, setting, signal)
  })
  const rollback = await noteOpened(loaded, seen, setting)
  const mended = await mendPermissions(path, setting.files)
  const vault = new Vault(new Session(storage, setting, loaded, masterKey, rollback), setting, {
    path,
    mended
  })
  if (credential.kind !== 'keychain') {
    // A disk that can't be written keeps the flag, and the vault is open all the same.
    await vault.liftSuspension().catch(() => undefined)
  }
  return vault
}

/** No file can be there, nor be made there: the path leads through a file, or is too long. */
const NO_PATH = ['ENOTDIR', 'ENAMETOOLONG']

/**
 * Why no vault is made where none could be read: `exists`, because something is there, all the more no place for a new
 * one; `not-saved` where the path can't hold any.
 * @param error - What reading threw.
 */
export function noPlaceForVault(error: unknown): VaultError {
  const cause = error instanceof VaultError ? error.cause : error
  const code = NO_PATH.includes(codeOf(cause)) ? 'not-saved' : 'exists'
  return new VaultError(code, 'expected no file where the vault is to be made', { cause })
}

async function seenSaves({ seenPath, files }: VaultSetting): Promise<ReadonlyMap<string, SeenSave>> {
  return seenPath === undefined ? new Map() : await readAllSeen(seenPath, files)
}

/**
 * Compares a save with the latest seen on this machine, and notes it if it is later.
 * @param before - what was seen of each vault before the file was read
 */
async function noteOpened(
  { contents, revision, saveId }: Loaded,
  before: ReadonlyMap<string, SeenSave>,
  setting: VaultSetting
): Promise<Rollback | null> {
  const { seenPath } = setting
  if (seenPath === undefined) {
    return null
  }
  const [vaultId, save] = [contents.vaultId.toString('hex'), { revision, saveId: saveId.toString('hex') }]
  const seen = before.get(vaultId) ?? null
  if (seen === null || seen.revision < revision) {
    await noteSeen(seenPath, vaultId, save, setting)
  }
  return rollbackOf(seen, save)
}

/** A throw-away vault that never touches a disk: the same code on bytes in memory. */
export function createMemoryVault(setting: VaultSetting): Vault {
  const { randomBytes } = setting
  const [vaultId, masterKey] = [randomBytes(ID_BYTES), randomBytes(KEY_BYTES)]
  const { slot } = createRecoverySlot(vaultId, masterKey, randomBytes)
  const loaded = {
    contents: newContents(vaultId, [{ ...slot, confirmed: true }], setting),
    revision: 0,
    saveId: randomBytes(ID_BYTES),
    payload: secretBytes(0)
  }
  const session = new Session(memoryFile(), setting, loaded, masterKey)
  return new Vault(session, setting, { path: null, mended: [] })
}

function newContents(vaultId: Buffer, slots: readonly KeySlot[], setting: VaultSetting): Contents {
  return {
    minorVersion: MINOR_VERSION,
    vaultId,
    masterKeyId: setting.randomBytes(ID_BYTES),
    keychainSuspended: false,
    slots,
    headerExtra: new Map(),
    payload: { ...EMPTY_PAYLOAD, use: usedOn(EMPTY_PAYLOAD.use, setting.today?.() ?? null) }
  }
}

async function refuseExisting(storage: VaultStorage): Promise<void> {
  let isThere: boolean
  try {
    isThere = (await storage.read()) !== null
  } catch (error) {
    throw noPlaceForVault(error)
  }
  if (isThere) {
    throw new VaultError('exists', 'expected no file where the vault is to be made')
  }
}

async function makeFolder(folder: string, { files }: VaultSetting): Promise<void> {
  try {
    if (await files.makeFolder(folder)) {
      await files.syncFolder(dirname(folder))
    }
  } catch (error) {
    throw new VaultError('not-saved', 'expected to make the data folder', { cause: error })
  }
}
