/** `zeroskew watch`: codes, countdown and one line about the clock; live on a terminal, once elsewhere. */
import { isTimeBased, type Account } from '../../core/otp/account.ts'
import { presentCode } from '../../core/present.ts'
import { USUAL_PERIOD } from '../../core/clock/verdict.ts'
import { inspectVault, type Vault } from '../../core/vault/vault.ts'
import { clockJson } from '../clock-json.ts'
import { clockFor, type TerminalClock } from '../clock.ts'
import { EXIT } from '../exit-codes.ts'
import { withVault } from '../open-vault.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { tableOf, wrapTo } from '../printable.ts'
import { showUntilQuit } from '../screen.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { vaultPlaceOf } from '../vault-place.ts'

/** How often another program's change of the vault is looked for, ms. */
const RELOAD_MS = 5000

export async function watch(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { values: ['server'], repeated: ['server'] })
  wordsAtMost(0, options, 'watch')
  let accounts = (): readonly Account[] => []
  const place = await vaultPlaceOf(options, terminal)
  const { file, setting } = place
  const clock = clockFor(options.values('server'), place, terminal, () => shortestPeriod(accounts()))
  try {
    if ((await inspectVault(file, setting)).kind === 'missing') {
      await printOnce(clock, [], options.has('json'), terminal)
      note(terminal, terminal.wording.terminal.vaultMissing(file))
      return EXIT.done
    }
    await withVault(options, terminal, async (vault) => {
      accounts = () => vault.accounts
      if (options.has('json') || !terminal.stdout.isTTY) {
        await printOnce(clock, vault.accounts, options.has('json'), terminal)
      } else {
        await showLive(clock, vault, terminal)
      }
    })
    return EXIT.done
  } finally {
    clock.monitor.close()
  }
}

async function printOnce(
  { measure }: TerminalClock,
  accounts: readonly Account[],
  asJson: boolean,
  terminal: Terminal
): Promise<void> {
  const view = await measure()
  if (asJson) {
    const codes = accounts.filter(isTimeBased).map((account) => {
      const { issuer, label } = account
      return { ...presentCode(account, terminal.now()), issuer, label }
    })
    printJson(terminal, { clock: clockJson(view, null), codes })
    return
  }
  print(terminal, [terminal.wording.clock.sentence(view), ...codeLines(accounts, terminal)].join('\n'))
}

async function showLive(
  { monitor, desk, view: viewNow }: TerminalClock,
  vault: Vault,
  terminal: Terminal
): Promise<void> {
  const { clock, terminal: words } = terminal.wording
  const draw = (rows: number, columns: number): string[] => {
    monitor.noticeJump()
    const view = viewNow()
    const head = [clock.sentence(view), clock.advice(view), ''].flatMap((line) => wrapTo(line, columns))
    const { accounts } = vault
    // Two rows for the line of keys and the space above it.
    const room = Math.max(rows - head.length - 2, 1)
    const shown = accounts.length <= room ? accounts : accounts.slice(0, room - 1)
    const left = accounts.length - shown.length
    return [
      ...head,
      ...(accounts.length === 0 ? [words.noAccounts] : codeLines(shown, terminal)),
      ...(left === 0 ? [] : [words.more(left)]),
      '',
      words.watchKeys
    ]
  }
  let reload: NodeJS.Timeout | undefined
  try {
    await showUntilQuit(terminal, draw, (redraw) => {
      desk.onChange(redraw)
      vault.onChange(() => monitor.rejudge())
      monitor.startSchedule()
      // What another program is writing at this moment is read the next time.
      reload = setInterval(() => void vault.reload().catch(() => false), RELOAD_MS)
    })
  } finally {
    clearInterval(reload)
  }
}

function codeLines(accounts: readonly Account[], terminal: Terminal): string[] {
  const { secondsLeft, counterAccount } = terminal.wording.terminal
  const nowMs = terminal.now()
  return tableOf(
    accounts.map((account) => {
      const name = nameToShow(account, terminal.wording)
      if (!isTimeBased(account)) return [counterAccount, '', name]
      const { code, validUntilMs } = presentCode(account, nowMs)
      return [code, secondsLeft(Math.ceil((validUntilMs - nowMs) / 1000)), name]
    })
  )
}

function shortestPeriod(accounts: readonly Account[]): number {
  return Math.min(USUAL_PERIOD, ...accounts.filter(isTimeBased).map((account) => account.period))
}
