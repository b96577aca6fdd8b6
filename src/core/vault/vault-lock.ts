/**
 * The lock beside the vault, so that app and terminal never save at once (docs/vault-format.md, "The lock"). A file that
 * names its owner is linked into place; it is broken only where its owner is gone for certain.
 */
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { FileSystem } from './file-system.ts'
import { codeOf } from './node-files.ts'
import { isFromHere, isGone, type ProcessIdentity, type ThisProcess } from './process-identity.ts'
import { VaultError } from './vault-error.ts'

export interface LockSetting {
  readonly files: FileSystem
  readonly process: ThisProcess
  readonly randomBytes: (length: number) => Buffer
  /** How long to wait for another process, ms. A save takes some 10 ms. */
  readonly deadlineMs?: number
  /** What the deadline is counted by, ms; the process's own where it isn't given. */
  readonly monotonicMs?: () => number
}

const DEADLINE_MS = 10_000
const OWNER_LIMIT = 4096
/** Breakers of breakers of breakers: beyond that somebody else will have done it. */
const BREAK_DEPTH = 3
/** Errors of a file system that has no hard links: exFAT, some network shares. */
export const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'UNKNOWN']

interface Owner extends ProcessIdentity {
  /** 16 random bytes in hexadecimal: never the same for two locks. */
  readonly nonce: string
}

/**
 * Does the work while no other process does any under the same lock.
 * @throws {@link VaultError} `lock-held`, with the path of a file that only the user can judge; `not-saved` where no lock can
 * be made
 */
export async function withLock<T>(
  lockPath: string,
  setting: LockSetting,
  work: () => Promise<T>
): Promise<T> {
  const taker = await createTaker(lockPath, setting)
  let isHeld = false
  try {
    await waitFor(taker)
    isHeld = true
    // Nobody waits for what others left, so it goes while the work is done.
    const swept = sweep(taker).catch(() => undefined)
    try {
      return await work()
    } finally {
      await swept
    }
  } finally {
    await release(taker, isHeld)
  }
}

interface Taker {
  readonly lockPath: string
  /** Our owner file, complete before it is linked: a lock is never seen half written. */
  readonly ownerPath: string
  readonly ownerText: Buffer
  readonly nonce: string
  readonly setting: LockSetting
}

async function createTaker(lockPath: string, setting: LockSetting): Promise<Taker> {
  const { host, bootId, pidNamespace, pid, startTime } = setting.process
  const nonce = setting.randomBytes(16).toString('hex')
  const owner: Owner = { host, bootId, pidNamespace, pid, startTime, nonce }
  const taker: Taker = {
    lockPath,
    ownerPath: `${lockPath}.owner-${nonce}`,
    ownerText: Buffer.from(JSON.stringify(owner)),
    nonce,
    setting
  }
  await asNotSaved(writeOwner(taker, taker.ownerPath))
  return taker
}

async function waitFor(taker: Taker): Promise<void> {
  const { deadlineMs = DEADLINE_MS, monotonicMs = () => performance.now(), randomBytes } = taker.setting
  const endsMs = monotonicMs() + deadlineMs
  for (;;) {
    const isLastTry = monotonicMs() >= endsMs
    if (await asNotSaved(take(taker, taker.lockPath, 0, isLastTry))) {
      return
    }
    if (isLastTry) {
      throw new VaultError(
        'lock-held',
        `expected the vault's lock within ${deadlineMs} ms, another process holds it`,
        { paths: await inTheWay(taker) }
      )
    }
    // Uneven, so that two waiting processes don't keep meeting.
    await wait(2 + (randomBytes(1)[0] ?? 0) / 16)
  }
}

/** Files that would stay in the way for ever: they name nobody, or somebody of whom nothing can be known from here. */
async function inTheWay({ lockPath, setting: { files, process } }: Taker): Promise<readonly string[]> {
  const owner = await ownerOf(lockPath, files)
  if (typeof owner === 'object' && isFromHere(owner, process)) {
    // Its owner is gone, and still it couldn't be broken: somebody's claim to break it is in the way.
    return (await isGone(owner, process)) ? [claimOn(lockPath, owner)] : []
  }
  return [lockPath]
}

function claimOn(lockPath: string, owner: Owner | 'nobody'): string {
  return `${lockPath}.break-${nonceOf(owner)}`
}

/**
 * Takes the lock at a path if it is free, or if its owner is gone. A half-written lock was left by a power cut: with links
 * none is ever seen in that state, and without them none stays so for as long as the deadline.
 * @param isLastTry - the deadline has passed
 */
async function take(taker: Taker, path: string, depth: number, isLastTry: boolean): Promise<boolean> {
  const { files, process } = taker.setting
  const tried = await putInPlace(taker, path)
  if (tried === 'taken') {
    return true
  }
  const owner = await ownerOf(path, files)
  if (owner === 'unknown' || depth >= BREAK_DEPTH) {
    return false
  }
  const isLeft = owner === 'nobody' ? tried === 'held' || isLastTry : await isGone(owner, process)
  if (!isLeft) {
    return false
  }
  await breakLock(taker, path, owner, depth, isLastTry)
  return (await putInPlace(taker, path)) === 'taken'
}

