/** `zeroskew code`: one code and nothing else on standard output, or those of all time-based accounts. */
import { isTimeBased, type Account } from '../../core/otp/account.ts'
import { presentCode } from '../../core/present.ts'
import type { Vault } from '../../core/vault/vault.ts'
import type { CodeView } from '../../shared/views.ts'
import { copyToClipboard, findClipboardTools, type ClipboardTool } from '../clipboard.ts'
import { EXIT } from '../exit-codes.ts'
import { findOne } from '../find-account.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { tableOf } from '../printable.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { unixMsOf } from '../time-argument.ts'
import { UsageError } from '../usage-error.ts'

type CodeOptions = Options<'all' | 'next' | 'copy', 'at'>

export async function code(args: readonly string[], terminal: Terminal): Promise<number> {
  const options: CodeOptions = readOptions(args, { flags: ['all', 'next', 'copy'], values: ['at'] })
  wordsAtMost(1, options, 'code')
  const [search] = options.words
  const givenMs = givenTime(options)
  if (search !== undefined && options.has('all')) throw new UsageError('all-or-search')
  if (options.has('all')) {
    if (options.has('copy')) throw new UsageError('copy-needs-one')
    return await withVault(options, terminal, (vault) => printAll(vault, givenMs, options, terminal))
  }
  if (search === undefined) throw new UsageError('search-missing')
  // Found before an HOTP counter is advanced for nothing.
  const tools = options.has('copy') ? await findClipboardTools(terminal.env) : null
  if (tools?.length === 0) throw new UsageError('no-clipboard')
  return await withVault(options, terminal, async (vault) => {
    const account = findOne(vault.accounts, search, terminal)
    if (account === null) return EXIT.usage
    const view = isTimeBased(account)
      ? presentCode(account, givenMs ?? terminal.now())
      : await nextHotp(vault, account, options)
    if (options.has('json')) printJson(terminal, [jsonOf(account, view, options)])
    else print(terminal, shownCodes(view, options).join(' '))
    return tools === null ? EXIT.done : await copy(view.code, tools, terminal)
  })
}

function givenTime(options: CodeOptions): number | null {
  const text = options.value('at')
  if (text === undefined) return null
  const unixMs = unixMsOf(text)
  if (unixMs === null) throw new UsageError('bad-time')
  return unixMs
}

function printAll(vault: Vault, givenMs: number | null, options: CodeOptions, terminal: Terminal): number {
  const nowMs = givenMs ?? terminal.now()
  const shown = vault.accounts
    .filter(isTimeBased)
    .map((account) => ({ account, view: presentCode(account, nowMs) }))
  if (options.has('json')) {
    printJson(
      terminal,
      shown.map(({ account, view }) => jsonOf(account, view, options))
    )
  } else if (shown.length === 0) {
    const { noAccounts, noTimeBased } = terminal.wording.terminal
    note(terminal, vault.accounts.length === 0 ? noAccounts : noTimeBased)
  } else {
    const rows = shown.map(({ account, view }) => [
      ...shownCodes(view, options),
      nameToShow(account, terminal.wording)
    ])
    print(terminal, tableOf(rows).join('\n'))
  }
  return EXIT.done
}

/** Stored first, then shown: a counter that is used twice opens the door to whoever saw the first code. */
async function nextHotp(vault: Vault, account: Account, options: CodeOptions): Promise<CodeView> {
  if (options.has('next')) throw new UsageError('hotp-has-no-time', '--next')
  if (options.value('at') !== undefined) throw new UsageError('hotp-has-no-time', '--at')
  const { code, counter } = await vault.nextHotp(account.id)
  return { id: account.id, code, counter }
}

function shownCodes(view: CodeView, options: CodeOptions): string[] {
  return options.has('next') && view.nextCode !== undefined ? [view.code, view.nextCode] : [view.code]
}

/** The shape that the design promises to scripts. */
function jsonOf({ issuer, label }: Account, view: CodeView, options: CodeOptions) {
  const { id, code, nextCode, timeStep, validFromMs, validUntilMs, counter } = view
  const next = options.has('next') ? { nextCode } : {}
  return counter === undefined
    ? { id, issuer, label, code, ...next, timeStep, validFromMs, validUntilMs }
    : { id, issuer, label, code, counter }
}

async function copy(text: string, tools: readonly ClipboardTool[], terminal: Terminal): Promise<number> {
  const { copied, copyFailed } = terminal.wording.terminal
  const done = await copyToClipboard(text, tools)
  note(terminal, done ? copied : copyFailed)
  return done ? EXIT.done : EXIT.usage
}
