/** Rights of others on the vault's files, taken away where they are found: 0600 for files, 0700 for the folder. */
import { dirname, join } from 'node:path'
import { backupFolder } from './backup-shelf.ts'
import { backupPath } from './vault-file.ts'
import type { FileSystem } from './file-system.ts'

/** What had rights that it shouldn't have had. */
export type Mended = 'vault' | 'folder' | 'backups'

/** Everything that Zeroskew puts into its folder; a folder with anything else in it is the user's own. */
const OURS = /^(?:vault\.zeroskew.*|backups|settings\.json.*|chromium|state|logs?|lock.*)$/

/** Mends what can be; what can't be (another's file, a read-only disk) stays as it is. */
export async function mendPermissions(vaultPath: string, files: FileSystem): Promise<readonly Mended[]> {
  const path = await files.resolve(vaultPath)
  const folder = dirname(path)
  const mended: Mended[] = []
  const mend = async (what: Mended, target: string): Promise<void> => {
    if ((await files.restrict(target).catch(() => false)) && !mended.includes(what)) {
      mended.push(what)
    }
  }
  await mend('vault', path)
  await mend('backups', backupPath(path))
  await mend('backups', backupFolder(path))
  const names = await files.list(folder).catch(() => [''])
  if (names.every((name) => OURS.test(name))) {
    await mend('folder', folder)
  }
  for (const name of await files.list(backupFolder(path)).catch((): readonly string[] => [])) {
    await mend('backups', join(backupFolder(path), name))
  }
  return mended
}