/**
 * Removes a lock whose owner is gone. Only one process at a time may: the one that holds the claim named after that
 * very lock. Whoever comes late finds another nonce under the claim, and leaves the new lock alone.
 */
async function breakLock(
  taker: Taker,
  path: string,
  owner: Owner | 'nobody',
  depth: number,
  isLastTry: boolean
): Promise<void> {
  const { files } = taker.setting
  const claim = claimOn(taker.lockPath, owner)
  if (!(await take(taker, claim, depth + 1, isLastTry))) {
    return
  }
  try {
    const now = await ownerOf(path, files)
    if (nonceOf(now) === nonceOf(owner)) {
      await files.remove(path)
    }
  } finally {
    await files.remove(claim)
  }
}

/** `held`: somebody's, by a link; `held-without-links`: somebody's, where there are no links. */
async function putInPlace(taker: Taker, path: string): Promise<'taken' | 'held' | 'held-without-links'> {
  try {
    await taker.setting.files.link(taker.ownerPath, path)
    return 'taken'
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return 'held'
    }
    if (!NO_LINKS.includes(codeOf(error))) {
      throw error
    }
  }
  try {
    await writeOwner(taker, path)
    return 'taken'
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return 'held-without-links'
    }
    throw error
  }
}

async function writeOwner(taker: Taker, path: string): Promise<void> {
  const { files } = taker.setting
  const file = await files.create(path)
  try {
    try {
      await file.write(taker.ownerText)
    } finally {
      await file.close()
    }
  } catch (error) {
    // A lock that names nobody would never be broken.
    await files.remove(path)
    throw error
  }
}

async function release(taker: Taker, isHeld: boolean): Promise<void> {
  const { lockPath, ownerPath, setting } = taker
  const left = isHeld && (await isOurs(taker)) ? [lockPath, ownerPath] : [ownerPath]
  await Promise.allSettled(left.map((path) => setting.files.remove(path)))
}

/** Whether the lock is still the one we took: one file with our owner file, or, where there are no links, by its nonce. */
async function isOurs({ lockPath, ownerPath, nonce, setting: { files } }: Taker): Promise<boolean> {
  const [lock, owner] = await Promise.all(
    [lockPath, ownerPath].map((path) => files.mark(path).catch(() => null))
  )
  return (lock !== null && lock === owner) || nonceOf(await ownerOf(lockPath, files)) === nonce
}

/** Removes owner files that processes left which were killed before they had the lock. */
async function sweep({ lockPath, ownerPath, setting: { files, process } }: Taker): Promise<void> {
  const folder = dirname(lockPath)
  const prefix = `${lockPath}.owner-`
  for (const name of await files.list(folder)) {
    const path = `${folder}/${name}`
    if (path.startsWith(prefix) && path !== ownerPath) {
      const owner = await ownerOf(path, files)
      // One that names nobody is being written, or was when the power went: the next holder but one will see.
      if (typeof owner === 'object' && (await isGone(owner, process))) {
        await files.remove(path)
      }
    }
  }
}

/** Who a lock names; `nobody`: it was half written; `unknown`: there is none, or it isn't ours to understand. */
async function ownerOf(path: string, files: FileSystem): Promise<Owner | 'nobody' | 'unknown'> {
  const bytes = await files.read(path, OWNER_LIMIT).catch(() => null)
  if (bytes === null) {
    return 'unknown'
  }
  return parseOwner(bytes) ?? (isHalfWritten(bytes) ? 'nobody' : 'unknown')
}

/** What a power cut leaves of an owner file: nothing, its beginning, or zeros in place of its end. */
function isHalfWritten(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  return /^\0*$/.test(text) || (text.startsWith('{') && !text.trimEnd().endsWith('}'))
}

function nonceOf(owner: Owner | 'nobody' | 'unknown'): string {
  return typeof owner === 'object' ? owner.nonce : owner
}

function parseOwner(bytes: Buffer): Owner | null {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) {
    return null
  }
  const { host, bootId, pidNamespace, pid, startTime, nonce } = value as Partial<Record<string, unknown>>
  const texts = [host, bootId, pidNamespace, startTime].every((text) => typeof text === 'string')
  const isOwner =
    texts && Number.isSafeInteger(pid) && typeof nonce === 'string' && /^[0-9a-f]{32}$/.test(nonce)
  return isOwner ? (value as Owner) : null
}

async function asNotSaved<T>(attempt: Promise<T>): Promise<T> {
  try {
    return await attempt
  } catch (error) {
    throw error instanceof VaultError
      ? error
      : new VaultError('not-saved', 'expected to make a lock beside the vault', { cause: error })
  }
}
