/**
 * Former versions of the vault, kept in a folder beside it and told by their names (docs/vault-format.md, "Backups"). What
 * expires is decided by counting saves and days of use, never by dates.
 */
import { dirname, join } from 'node:path'
import { COUNTER_FIELDS } from './account-record.ts'
import { sameCbor, type Fields } from './cbor.ts'
import type { Contents, Stamp } from './contents.ts'
import type { FileSystem } from './file-system.ts'
import { FILE_LIMIT, headerIn, START_LIMIT } from './format.ts'
import { codeOf } from './node-files.ts'
import { daysOfUse, withField } from './payload.ts'
import { layersOf, type Records } from './records.ts'
import { VaultError } from './vault-error.ts'
import { NO_LINKS } from './vault-lock.ts'

/** The last saves before a change, and the last version of each day of use. */
export const KEPT = { saves: 10, days: 30 } as const

export interface BackupEntry {
  readonly path: string
  readonly revision: number
  /** Day of use on which it was the vault. */
  readonly day: number
  readonly kind: 'save' | 'day'
}

export function backupFolder(vaultPath: string): string {
  return join(dirname(vaultPath), 'backups')
}

/** Whether a save changes more than counters and the day: accounts, trash, slots or settings. */
export function isSubstantial(before: Contents, after: Contents): boolean {
  return !(
    before.slots === after.slots &&
    before.masterKeyId === after.masterKeyId &&
    sameRecords(before.payload.accounts, after.payload.accounts) &&
    sameRecords(before.payload.trash, after.payload.trash) &&
    sameCbor(before.payload.extra, after.payload.extra)
  )
}

/** For which reasons the version before a save is kept. */
export function reasonsToKeep(before: Contents, after: Contents): readonly BackupEntry['kind'][] {
  const isNewDay = daysOfUse(after.payload.use) !== daysOfUse(before.payload.use)
  return [...(isSubstantial(before, after) ? ['save' as const] : []), ...(isNewDay ? ['day' as const] : [])]
}

/** `vault-<revision>-<day of use>-<save id>-<kind>.zeroskew` */
export function backupName(
  { revision, saveId }: Pick<Stamp, 'revision' | 'saveId'>,
  day: number,
  kind: BackupEntry['kind']
): string {
  const number = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const id = saveId.toString('hex').slice(0, 16)
  return `vault-${number(revision, 10)}-${number(day, 6)}-${id}-${kind}.zeroskew`
}

/** Backups in a folder, the newest first; none where there is no folder. */
export async function listBackups(folder: string, files: FileSystem): Promise<readonly BackupEntry[]> {
  const names = await files.list(folder).catch((): readonly string[] => [])
  return names
    .flatMap((name) => {
      const [, revision, day, kind] =
        /^vault-(\d{10,16})-(\d{6,16})-[0-9a-f]{16}-(save|day)\.zeroskew$/.exec(name) ?? []
      return revision === undefined || (kind !== 'save' && kind !== 'day')
        ? []
        : [{ path: join(folder, name), revision: Number(revision), day: Number(day), kind } as const]
    })
    .sort((a, b) => b.revision - a.revision || (a.path < b.path ? -1 : 1))
}

/**
 * Keeps a file that is there under a name in the folder: by a link, or a copy where there are none. Says whether it was
 * made now; a file of that name stays as it is.
 */
export async function keepFile(
  existing: string,
  folder: string,
  name: string,
  files: FileSystem
): Promise<boolean> {
  const link = (): Promise<void> => files.link(existing, join(folder, name))
  try {
    await link().catch(async (error: unknown) => {
      // The first of all: there is no folder yet.
      if (codeOf(error) !== 'ENOENT') {
        throw error
      }
      await files.makeFolder(folder)
      await link()
    })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false
    }
    const bytes = [...NO_LINKS, 'EXDEV'].includes(codeOf(error))
      ? await files.read(existing, FILE_LIMIT)
      : null
    if (bytes === null) {
      throw error
    }
    await files.makeFolder(folder)
    await keepBytes([bytes], folder, name, files)
  }
  return true
}

