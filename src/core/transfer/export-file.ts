/** Puts an export on the disk: readable by its owner alone, whole or not at all, and never over another file by accident. */
import { basename, dirname, join, sep } from 'node:path'
import type { FileSystem } from '../vault/file-system.ts'
import { codeOf } from '../vault/node-files.ts'

/** `exists`: something is there already; `not-written`: the system said why, in `cause`. */
export type ExportFileErrorCode = 'exists' | 'not-written'

export class ExportFileError extends Error {
  override readonly name = 'ExportFileError'
  readonly code: ExportFileErrorCode
  /** The file at fault. */
  readonly path: string

  constructor(code: ExportFileErrorCode, path: string, options?: ErrorOptions) {
    super(code === 'exists' ? 'expected no file there, got one' : 'expected to write a file', options)
    this.code = code
    this.path = path
  }
}

export interface FileToExport {
  readonly path: string
  /** Stays the caller's, who wipes it. */
  readonly bytes: Uint8Array
}

export interface ExportFileSetting {
  readonly files: FileSystem
  readonly randomBytes: (length: number) => Buffer
  /** Holds the names of what isn't whole yet: whoever is ended in between removes it (removed-at-end.ts). */
  readonly unfinished?: Set<string>
}

/**
 * Writes files that belong together: all of them, or none. Each goes under another name first and is on the medium
 * before it gets its own.
 * @param replaces - Whoever was asked by a dialog has agreed to replace what is there.
 * @throws {@link ExportFileError} `exists`, `not-written`
 */
export async function writeExportFiles(
  wanted: readonly FileToExport[],
  { files, randomBytes, unfinished = new Set() }: ExportFileSetting,
  replaces = false
): Promise<void> {
  const done: string[] = []
  try {
    for (const file of wanted) {
      // Not after the file's own name, which may be as long as a name can be.
      const temporary = join(dirname(file.path), `.zeroskew-${randomBytes(6).toString('hex')}.tmp`)
      await writeOne(file, { temporary, replaces }, { files, unfinished })
      done.push(file.path)
    }
    for (const folder of new Set(wanted.map(({ path }) => dirname(path)))) {
      // The files are written; a folder that can't be flushed takes nothing of them back.
      await files.syncFolder(folder).catch(() => undefined)
    }
  } catch (error) {
    // Files that others had put there were replaced with their owner's consent, and aren't to be had again.
    if (!replaces) for (const path of done) await files.remove(path).catch(() => undefined)
    throw error
  } finally {
    unfinished.clear()
  }
}

/** Whether a path is the vault's file, by whichever name, or lies in the data folder: no dialog's answer replaces that. */
export async function isVaultsOwn(path: string, vaultPath: string, files: FileSystem): Promise<boolean> {
  const [place = '', home = ''] = await Promise.all(
    [path, vaultPath].map((each) => files.resolve(dirname(each)))
  )
  if (join(place, basename(path)).startsWith(`${home}${sep}`)) return true
  const [there, vault] = await Promise.all(
    [path, vaultPath].map((each) => files.mark(each).catch(() => null))
  )
  return there !== null && there === vault
}

/** File n of several: "codes.png" → "codes-1of3.png". A single one keeps its name. */
export function numberedPath(path: string, index: number, count: number): string {
  if (count === 1) return path
  const [, stem = path, extension = ''] = /^(.*?)(\.[^./\\]*)?$/su.exec(path) ?? []
  return `${stem}-${index + 1}of${count}${extension}`
}

interface Making {
  readonly files: FileSystem
  readonly unfinished: Set<string>
}

async function writeOne(
  { path, bytes }: FileToExport,
  { temporary, replaces }: { readonly temporary: string; readonly replaces: boolean },
  making: Making
): Promise<void> {
  const { files } = making
  try {
    await create(temporary, bytes, making)
    try {
      if (replaces) await files.rename(temporary, path)
      else await giveName(temporary, path, bytes, making)
    } finally {
      await files.remove(temporary)
    }
  } catch (error) {
    const code = codeOf(error) === 'EEXIST' ? 'exists' : 'not-written'
    throw new ExportFileError(code, path, { cause: error })
  }
}

/** A second name for the file, which fails where the name is taken; USB sticks' file systems have no second names. */
async function giveName(temporary: string, path: string, bytes: Uint8Array, making: Making): Promise<void> {
  try {
    await making.files.link(temporary, path)
    // Those that belong together come and go together.
    making.unfinished.add(path)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error
    await create(path, bytes, making)
  }
}

/** Makes a file that wasn't there, and takes it away again where it can't be written whole. */
async function create(path: string, bytes: Uint8Array, { files, unfinished }: Making): Promise<void> {
  const file = await files.create(path)
  // From here on it is ours.
  unfinished.add(path)
  try {
    try {
      await file.write(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await files.remove(path).catch(() => undefined)
    throw error
  }
}
