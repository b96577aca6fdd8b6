/**
 * A file system in memory that remembers what a power cut may take away. A file's bytes are safe once it was synced, a
 * folder's names once the folder was: everything else is there in part, or not at all, in whatever combination
 * (facts of POSIX, not of one kind of disk).
 */
import { dirname } from 'node:path'
import type { FileMark, FileSystem } from '../../src/core/vault/file-system.ts'

/** One file's bytes, whatever its names are. */
export interface Inode {
  bytes: Buffer
  /** How much of it is on the medium; `null`: all of it. */
  synced: number | null
}

/** A change of a folder's names that isn't on the medium yet: `null` takes the name away. */
type NameChange = ReadonlyMap<string, Inode | null>

export interface ModelState {
  /** Names on the medium for certain. */
  readonly durable: ReadonlyMap<string, Inode>
  /** Changes since then, by folder. */
  readonly pending: ReadonlyMap<string, readonly NameChange[]>
}

/** Faults to plant into the saver, each as a change of what one call does. */
export type Mutation =
  'no file fsync' | 'no folder fsync' | 'backup by rename' | 'delete, then rename' | 'write in place'

export class ModelFiles implements FileSystem {
  readonly #durable: Map<string, Inode>
  readonly #current: Map<string, Inode>
  readonly #pending = new Map<string, NameChange[]>()
  readonly #mutation: Mutation | null
  /** Called after each call that may have changed something. */
  onStep: () => void = () => undefined

  constructor(files: ReadonlyMap<string, Buffer> = new Map(), mutation: Mutation | null = null) {
    this.#durable = new Map([...files].map(([path, bytes]) => [path, { bytes, synced: null }]))
    this.#current = new Map(this.#durable)
    this.#mutation = mutation
  }

  get state(): ModelState {
    return { durable: this.#durable, pending: this.#pending }
  }

  read(path: string, mostBytes: number): Promise<Buffer | null> {
    const inode = this.#current.get(path)
    if (inode !== undefined && inode.bytes.length > mostBytes) {
      return Promise.reject(systemError('EFBIG'))
    }
    return Promise.resolve(inode === undefined ? null : Buffer.from(inode.bytes))
  }

  readStart(path: string, length: number) {
    const inode = this.#current.get(path)
    return Promise.resolve(
      inode === undefined
        ? null
        : { bytes: Buffer.from(inode.bytes.subarray(0, length)), mark: markOf(inode) }
    )
  }

  mark(path: string): Promise<FileMark | null> {
    const inode = this.#current.get(path)
    return Promise.resolve(inode === undefined ? null : markOf(inode))
  }

  create(path: string) {
    if (this.#current.has(path)) {
      return Promise.reject(systemError('EEXIST'))
    }
    const inode: Inode = { bytes: Buffer.alloc(0), synced: 0 }
    this.#change(dirname(path), new Map([[path, inode]]))
    return Promise.resolve({
      write: (...parts: readonly Uint8Array[]) => {
        const bytes = Buffer.concat(parts)
        // In two halves, because a write may be cut anywhere.
        const half = bytes.length >> 1
        inode.bytes = Buffer.from(bytes.subarray(0, half))
        this.onStep()
        inode.bytes = Buffer.from(bytes)
        this.onStep()
        return Promise.resolve()
      },
      sync: () => {
        if (this.#mutation !== 'no file fsync') {
          inode.synced = null
          this.onStep()
        }
        return Promise.resolve()
      },
      mark: () => Promise.resolve(markOf(inode)),
      close: () => Promise.resolve()
    })
  }

  link(existing: string, path: string): Promise<void> {
    const inode = this.#current.get(existing)
    if (inode === undefined) {
      return Promise.reject(systemError('ENOENT'))
    }
    if (this.#current.has(path)) {
      return Promise.reject(systemError('EEXIST'))
    }
    const moves = this.#mutation === 'backup by rename' && path.endsWith('.bak')
    this.#change(dirname(path), new Map([[path, inode], ...(moves ? [[existing, null] as const] : [])]))
    return Promise.resolve()
  }

  rename(from: string, to: string): Promise<void> {
    const inode = this.#current.get(from)
    if (inode === undefined) {
      return Promise.reject(systemError('ENOENT'))
    }
    const target = this.#current.get(to)
    if (this.#mutation === 'delete, then rename') {
      this.#change(dirname(to), new Map([[to, null]]))
    }
    if (this.#mutation === 'write in place' && target !== undefined) {
      for (const length of [0, inode.bytes.length >> 1, inode.bytes.length]) {
        target.bytes = Buffer.from(inode.bytes.subarray(0, length))
        target.synced = 0
        this.onStep()
      }
      target.synced = null
      this.#change(dirname(from), new Map([[from, null]]))
      return Promise.resolve()
    }
    this.#change(
      dirname(to),
      new Map([
        [from, null],
        [to, inode]
      ])
    )
    return Promise.resolve()
  }

