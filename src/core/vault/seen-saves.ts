/**
 * The latest save of each vault that this machine has seen, kept outside the data folder: when an older folder is put back
 * (a backup, a snapshot, a synchronised copy), it is told. A file that can't be read or written only means that it isn't.
 */
import { dirname } from 'node:path'
import { isCount } from './cbor.ts'
import type { FileSystem } from './file-system.ts'

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

export async function readSeen(path: string, vaultId: string, files: FileSystem): Promise<SeenSave | null> {
  return (await readAllSeen(path, files)).get(vaultId) ?? null
}

/** Notes a save; one that is older than what was noted isn't. */
export async function noteSeen(
  path: string,
  vaultId: string,
  save: SeenSave,
  files: FileSystem,
  randomBytes: (length: number) => Buffer
): Promise<void> {
  const all = await readAllSeen(path, files)
  const known = all.get(vaultId)
  if (known !== undefined && known.revision >= save.revision) {
    return
  }
  all.delete(vaultId)
  all.set(vaultId, { ...(known ?? {}), ...save })
  await writeAll(path, all, files, randomBytes)
}

/**
 * Notes where copies of a vault that was seen were put, or that nothing is known of it (`null`).
 * @param vaultId - `null`: of every vault
 */
export async function noteSecondPlace(
  path: string,
  vaultId: string | null,
  folder: string | null,
  files: FileSystem,
  randomBytes: (length: number) => Buffer
): Promise<void> {
  const all = await readAllSeen(path, files)
  const changed = [...all].filter(
    ([id, { secondPlace }]) => (vaultId ?? id) === id && (secondPlace ?? null) !== folder
  )
  if (changed.length === 0) {
    return
  }
  for (const [id, { revision, saveId }] of changed) {
    all.set(id, { revision, saveId, ...(folder === null ? {} : { secondPlace: folder }) })
  }
  await writeAll(path, all, files, randomBytes)
}

/** A failure only means that it isn't noted. */
async function writeAll(
  path: string,
  all: ReadonlyMap<string, SeenSave>,
  files: FileSystem,
  randomBytes: (length: number) => Buffer
): Promise<void> {
  const text = JSON.stringify({ vaults: Object.fromEntries([...all].slice(-VAULT_LIMIT)) })
  const newPath = `${path}.${randomBytes(8).toString('hex')}`
  try {
    await files.makeFolder(dirname(path))
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
export async function readAllSeen(path: string, files: FileSystem): Promise<Map<string, SeenSave>> {
  const all = new Map<string, SeenSave>()
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
    typeof value.saveId === 'string'
  )
}
