/** What the window is shown of an import: never a secret, and never more than can be compared with the other app. */
import type { Account, NewAccount } from '../core/otp/account.ts'
import { presentAccount } from '../core/present.ts'
import { presentFailure } from '../core/present-failure.ts'
import type { FailedEntry } from '../core/transfer/importer.ts'
import type { FormattedExport } from '../core/transfer/read-export.ts'
import type { Plan, Receipt } from '../core/transfer/receipt.ts'
import type { ImportEntry, ImportFailure, ImportPreview, ImportSource, ImportView } from '../shared/views.ts'
import type { ImportCodes } from './import-codes.ts'

/** Names told of a receipt: the list has them all. */
const FIRST = 6

export function previewView(
  {
    source,
    read,
    plan
  }: { readonly source: ImportSource; readonly read: FormattedExport; readonly plan: Plan },
  codes: ImportCodes
): ImportPreview {
  const { format, missingParts } = read
  return {
    kind: 'preview',
    source,
    format,
    found: plan.found,
    entries: plan.entries.map(({ entry, account, state, isTrashed, unread }): ImportEntry => {
      const code = codes.codeOf(account)
      return {
        entry,
        account: presentNew(account),
        state,
        isTrashed,
        ...(unread === undefined ? {} : { unread }),
        ...code
      }
    }),
    failed: plan.failed.map(failureOf),
    ...(missingParts === undefined
      ? {}
      : { missingParts: { parts: missingParts.parts, of: missingParts.of } })
  }
}

export function doneView(
  source: ImportSource,
  { added, alreadyThere, leftOut, failed }: Receipt<Account>
): Extract<ImportView, { kind: 'done' }> {
  return {
    kind: 'done',
    source,
    added: added.length,
    first: added.slice(0, FIRST).map((account) => presentAccount(account)),
    alreadyThere,
    leftOut,
    failed: failed.map(failureOf)
  }
}

function failureOf({ entry, name, error }: FailedEntry): ImportFailure {
  return { entry, name, ...presentFailure(error) }
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
