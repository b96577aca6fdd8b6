/**
 * The user's own folder for copies of the vault (docs/vault-format.md, "Backups"): a second disk, a stick, a synchronised
 * folder. It is never made, nor written to where the disk in it seems to be away: the copies would lie where nobody looks.
 */
import { noteSecondPlace, readSeen } from './seen-saves.ts'
import type { VaultSetting } from './vault-setting.ts'

/**
 * @param vaultId - in hexadecimal
 * @throws the system's error where the folder isn't there or can't be looked into; `ENODEV` where it has had copies of this
 * vault and is empty now, which is how the place of a disk looks that isn't connected
 */
export async function checkSecondPlace(
  folder: string,
  vaultId: string,
  { files, seenPath }: Pick<VaultSetting, 'files' | 'seenPath'>
): Promise<void> {
  const names = await files.list(folder)
  if (names.length > 0 || seenPath === undefined) {
    return
  }
  const seen = await readSeen(seenPath, vaultId, files)
  if (seen?.secondPlace === folder) {
    throw Object.assign(new Error('expected the copies that lay there, got an empty folder'), {
      code: 'ENODEV'
    })
  }
}

/** Remembers that copies of a vault lie there. */
export async function noteCopies(folder: string, vaultId: string, setting: VaultSetting): Promise<void> {
  const { seenPath } = setting
  if (seenPath !== undefined) {
    await noteSecondPlace(seenPath, vaultId, folder, setting)
  }
}

/** The user has just chosen a second place: it counts as it is, also where it is empty. */
export async function forgetCopies(setting: VaultSetting): Promise<void> {
  const { seenPath } = setting
  if (seenPath !== undefined) {
    await noteSecondPlace(seenPath, null, null, setting)
  }
}
