/** What the window is shown of an import: never a secret, and never more than can be compared with the other app. */
import type { Account, NewAccount } from '../../core/otp/account.ts'
import { presentAccount } from '../../core/present.ts'
import { presentFailure, type PresentedFailure } from '../../core/present-failure.ts'
import type { FailedEntry } from '../../core/transfer/importer.ts'
import type { FormattedExport } from '../../core/transfer/read-export.ts'
import type { Plan, Receipt } from '../../core/transfer/receipt.ts'
import type {
  ImportEntry,
  ImportFailure,
  ImportPreview,
  ImportSource,
  ImportView
} from '../../shared/views/transfer.ts'
import type { ImportCodes } from './import-codes.ts'

/** Names told of a receipt: the list has them all. */
const FIRST = 6

/** One of several things that couldn't be read at all. */
export interface Unread {
  readonly source: ImportSource
  readonly failure: PresentedFailure
}

export function previewView(
  {
    source,
    read,
    plan,
    unread
  }: {
    readonly source: ImportSource
    readonly read: FormattedExport
    readonly plan: Plan
    readonly unread: readonly Unread[]
  },
  codes: ImportCodes
): ImportPreview {
  const { format, missingParts } = read
  return {
    kind: 'preview',
    source,
    format,
    found: plan.found + unread.length,
    entries: plan.entries.map(({ entry, account, state, isTrashed, unread, shortened }): ImportEntry => {
      const code = codes.codeOf(account)
      return {
        entry,
        account: presentNew(account),
        state,
        isTrashed,
        ...(unread === undefined ? {} : { unread }),
        ...(shortened === undefined ? {} : { shortened }),
        ...code
      }
    }),
    failed: failuresOf(plan, unread),
    ...(missingParts === undefined
      ? {}
      : { missingParts: { parts: missingParts.parts, of: missingParts.of } })
  }
}

export function doneView(
  source: ImportSource,
  receipt: Receipt<Account>,
  unread: readonly Unread[]
): Extract<ImportView, { kind: 'done' }> {
  const { added, addedToTrash, alreadyThere, leftOut } = receipt
  const inTrash = new Set(addedToTrash)
  return {
    kind: 'done',
    source,
    added: added.length,
    addedToTrash: addedToTrash.length,
    first: added
      .filter((account) => !inTrash.has(account))
      .slice(0, FIRST)
      .map((account) => presentAccount(account)),
    alreadyThere,
    leftOut,
    failed: failuresOf(receipt, unread)
  }
}

/** Entries that couldn't be read, and after them what couldn't be read as a whole, counted on. */
function failuresOf(
  { found, failed }: Pick<Plan, 'found' | 'failed'>,
  unread: readonly Unread[]
): readonly ImportFailure[] {
  const whole = unread.map(({ source, failure }, at) => ({
    entry: found + at + 1,
    name: source.kind === 'file' ? source.name : '',
    ...failure
  }))
  return [...failed.map(failureOf), ...whole]
}

function failureOf({ entry, file, name, error }: FailedEntry): ImportFailure {
  return { entry, name, ...(file === undefined ? {} : { file }), ...presentFailure(error) }
}

/** An account that isn't kept yet has no id. */
function presentNew(account: NewAccount): ImportEntry['account'] {
  const { kind, issuer, label, algorithm, digits, groups, note, isFavourite, hasIcon, useCount, ...moving } =
    presentAccount({ ...account, id: '' })
  const names = { kind, issuer, label, algorithm, digits, groups, note, isFavourite, hasIcon, useCount }
  return {
    ...names,
    ...('period' in moving ? { period: moving.period } : {}),
    ...('counter' in moving ? { counter: moving.counter } : {})
  }
}
