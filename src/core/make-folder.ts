/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends where a folder is there in which none can be
 * made and the system says ENOENT to that, such as /proc.
 */
import { constants, mkdirSync, statSync } from 'node:fs'
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What a data folder and those above it are made as: their owner's alone. */
const OWNER_ONLY = 0o700

/** Makes a folder (0700) and those above it where they are missing; says whether it made any. */
export async function makeFolder(folder: string): Promise<boolean> {
  if (await isFolder(folder)) return false
  const parent = dirname(folder)
  if (parent !== folder) await makeFolder(parent)
  try {
    await mkdir(folder, { mode: OWNER_ONLY })
    if (isRoot()) {
      await using made = await open(folder, constants.O_DIRECTORY | constants.O_NOFOLLOW)
      await giveToOwnerOf(parent, made)
    }
    return true
  } catch (error) {
    // Another process was faster.
    if (await isFolder(folder)) return false
    throw error
  }
}

/** The same at once, for what is read and written before anything else runs. */
export function makeFolderSync(folder: string): void {
  if (isFolderSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolderSync(parent)
  try {
    mkdirSync(folder, { mode: OWNER_ONLY })
  } catch (error) {
    if (!isFolderSync(folder)) throw error
  }
}

/**
 * What root makes in a user's folder is that user's: `sudo zeroskew`, with the user's HOME, would shut people out of their own
 * vault otherwise. File systems that have no owners leave it as it is.
 */
export async function giveToOwnerOf(folder: string, made: FileHandle): Promise<void> {
  if (!isRoot()) return
  try {
    const { uid, gid } = await stat(folder)
    if (uid !== 0) await made.chown(uid, gid)
  } catch {
    // Root can use it in any case.
  }
}

function isRoot(): boolean {
  return process.geteuid?.() === 0
}

/** What can't be looked at isn't taken for one: making it tells the reason. */
async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false
  )
}

function isFolderSync(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