/** Writes a copy into a folder that is there, whole or not at all. */
export async function keepBytes(
  parts: readonly Uint8Array[],
  folder: string,
  name: string,
  files: FileSystem
): Promise<void> {
  const newPath = join(folder, `${name}.new`)
  await files.remove(newPath)
  const file = await files.create(newPath)
  try {
    await file.write(...parts)
    await file.sync()
  } catch (error) {
    await files.remove(newPath).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
  await files.rename(newPath, join(folder, name))
}

/**
 * Which backups have had their time; says nothing of the last good one, which stays whatever this says.
 * @param days - days of use so far, or `null` while the clock isn't in step: then no day ends
 */
export function expired(entries: readonly BackupEntry[], days: number | null): readonly BackupEntry[] {
  const saves = entries.filter(({ kind }) => kind === 'save')
  const old = entries.filter(({ kind, day }) => kind === 'day' && days !== null && days - day > KEPT.days)
  return [...saves.slice(KEPT.saves), ...old]
}

/** What is to be known of a backup before it, or another one, is let go of. */
export interface BackupChecks {
  /** See {@link isOfVault}. */
  readonly isOurs: (path: string) => Promise<boolean>
  /** Reads and authenticates it. */
  readonly isGood: (path: string) => Promise<boolean>
}

/** Removes what has had its time, but never the last backup that is good, nor any of another vault in the same folder. */
export async function removeExpired(
  folder: string,
  days: number | null,
  { isOurs, isGood }: BackupChecks,
  files: FileSystem
): Promise<void> {
  const all = await listBackups(folder, files)
  // Fewer of them have no more that are to go, and most saves let go of one at most.
  if (expired(all, days).length === 0) {
    return
  }
  const areOurs = await Promise.all(all.map(({ path }) => isOurs(path)))
  const entries = all.filter((_, at) => areOurs[at])
  const leaving = new Set(expired(entries, days))
  if (leaving.size === 0) {
    return
  }
  const hasGood = async (some: readonly BackupEntry[]): Promise<BackupEntry | null> => {
    for (const entry of some) {
      if (await isGood(entry.path)) {
        return entry
      }
    }
    return null
  }
  const stays = await hasGood(entries.filter((entry) => !leaving.has(entry)))
  const kept = stays ?? (await hasGood([...leaving]))
  for (const entry of leaving) {
    if (entry !== kept) {
      await files.remove(entry.path)
    }
  }
}

/**
 * Whether a file is a version of this vault by its own word, or too damaged to say. One of a newer format isn't: of which
 * vault it is can't be read here.
 */
export async function isOfVault(path: string, vaultId: Buffer, files: FileSystem): Promise<boolean> {
  try {
    const start = await files.readStart(path, START_LIMIT)
    return start !== null && headerIn(start.bytes).vaultId.equals(vaultId)
  } catch (error) {
    return error instanceof VaultError && error.code === 'damaged'
  }
}

/**
 * Gives what is left of a vault that is gone, its former version, a name among the backups: the next vault's former version
 * takes its place.
 * @throws Node's errors; what can't be kept is still there
 */
export async function shelveLeft(former: string, vaultPath: string, files: FileSystem): Promise<void> {
  const start = await files.readStart(former, START_LIMIT)
  if (start === null) {
    return
  }
  // The day of use stands in the payload, which nobody can read here.
  await keepFile(former, backupFolder(vaultPath), backupName(headerIn(start.bytes), 0, 'save'), files)
  await files.remove(former)
}

function sameRecords(a: Records, b: Records): boolean {
  const [ofA, ofB] = [layersOf(a), layersOf(b)]
  if (a.size !== b.size) {
    return false
  }
  // What both share needs no look.
  const ids =
    ofA.base === ofB.base ? [...ofA.changes.keys(), ...ofB.changes.keys()] : [...a.keys(), ...b.keys()]
  return ids.every((id) => sameButForCounters(a.get(id), b.get(id)))
}

function sameButForCounters(a: Fields | undefined, b: Fields | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameCbor(withoutCounters(a), withoutCounters(b)))
}

function withoutCounters(record: Fields): Fields {
  return COUNTER_FIELDS.reduce((fields, name) => withField(fields, name, undefined), record)
}
