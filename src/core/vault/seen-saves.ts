/**
 * The latest save of each vault that this machine has seen, kept outside the data folder: when an older folder is put back
 * (a backup, a snapshot, a synchronised copy), it is told. A file that can't be read or written only means that it isn't.
 */
import { dirname } from 'node:path'
import { isCount } from './cbor.ts'
import type { FileSystem } from './file-system.ts'
import { VaultError } from './vault-error.ts'
import { withLock, type LockSetting } from './vault-lock.ts'

export interface SeenSave {
  readonly revision: number
  /** 16 bytes in hexadecimal. */
  readonly saveId: string
  /** Where copies of this vault were put beside its backups: the folder. */
  readonly secondPlace?: string
}

/** The file on the disk is older than, or another than, the latest that was seen here. */
export interface Rollback {
  readonly seenRevision: number
  readonly revision: number
}

const FILE_LIMIT = 64 * 1024
/** More vaults than anybody has; the least recently noted goes first. */
const VAULT_LIMIT = 64
/**
 * A higher revision isn't believed: nobody saves so often, and the next save goes above what is noted here, which has to
 * stay a number that can be written. This file is authenticated by nobody.
 */
const REVISION_LIMIT = 2 ** 52
/** How long to wait for another process that notes something, which takes a few ms. */
const LOCK_DEADLINE_MS = 1000

type AllSeen = Map<string, SeenSave>

export async function readSeen(path: string, vaultId: string, files: FileSystem): Promise<SeenSave | null> {
  return (await readAllSeen(path, files)).get(vaultId) ?? null
}

/**
 * Notes a save that lies in the vault's file, or did; one that is older than what was noted isn't. Always after the file
 * was written or read: whoever reads this note first and the file then finds the file at least as new.
 */
export async function noteSeen(
  path: string,
  vaultId: string,
  save: SeenSave,
  setting: LockSetting
): Promise<void> {
  await changeAll(path, setting, (all) => {
    const known = all.get(vaultId)
    if (known !== undefined && known.revision >= save.revision) {
      return false
    }
    all.delete(vaultId)
    all.set(vaultId, { ...(known ?? {}), ...save })
    return true
  })
}

/**
 * Notes where copies of a vault that was seen were put, or that nothing is known of it (`null`).
 * @param vaultId - `null`: of every vault
 */
export async function noteSecondPlace(
  path: string,
  vaultId: string | null,
  folder: string | null,
  setting: LockSetting
): Promise<void> {
  await changeAll(path, setting, (all) => {
    const changed = [...all].filter(
      ([id, { secondPlace }]) => (vaultId ?? id) === id && (secondPlace ?? null) !== folder
    )
    for (const [id, { revision, saveId }] of changed) {
      all.set(id, { revision, saveId, ...(folder === null ? {} : { secondPlace: folder }) })
    }
    return changed.length > 0
  })
}

/**
 * Reads, changes and writes while no other process does: of two that note at once, neither takes the other's note away.
 * A failure only means that it isn't noted.
 * @param change - says whether there is anything to write
 */
async function changeAll(
  path: string,
  setting: LockSetting,
  change: (all: AllSeen) => boolean
): Promise<void> {
  const { files, randomBytes } = setting
  const work = async (): Promise<void> => {
    const all = await readAllSeen(path, files)
    if (change(all)) {
      await writeAll(path, all, files, randomBytes)
    }
  }
  // Most of what is opened is noted already, and needs no lock.
  if (!change(await readAllSeen(path, files))) {
    return
  }
  try {
    await files.makeFolder(dirname(path))
    await withLock(`${path}.lock`, { ...setting, deadlineMs: LOCK_DEADLINE_MS }, work)
  } catch (error) {
    // A lock that nobody here can judge would have the note stay behind for ever, and every save look like the latest.
    if (error instanceof VaultError && error.code === 'lock-held') {
      await work()
    }
  }
}

async function writeAll(
  path: string,
  all: AllSeen,
  files: FileSystem,
  randomBytes: (length: number) => Buffer
): Promise<void> {
  const text = JSON.stringify({ vaults: Object.fromEntries([...all].slice(-VAULT_LIMIT)) })
  const newPath = `${path}.${randomBytes(8).toString('hex')}`
  try {
    const file = await files.create(newPath)
    try {
      await file.write(Buffer.from(text))
    } finally {
      await file.close()
    }
    await files.rename(newPath, path)
  } catch {
    await files.remove(newPath).catch(() => undefined)
  }
}

/** What is wrong with a save that was opened, or `null`. */
export function rollbackOf(seen: SeenSave | null, opened: SeenSave): Rollback | null {
  const isOlder = seen !== null && opened.revision < seen.revision
  const isOther = seen !== null && opened.revision === seen.revision && opened.saveId !== seen.saveId
  return isOlder || isOther ? { seenRevision: seen.revision, revision: opened.revision } : null
}

/** The latest save seen of every vault, by their ids in hexadecimal; none where the file can't be read. */
export async function readAllSeen(path: string, files: FileSystem): Promise<AllSeen> {
  const all: AllSeen = new Map()
  try {
    const bytes = await files.read(path, FILE_LIMIT)
    const found: unknown = bytes === null ? null : JSON.parse(bytes.toString('utf8'))
    const vaults: unknown =
      typeof found === 'object' && found !== null && 'vaults' in found ? found.vaults : null
    if (typeof vaults === 'object' && vaults !== null) {
      for (const [vaultId, save] of Object.entries(vaults)) {
        if (isSeenSave(save)) {
          const { revision, saveId, secondPlace } = save
          const place = typeof secondPlace === 'string' ? { secondPlace } : {}
          all.set(vaultId, { revision, saveId, ...place })
        }
      }
    }
  } catch {
    // What was seen is forgotten, and noted anew from the next save on.
  }
  return all
}

function isSeenSave(value: unknown): value is SeenSave {
  return (
    typeof value === 'object' &&
    value !== null &&
    'revision' in value &&
    'saveId' in value &&
    isCount(value.revision as number) &&
    Number(value.revision) <= REVISION_LIMIT &&
    typeof value.saveId === 'string'
  )
}
