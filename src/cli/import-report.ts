/** What `zeroskew import` prints: a table to compare with the other app, the sum, and what to do about the rest. */
import { isTimeBased, type NewAccount } from '../core/otp/account.ts'
import { totpAt } from '../core/otp/totp.ts'
import { hasCodes } from '../core/present.ts'
import { presentFailure } from '../core/present-failure.ts'
import type { FailedEntry, ReadExport } from '../core/transfer/importer.ts'
import type { FormattedExport } from '../core/transfer/read-export.ts'
import { isAddable, type PlannedEntry } from '../core/transfer/receipt.ts'
import type { Failure } from '../shared/failure.ts'
import { tableOf } from './printable.ts'
import { nameToShow } from './search.ts'
import { note, print, type Terminal } from './terminal.ts'

/** A file that was read, by the name it was given. */
export interface ReadFile {
  readonly name: string
  readonly read: FormattedExport
}

/** A file of which nothing could be read. */
export interface UnreadFile {
  readonly name: string
  readonly failure: Failure
}

/** found = added + alreadyThere + leftOut + failed. */
export interface Imported {
  readonly found: number
  readonly entries: readonly PlannedEntry[]
  readonly added: number
  /** How many of these came into the trash. */
  readonly addedToTrash: number
  readonly alreadyThere: number
  readonly leftOut: number
  readonly failed: readonly FailedEntry[]
  readonly missingParts?: NonNullable<ReadExport['missingParts']>
  readonly files: readonly ReadFile[]
  readonly unread: readonly UnreadFile[]
  readonly isDryRun: boolean
}

/** The receipt goes to standard output; what to do about it to standard error. */
export function printImport(imported: Imported, terminal: Terminal): void {
  const { transfer: words, entryFailure } = terminal.wording
  const { entries, failed, missingParts, isDryRun } = imported
  for (const { name, read } of imported.files)
    print(terminal, words.found(name, words.formats[read.format], read.found))
  if (entries.length > 0) {
    const rows = entries.map((one) => [
      stateOf(one, terminal),
      nameToShow(one.account, terminal.wording),
      codeNow(one.account, terminal) ?? counterOf(one.account, terminal)
    ])
    print(terminal, tableOf([words.headings, ...rows]).join('\n'))
  }
  for (const { entry, file, name, error } of failed) {
    const sentence = words.failedEntry(file?.entry ?? entry, name, entryFailure(presentFailure(error)))
    print(terminal, file === undefined ? sentence : words.unreadable(file.name, sentence))
  }
  const toTrash = entries.filter(isForTrash).map(({ account }) => nameToShow(account, terminal.wording))
  if (toTrash.length > 0) print(terminal, words.inTrash(toTrash))
  for (const [field, names] of namesByField(entries, 'unread', terminal)) {
    print(terminal, words.without(field, names))
  }
  for (const [field, names] of namesByField(entries, 'shortened', terminal)) {
    print(terminal, words.shortened(field, names))
  }
  const figures = { ...imported, failed: failed.length }
  print(terminal, isDryRun ? words.wouldSum(figures) : words.sum(figures))
  for (const one of entries) {
    if (one.isInOurTrash && isAddable(one)) {
      note(terminal, words.inOurTrash(nameToShow(one.account, terminal.wording)))
    }
  }
  if (missingParts !== undefined) note(terminal, words.missingParts(missingParts.parts, missingParts.of))
  if (failed.length > 0) note(terminal, words.keepSource)
  if (isDryRun) note(terminal, words.dryRun)
  else {
    if (imported.added > imported.addedToTrash) note(terminal, words.undo)
    if (imported.addedToTrash > 0) note(terminal, words.restore)
  }
}

/** The shape that the design promises to scripts, and what else they may want. */
export function importJson(imported: Imported, terminal: Terminal) {
  const { found, added, addedToTrash, alreadyThere, leftOut } = imported
  const { entries, failed, missingParts, files, unread } = imported
  const formats = new Set(files.map(({ read }) => read.format))
  const sentence = (failure: Failure): string => terminal.wording.failure(failure)
  return {
    format: formats.size === 1 ? [...formats][0] : null,
    found,
    added,
    addedToTrash,
    alreadyThere,
    leftOut,
    failed: failed.map((one) => {
      const failure = presentFailure(one.error)
      return {
        ...placeOf(one),
        name: one.name,
        code: failure.code,
        message: terminal.wording.entryFailure(failure)
      }
    }),
    entries: entries.map((one) => {
      const { kind, issuer, label } = one.account
      const code = codeNow(one.account, terminal)
      return {
        ...placeOf(one),
        state: one.state,
        kind,
        issuer,
        label,
        ...(one.account.kind === 'hotp' ? { counter: one.account.counter } : {}),
        ...(one.isTrashed ? { trashed: true } : {}),
        ...(one.unread === undefined ? {} : { unread: one.unread }),
        ...(one.shortened === undefined ? {} : { shortened: one.shortened }),
        ...(code === null ? {} : { code })
      }
    }),
    ...(missingParts === undefined
      ? {}
      : { missingParts: { parts: missingParts.parts, of: missingParts.of } }),
    ...(imported.isDryRun ? { dryRun: true } : {}),
    ...(files.length + unread.length < 2
      ? {}
      : {
          files: [
            ...files.map(({ name, read }) => ({ name, format: read.format, found: read.found })),
            ...unread.map(({ name, failure }) => ({ name, code: failure.code, message: sentence(failure) }))
          ]
        })
  }
}

/** An entry's number: among those of its file, which is named, where several were read. */
function placeOf({ entry, file }: Pick<FailedEntry, 'entry' | 'file'>) {
  return file === undefined ? { entry } : { file: file.name, entry: file.entry }
}

/** What some entries come without, or of which they bring only the beginning, and their names. */
function namesByField(
  entries: readonly PlannedEntry[],
  what: 'unread' | 'shortened',
  { wording }: Terminal
): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  for (const one of entries) {
    for (const field of one[what] ?? []) {
      const names = fields.get(field) ?? []
      names.push(nameToShow(one.account, wording))
      fields.set(field, names)
    }
  }
  return fields
}

/** Comes into the trash, as it lay in the other app's. */
function isForTrash(one: PlannedEntry): boolean {
  return one.isTrashed && isAddable(one)
}

function stateOf(one: PlannedEntry, { wording: { transfer: words } }: Terminal): string {
  if (isForTrash(one)) return words.intoTrash
  return one.file !== undefined && one.state === 'twice-in-file'
    ? words.twiceInFiles
    : words.states[one.state]
}

/** Null for HOTP, whose code would be used up, and where the clock is out of range. */
function codeNow(account: NewAccount, { now }: Terminal): string | null {
  return isTimeBased(account) && hasCodes(now()) ? totpAt(account, now()).code : null
}

function counterOf(account: NewAccount, { wording }: Terminal): string {
  return account.kind === 'hotp' ? wording.transfer.counter(account.counter) : ''
}
