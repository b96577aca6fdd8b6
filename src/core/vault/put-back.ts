/** A backup in place of a vault that can't be opened, which is kept beside it under a name of its own. */
import { dirname } from 'node:path'
import { FILE_LIMIT, parseVaultFile } from './format.ts'
import { codeOf } from './node-files.ts'
import { naming, VaultError } from './vault-error.ts'
import { vaultFile, writeNew } from './vault-file.ts'
import { NO_LINKS, withLock } from './vault-lock.ts'
import type { VaultSetting } from './vault-setting.ts'

/**
 * Puts a copy of a backup where the vault is, all or nothing; the backup stays. It opens by the ways that led into it when
 * it was made. What lay there before gets a second name first, and is never written over: the path of it is returned, or
 * `null` where there was nothing.
 * @throws {@link VaultError} `missing`, `damaged` or `newer-version` for a backup that isn't a vault file to its looks (it
 * is authenticated when it is opened), `lock-held`, `not-saved`, `unknown-whether-saved`
 */
export async function putBack(
  vaultPath: string,
  backupPath: string,
  setting: VaultSetting
): Promise<{ readonly kept: string | null }> {
  const { files } = setting
  const path = await files.resolve(vaultPath)
  return await withLock(`${path}.lock`, setting, async () => {
    const backup = await readVaultFile(backupPath, setting)
    const kept = await keepDamaged(path, setting)
    try {
      const prepared = await vaultFile(path, setting).prepare([backup])
      await prepared.replace(false)
      return { kept }
    } catch (error) {
      if (kept !== null && error instanceof VaultError && error.code === 'not-saved') {
        // What it names is still the vault.
        await files.remove(kept).catch(() => undefined)
      }
      throw error
    }
  })
}

async function readVaultFile(path: string, { files }: VaultSetting): Promise<Buffer> {
  let file: Buffer | null
  try {
    file = await files.read(path, FILE_LIMIT)
  } catch (error) {
    throw new VaultError('damaged', 'expected a backup that can be read', { cause: error, paths: [path] })
  }
  if (file === null) {
    throw new VaultError('missing', 'expected a backup, got none', { paths: [path] })
  }
  await naming(path, () => parseVaultFile(file))
  return file
}

/** A second name, by a link, or a copy where there are none. What can't be kept isn't replaced. */
async function keepDamaged(path: string, { files, randomBytes }: VaultSetting): Promise<string | null> {
  const kept = `${path}.damaged-${randomBytes(8).toString('hex')}`
  try {
    await files.link(path, kept)
    await files.syncFolder(dirname(path))
    return kept
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return null
    }
    if (!NO_LINKS.includes(codeOf(error))) {
      throw notKept(error)
    }
  }
  const bytes = await files.read(path, Infinity).catch((error: unknown) => {
    throw notKept(error)
  })
  if (bytes === null) {
    return null
  }
  await writeNew(kept, [bytes], files)
  return kept
}

function notKept(cause: unknown): VaultError {
  return new VaultError('not-saved', 'expected to keep the damaged vault under another name', { cause })
}
