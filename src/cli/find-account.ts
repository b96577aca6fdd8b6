/** The one account that a SEARCH means, or the list of those it could. */
import type { Account } from '../core/otp/account.ts'
import { tableOf } from './printable.ts'
import { matching } from './search.ts'
import { note, type Terminal } from './terminal.ts'

/**
 * Finds one account; where there are several or none, prints those in question on standard error.
 * @returns `null` where it isn't one.
 */
export function findOne(accounts: readonly Account[], search: string, terminal: Terminal): Account | null {
  const { noAccounts, noMatch, severalMatch } = terminal.wording.terminal
  const found = matching(accounts, search)
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  if (accounts.length === 0) {
    note(terminal, noAccounts)
    return null
  }
  note(terminal, only === undefined ? noMatch : severalMatch)
  note(terminal, accountTable(only === undefined ? accounts : found, terminal))
  return null
}

/** What tells accounts apart: issuer, label, kind, id. */
export function accountTable(accounts: readonly Account[], terminal: Terminal): string {
  const { kind, accountHeadings } = terminal.wording.terminal
  const rows = accounts.map((account) => {
    const { issuer, label, algorithm, digits, id } = account
    const moving = account.kind === 'hotp' ? account.counter : account.period
    return [issuer, label, kind(account.kind, algorithm, digits, moving), id]
  })
  return tableOf([accountHeadings, ...rows]).join('\n')
}