  remove(path: string): Promise<void> {
    if (this.#current.has(path)) {
      this.#change(dirname(path), new Map([[path, null]]))
    }
    return Promise.resolve()
  }

  list(folder: string): Promise<readonly string[]> {
    const names = [...this.#current.keys()].filter((path) => dirname(path) === folder)
    return Promise.resolve(names.map((path) => path.slice(folder.length + 1)))
  }

  makeFolder(): Promise<boolean> {
    return Promise.resolve(false)
  }

  syncFolder(folder: string): Promise<void> {
    if (this.#mutation !== 'no folder fsync') {
      for (const change of this.#pending.get(folder) ?? []) {
        apply(this.#durable, change)
      }
      this.#pending.delete(folder)
      this.onStep()
    }
    return Promise.resolve()
  }

  resolve(path: string): Promise<string> {
    return Promise.resolve(path)
  }

  restrict(): Promise<boolean> {
    return Promise.resolve(false)
  }

  #change(folder: string, change: NameChange): void {
    apply(this.#current, change)
    this.#pending.set(folder, [...(this.#pending.get(folder) ?? []), change])
    this.onStep()
  }
}

/** One way in which the power may go now. */
export interface Crash {
  /** Which of the pending changes of names made it. */
  readonly names: (index: number) => boolean
  /** How much of each unsynced file made it. */
  readonly bytes: 'none' | 'half' | 'all' | 'zeros'
}

/** The files after a crash, as the next start of the machine finds them. */
export function afterCrash({ durable, pending }: ModelState, crash: Crash): ReadonlyMap<string, Buffer> {
  const names = new Map(durable)
  let index = 0
  for (const changes of pending.values()) {
    for (const change of changes) {
      if (crash.names(index++)) {
        apply(names, change)
      }
    }
  }
  return new Map([...names].map(([path, inode]) => [path, bytesLeft(inode, crash.bytes)]))
}

export function countPending({ pending }: ModelState): number {
  return [...pending.values()].reduce((count, changes) => count + changes.length, 0)
}

export function hasUnsynced({ durable, pending }: ModelState): boolean {
  const inodes = [
    ...durable.values(),
    ...[...pending.values()].flat().flatMap((change) => [...change.values()])
  ]
  return inodes.some((inode) => inode !== null && inode.synced !== null)
}

function bytesLeft({ bytes, synced }: Inode, left: Crash['bytes']): Buffer {
  if (synced === null || left === 'all') {
    return bytes
  }
  switch (left) {
    case 'none':
      return bytes.subarray(0, synced)
    case 'half':
      return bytes.subarray(0, Math.max(synced, bytes.length >> 1))
    case 'zeros':
      return Buffer.concat([bytes.subarray(0, synced), Buffer.alloc(bytes.length - synced)])
  }
}

function apply(names: Map<string, Inode>, change: NameChange): void {
  for (const [path, inode] of change) {
    if (inode === null) {
      names.delete(path)
    } else {
      names.set(path, inode)
    }
  }
}

/** A number for each inode, and one for each of its contents: a buffer is never written to, only replaced. */
const numbers = new WeakMap<object, number>()
let lastNumber = 0

function markOf(inode: Inode): FileMark {
  return [inode, inode.bytes]
    .map((one) => {
      const number = numbers.get(one) ?? ++lastNumber
      numbers.set(one, number)
      return number
    })
    .join(' ')
}

function systemError(code: string): Error {
  return Object.assign(new Error(`the model says ${code}`), { code })
}
