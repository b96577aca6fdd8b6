/** `zeroskew code`: one code and nothing else on standard output, or those of all time-based accounts. */
import { isTimeBased, type Account } from '../../core/otp/account.ts'
import type { Vault } from '../../core/vault/vault.ts'
import type { CodeView } from '../../shared/views/code.ts'
import { copyToClipboard, findClipboardTools, type ClipboardTool } from '../clipboard.ts'
import { clockFor } from '../clock.ts'
import { codeAt, CorrectedCodes, standingLines, type ShowableStanding } from '../correction.ts'
import { EXIT } from '../exit-codes.ts'
import { findOne } from '../find-account.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { tableOf } from '../printable.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { unixMsOf } from '../time-argument.ts'
import { UsageError } from '../usage-error.ts'
import { vaultPlaceOf } from '../vault-place.ts'

type CodeOptions = Options<'all' | 'next' | 'copy' | 'corrected', 'at' | 'server'>

/** A code, and with --corrected what it was corrected by, ms. */
interface ShownCode extends CodeView {
  readonly correctedByMs?: number
}

/** For which time codes are made. */
interface CodeTime {
  /** Unix ms by the local clock; `null`: the moment of making. */
  readonly givenMs: number | null
  /** Only with --corrected: how the clock stands, and codes may be shown. */
  readonly standing: ShowableStanding | null
}

export async function code(args: readonly string[], terminal: Terminal): Promise<number> {
  const options: CodeOptions = readOptions(args, {
    flags: ['all', 'next', 'copy', 'corrected'],
    values: ['at', 'server'],
    repeated: ['server']
  })
  wordsAtMost(1, options, 'code')
  const [search] = options.words
  const givenMs = givenTime(options)
  if (options.has('corrected') && givenMs !== null) {
    throw new UsageError('conflicting-options', '--at, --corrected')
  }
  if (options.values('server').length > 0 && !options.has('corrected')) {
    throw new UsageError('server-needs-corrected')
  }
  if (search !== undefined && options.has('all')) throw new UsageError('all-or-search')
  if (options.has('all')) {
    if (options.has('copy')) throw new UsageError('copy-needs-one')
    return await withVault(options, terminal, async (vault) => {
      const work = (time: CodeTime): number => printAll(vault, time, options, terminal)
      // Nobody is asked for the time of nothing.
      return options.has('corrected') && vault.accounts.some(isTimeBased)
        ? await withCorrection(vault, options, terminal, work)
        : work({ givenMs, standing: null })
    })
  }
  if (search === undefined) throw new UsageError('search-missing')
  // Found before an HOTP counter is advanced for nothing.
  const tools = options.has('copy') ? await findClipboardTools(terminal.env) : null
  if (tools?.length === 0) throw new UsageError('no-clipboard')
  return await withVault(options, terminal, async (vault) => {
    const account = findOne(vault.accounts, search, terminal)
    if (account === null) return EXIT.usage
    const show = async (view: ShownCode): Promise<number> => {
      if (options.has('json')) printJson(terminal, [jsonOf(account, view, options)])
      else print(terminal, shownCodes(view, options).join(' '))
      return tools === null ? EXIT.done : await copy(view, tools, terminal)
    }
    if (!isTimeBased(account)) return await show(await nextHotp(vault, account, options))
    const work = async (time: CodeTime): Promise<number> => {
      const view = codeAt(account, time.givenMs ?? terminal.now(), time.standing)
      if (time.standing !== null) tellStanding(time.standing, view.byThisClock, terminal)
      return await show(view)
    }
    return options.has('corrected')
      ? await withCorrection(vault, options, terminal, work)
      : await work({ givenMs, standing: null })
  })
}

/** Measures the clock, and does the work where codes may be shown. */
async function withCorrection(
  vault: Vault,
  options: CodeOptions,
  terminal: Terminal,
  work: (time: CodeTime) => Promise<number> | number
): Promise<number> {
  const place = await vaultPlaceOf(options, terminal)
  const clock = clockFor(options.values('server'), place, terminal, () => vault.accounts)
  try {
    const standing = await new CorrectedCodes(clock, terminal.wording).measure()
    if (standing.kind === 'hidden') {
      const { clock: words } = terminal.wording
      const view = clock.view()
      const sentences = [words.sentence(view), words.advice(view), standing.why]
      note(terminal, sentences.filter((sentence) => sentence !== '').join('\n'))
      return EXIT.uncertain
    }
    const exitCode = await work({ givenMs: null, standing })
    await clock.settled()
    return exitCode
  } finally {
    clock.desk.close()
  }
}

function givenTime(options: CodeOptions): number | null {
  const text = options.value('at')
  if (text === undefined) return null
  const unixMs = unixMsOf(text)
  if (unixMs === null) throw new UsageError('bad-time')
  return unixMs
}

function printAll(vault: Vault, time: CodeTime, options: CodeOptions, terminal: Terminal): number {
  const nowMs = time.givenMs ?? terminal.now()
  const shown = vault.accounts
    .filter(isTimeBased)
    .map((account) => ({ account, view: codeAt(account, nowMs, time.standing) }))
  if (time.standing !== null) tellStanding(time.standing, undefined, terminal)
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
  if (options.has('corrected')) throw new UsageError('hotp-has-no-time', '--corrected')
  const { code, counter } = await vault.nextHotp(account.id)
  return { id: account.id, code, counter }
}

function shownCodes(view: CodeView, options: CodeOptions): string[] {
  return options.has('next') && view.nextCode !== undefined ? [view.code, view.nextCode] : [view.code]
}

/** The shape that the design promises to scripts. */
function jsonOf({ issuer, label }: Account, view: ShownCode, options: CodeOptions) {
  const { id, code, nextCode, timeStep, validFromMs, validUntilMs, counter, correctedByMs, byThisClock } =
    view
  if (counter !== undefined) return { id, issuer, label, code, counter }
  const next = options.has('next') ? { nextCode } : {}
  const corrected = correctedByMs === undefined ? {} : { correctedByMs, byThisClock }
  return { id, issuer, label, code, ...next, timeStep, validFromMs, validUntilMs, ...corrected }
}

function tellStanding(standing: ShowableStanding, byThisClock: string | undefined, terminal: Terminal): void {
  for (const line of standingLines(standing, byThisClock, terminal.wording)) note(terminal, line)
}

async function copy(
  { code, correctedByMs = 0 }: ShownCode,
  tools: readonly ClipboardTool[],
  terminal: Terminal
): Promise<number> {
  const { copied, copyFailed, corrected } = terminal.wording.terminal
  const done = await copyToClipboard(code, tools)
  if (done) note(terminal, correctedByMs === 0 ? copied : corrected.copied)
  else note(terminal, copyFailed)
  return done ? EXIT.done : EXIT.usage
}
