/** Writes contents over what lies on the disk, as its next save, and keeps the former version (docs/vault-format.md, "Saving"). */
import type { BackupTrouble } from './backup-keeper.ts'
import { withPayload, type Contents, type Stamp } from './contents.ts'
import type { Loaded } from './opening.ts'
import { usedOn, withoutExpired } from './payload.ts'
import { noteSeen, readSeen } from './seen-saves.ts'
import type { PreparedFile, SaveOutcome, VaultStorage } from './vault-file.ts'
import { isWhole, sealVault, type Sealed } from './vault-image.ts'
import type { VaultSetting } from './vault-setting.ts'

export interface ToWrite {
  readonly contents: Contents
  /** What lies on the disk, or did before it was taken away. */
  readonly disk: Loaded
  readonly hasFormer: boolean
  /** Of this save. */
  readonly masterKey: Buffer
  /** Worth neither a backup nor a day of use. */
  readonly isMinor: boolean
}

export interface Written {
  readonly outcome: SaveOutcome
  readonly contents: Contents
  readonly stamp: Stamp
  readonly sealed: Sealed
  readonly mark: PreparedFile['mark']
  readonly backupTrouble: BackupTrouble | null
}

/**
 * Only under the storage's lock.
 * @throws {@link VaultError} `not-saved`, `unknown-whether-saved`, `too-large`
 */
export async function writeVault(
  { contents: next, disk, hasFormer, masterKey, isMinor }: ToWrite,
  storage: VaultStorage,
  setting: VaultSetting
): Promise<Written> {
  const { randomBytes, today } = setting
  const day = isMinor ? null : (today?.() ?? null)
  const used = withPayload(next, { use: usedOn(next.payload.use, day) })
  const contents = day === null ? used : { ...used, payload: withoutExpired(used.payload) }
  const isGood = (bytes: Buffer): boolean => isWhole(bytes, masterKey)
  const keeper = isMinor ? null : storage.keeper
  // Backups need nothing of the new file, and have to be there before it takes the vault's place.
  const keeping = keeper?.before(disk, contents)
  const preparing = async () => {
    const stamp: Stamp = {
      // Above whatever was seen: an older file that was put back is the latest again once it is saved.
      revision: Math.max(disk.revision, await seenRevision(contents, setting)) + 1,
      saveId: randomBytes(16),
      parentSaveId: disk.saveId
    }
    const sealed = sealVault(contents, stamp, masterKey, randomBytes)
    const file = [sealed.start, ...sealed.rest]
    return { stamp, sealed, file, prepared: await storage.prepare(file) }
  }
  const { stamp, sealed, file, prepared } = await preparing().finally(() => keeping)
  const kept = await keeping
  const lettingGo = kept === undefined ? null : keeper?.letGo(kept, contents, isGood)
  const outcome = await prepared.replace(hasFormer).finally(() => lettingGo)
  await noteSaved(contents, stamp, setting)
  const after =
    kept === undefined ? null : ((await keeper?.after(kept, { ...stamp, contents }, file, isGood)) ?? null)
  const backupTrouble = kept?.trouble ?? (await lettingGo) ?? after
  return { outcome, contents, stamp, sealed, mark: prepared.mark, backupTrouble }
}

async function seenRevision({ vaultId }: Contents, { seenPath, files }: VaultSetting): Promise<number> {
  const seen = seenPath === undefined ? null : await readSeen(seenPath, vaultId.toString('hex'), files)
  return seen?.revision ?? 0
}

async function noteSaved(
  { vaultId }: Contents,
  { revision, saveId }: Stamp,
  setting: VaultSetting
): Promise<void> {
  const { seenPath } = setting
  if (seenPath !== undefined) {
    const save = { revision, saveId: saveId.toString('hex') }
    await noteSeen(seenPath, vaultId.toString('hex'), save, setting)
  }
}
