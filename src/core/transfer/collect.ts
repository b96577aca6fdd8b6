/** Makes one receipt's worth of a list of entries: each is read by itself, and one that can't be read stops no other. */
import { cleanName } from '../otp/clean-text.ts'
import { KeyUriError } from '../otp/key-uri-error.ts'
import type { NewAccount } from '../otp/account.ts'
import type { FailedEntry, ReadEntry, ReadExport, Without } from './importer.ts'
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

/**
 * Reads a list entry by entry; `found` is its length, whatever becomes of the entries.
 * @param one - gives the account; what it throws of KeyUriError and TransferError becomes that entry's failure; what it
 *   can't read whole beside the code it tells by `without`
 * @param nameOf - what people know the entry by (`entryName`); never called for one that can be read
 * @throws {@link TransferError} `too-large` for more entries than anybody has; then none is read
 */
export async function readEntries<T>(
  list: readonly T[],
  one: (entry: T, index: number, without: Without) => NewAccount | Promise<NewAccount>,
  nameOf: (entry: T) => string
): Promise<ReadExport> {
  if (list.length > LIMITS.entries) {
    throw new TransferError('too-large', { expected: `≤ ${LIMITS.entries} entries`, got: `${list.length}` })
  }
  const accounts: ReadEntry[] = []
  const failed: FailedEntry[] = []
  for (const [index, entry] of list.entries()) {
    try {
      const unread: string[] = []
      const shortened: string[] = []
      const made = one(entry, index, (field, how) => (how === 'shortened' ? shortened : unread).push(field))
      const account = made instanceof Promise ? await made : made
      accounts.push({
        entry: index + 1,
        account,
        ...(unread.length === 0 ? {} : { unread }),
        ...(shortened.length === 0 ? {} : { shortened })
      })
    } catch (error) {
      if (!(error instanceof KeyUriError) && !(error instanceof TransferError)) throw error
      failed.push({ entry: index + 1, name: shortName(nameIfAny(() => nameOf(entry))), error })
    }
  }
  return { found: list.length, accounts, failed }
}

/** What an entry's fault is may lie in its name as well. */
function nameIfAny(nameOf: () => string): string {
  try {
    return nameOf()
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    return ''
  }
}

/** "GitHub: alice", or the half that there is. */
export function entryName(issuer: string | undefined, label: string | undefined): string {
  return [issuer ?? '', label ?? ''].filter((part) => part.trim() !== '').join(': ')
}

/**
 * A text field that an entry must have.
 * @throws {@link TransferError} `bad-field`
 */
export function needed<T>(field: string, value: T | undefined, expected = 'a value'): T {
  if (value !== undefined) return value
  throw new TransferError('bad-field', { field, expected, got: 'nothing' })
}

/**
 * Lines of a text that say something: blank ones and comments (`#`, `//`) don't.
 * @throws {@link TransferError} `too-large` for more than anybody has accounts
 */
export function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const [line] of text.matchAll(/[^\r\n]+/gu)) {
    if (/^\s*(?:$|#|\/\/)/u.test(line)) continue
    if (lines.length >= LIMITS.entries) {
      throw new TransferError('too-large', { expected: `≤ ${LIMITS.entries} entries`, got: 'more' })
    }
    lines.push(line)
  }
  return lines
}

/** One export after another, as one: entries are counted on. A batch is whole once all have its parts together. */
export function joinExports(first: ReadExport, then: ReadExport): ReadExport {
  const moved = <E extends ReadEntry | FailedEntry>(entries: readonly E[]): E[] =>
    entries.map((one) => ({ ...one, entry: one.entry + first.found }))
  const missingParts = stillMissing(first.missingParts, then.missingParts)
  return {
    found: first.found + then.found,
    accounts: [...first.accounts, ...moved(then.accounts)],
    failed: [...first.failed, ...moved(then.failed)],
    ...(missingParts === undefined ? {} : { missingParts })
  }
}

/** The same, with each entry's place in its file, for one of several that are read together. */
export function ofFile<R extends ReadExport>(read: R, name: string): R {
  const marked = <E extends ReadEntry | FailedEntry>(entries: readonly E[]): E[] =>
    entries.map((one) => ({ ...one, file: { name, entry: one.entry } }))
  return { ...read, accounts: marked(read.accounts), failed: marked(read.failed) }
}

/** The same, with what lay in the other app's trash taken for live. */
export function allLive(read: ReadExport): ReadExport {
  const accounts = read.accounts.map((one): ReadEntry => {
    const { details } = one.account
    if (details?.isTrashed !== true) return one
    return { ...one, account: { ...one.account, details: { ...details, isTrashed: false } } }
  })
  return { ...read, accounts }
}

type Missing = ReadExport['missingParts']

function stillMissing(one: Missing, other: Missing): Missing {
  if (one === undefined || other === undefined) return one ?? other
  if (one.batchId !== other.batchId || one.of !== other.of) return one
  const parts = one.parts.filter((part) => other.parts.includes(part))
  return parts.length === 0 ? undefined : { ...one, parts }
}

/** For a sentence: clean, and not longer than a line. */
function shortName(name: string): string {
  const clean = cleanName(name.slice(0, 400))
  return clean.length > 80 ? `${clean.slice(0, 79).toWellFormed()}…` : clean
}
