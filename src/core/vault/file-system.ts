/** What the vault needs of a file system, one call per system call, so that faults can be put between any two of them. */

/**
 * Tells one state of a file from another: which file it is, its size, and when it was last written. Equal marks: the same
 * file, and nobody wrote to it in between.
 */
export type FileMark = string

export interface FileToWrite {
  /** Writes the parts one after another, without joining them first. */
  write(...parts: readonly Uint8Array[]): Promise<void>
  /** The bytes are on the medium when this returns. */
  sync(): Promise<void>
  mark(): Promise<FileMark>
  close(): Promise<void>
}

/** Errors are Node's, with their `code`: `ENOENT`, `EEXIST`, `ENOSPC` … */
export interface FileSystem {
  /**
   * The whole file, or `null` where there is none. Refuses (`EFBIG`) a file longer than `mostBytes`, and (`ENOLINK`) a
   * link that leads nowhere.
   */
  read(path: string, mostBytes: number): Promise<Buffer | null>
  /** The first bytes of a file, at most `length`, and the mark it had before they were read; `null` where there is none. */
  readStart(path: string, length: number): Promise<{ readonly bytes: Buffer; readonly mark: FileMark } | null>
  /** The mark of a file, or `null` where there is none. */
  mark(path: string): Promise<FileMark | null>
  /** Makes a file that wasn't there (`O_EXCL`), readable by its owner alone. */
  create(path: string): Promise<FileToWrite>
  /** Makes a second name for a file; fails with `EEXIST` where the name is taken. */
  link(existing: string, path: string): Promise<void>
  /** Puts a file in another's place in one step. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file; one that isn't there is no error. */
  remove(path: string): Promise<void>
  /** Names in a folder. */
  list(folder: string): Promise<readonly string[]>
  /** Makes a folder (0700) and those above it where they are missing; says whether it made any. */
  makeFolder(folder: string): Promise<boolean>
  /** What the folder says about its files is on the medium when this returns; nothing where the system can't. */
  syncFolder(folder: string): Promise<void>
  /** The path with its symbolic links followed, or the path itself where nothing is there. */
  resolve(path: string): Promise<string>
  /**
   * Takes away what rights others have on a file or folder; says whether there were any. Nothing where the system has none,
   * and for a link or a device.
   */
  restrict(path: string): Promise<boolean>
}
