/** `zeroskew watch`: codes, countdown and one line about the clock; live on a terminal, once elsewhere. */
import { demoAccounts } from '../../core/demo-accounts.ts'
import { isTimeBased, type Account } from '../../core/otp/account.ts'
import { hasCodes } from '../../core/present.ts'
import { createMemoryVault, inspectVault, type Vault } from '../../core/vault/vault.ts'
import type { VaultSetting } from '../../core/vault/vault-setting.ts'
import { groupCode } from '../../shared/wording/code-figures.ts'
import { clockJson } from '../clock-json.ts'
import { clockFor, type TerminalClock } from '../clock.ts'
import { codeAt, CorrectedCodes, standingLines, type Standing } from '../correction.ts'
import { EXIT } from '../exit-codes.ts'
import { withVault } from '../open-vault.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { tableOf, wrapTo } from '../printable.ts'
import { showUntilQuit } from '../screen.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { vaultPlaceOf } from '../vault-place.ts'

/** In place of each character of a code that may not be shown. */
const HIDDEN_CODE = '·'

/** How often another program's change of the vault is looked for, ms. */
const RELOAD_MS = 5000

export async function watch(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, {
    flags: ['corrected', 'demo'],
    values: ['server'],
    repeated: ['server']
  })
  wordsAtMost(0, options, 'watch')
  let accounts = (): readonly Account[] => []
  const place = await vaultPlaceOf(options, terminal)
  const { file, setting } = place
  const clock = clockFor(options.values('server'), place, terminal, () => accounts())
  const correction = options.has('corrected') ? new CorrectedCodes(clock, terminal.wording) : null
  const show = async (vault: Vault): Promise<number> => {
    accounts = () => vault.accounts
    try {
      if (options.has('json') || !terminal.stdout.isTTY) {
        return await printOnce({ clock, correction }, vault.accounts, options.has('json'), terminal)
      }
      await showLive({ clock, correction }, vault, terminal)
      return EXIT.done
    } finally {
      // The clock is judged until it is closed, and the vault is locked before that.
      accounts = () => []
    }
  }
  try {
    if (options.has('demo')) {
      note(terminal, terminal.wording.window.demo.sentence)
      return await show(await demoVault(setting))
    }
    if ((await inspectVault(file, setting)).kind === 'missing') {
      await printOnce({ clock, correction: null }, [], options.has('json'), terminal)
      note(terminal, terminal.wording.terminal.vaultMissing(file))
      return EXIT.done
    }
    return await withVault(options, terminal, show)
  } finally {
    clock.desk.close()
  }
}

/** A throw-away vault that never touches the disk; the user's own stays shut. */
async function demoVault(setting: VaultSetting): Promise<Vault> {
  const vault = createMemoryVault({ ...setting, keychain: null })
  await vault.add(demoAccounts())
  return vault
}

interface Watched {
  readonly clock: TerminalClock
  /** Only with --corrected. */
  readonly correction: CorrectedCodes | null
}

async function printOnce(
  { clock, correction }: Watched,
  accounts: readonly Account[],
  asJson: boolean,
  terminal: Terminal
): Promise<number> {
  await clock.measure()
  const standing = shownStanding((await correction?.measure()) ?? null, terminal)
  const view = clock.view()
  for (const line of correctionLines(standing, terminal)) note(terminal, line)
  if (asJson) {
    const codes =
      standing?.kind === 'hidden'
        ? []
        : accounts.filter(isTimeBased).map((account) => {
            const { issuer, label } = account
            return { ...codeAt(account, terminal.now(), standing), issuer, label }
          })
    printJson(terminal, { clock: clockJson(view, null), codes })
  } else {
    const { clock: words } = terminal.wording
    const lines = [words.sentence(view), words.advice(view)].filter((line) => line !== '')
    print(terminal, [...lines, ...codeLines(accounts, standing, terminal)].join('\n'))
  }
  if (!hasCodes(terminal.now())) return EXIT.off
  return standing?.kind === 'hidden' ? EXIT.uncertain : EXIT.done
}

async function showLive(
  { clock: { monitor, desk, view: viewNow }, correction }: Watched,
  vault: Vault,
  terminal: Terminal
): Promise<void> {
  const { clock, terminal: words } = terminal.wording
  const draw = (rows: number, columns: number): string[] => {
    desk.noticeJump()
    const view = viewNow()
    const standing = shownStanding(correction?.standing ?? null, terminal)
    const sentences = [clock.sentence(view), clock.advice(view), ...correctionLines(standing, terminal), '']
    const head = sentences.flatMap((line) => wrapTo(line, columns))
    const { accounts } = vault
    // Two rows for the line of keys and the space above it.
    const room = Math.max(rows - head.length - 2, 1)
    const shown = accounts.length <= room ? accounts : accounts.slice(0, room - 1)
    const left = accounts.length - shown.length
    return [
      ...head,
      ...(accounts.length === 0 ? [words.noAccounts] : codeLines(shown, standing, terminal)),
      ...(left === 0 ? [] : [words.more(left)]),
      '',
      words.watchKeys
    ]
  }
  const stops: (() => void)[] = []
  try {
    await showUntilQuit(terminal, draw, (redraw) => {
      const follow = (): void => {
        correction?.follow()
        redraw()
      }
      stops.push(
        desk.onChange(follow),
        vault.onChange(() => monitor.rejudge())
      )
      monitor.startSchedule()
      // What another program is writing at this moment is read the next time.
      const reload = setInterval(() => void vault.reload().catch(() => false), RELOAD_MS)
      stops.push(() => clearInterval(reload))
    })
  } finally {
    // Before the vault is locked: that is a change too, after which there are no accounts to judge by, nor codes to draw.
    for (const stop of stops) stop()
  }
}

/** The same, but no code is shown while the clock stands before 1970. */
function shownStanding(standing: Standing | null, { now, wording }: Terminal): Standing | null {
  if (hasCodes(now(), standing?.kind === 'corrected' ? standing.offsetMs : 0)) return standing
  return { kind: 'hidden', why: wording.failure({ code: 'clock-before-1970' }) }
}

/** What is said of the correction beside the codes, or why none are shown. */
function correctionLines(standing: Standing | null, { wording }: Terminal): readonly string[] {
  if (standing === null) return []
  return standing.kind === 'hidden' ? [standing.why] : standingLines(standing, undefined, wording)
}

/** @param standing - `null` without --corrected: codes by this clock. */
function codeLines(accounts: readonly Account[], standing: Standing | null, terminal: Terminal): string[] {
  const { secondsLeft, counterAccount, corrected } = terminal.wording.terminal
  const nowMs = terminal.now()
  return tableOf(
    accounts.map((account) => {
      const name = nameToShow(account, terminal.wording)
      if (!isTimeBased(account)) return [counterAccount, '', name]
      if (standing?.kind === 'hidden') return [HIDDEN_CODE.repeat(account.digits), '', name]
      const { code, validUntilMs, byThisClock } = codeAt(account, nowMs, standing)
      const row = [code, secondsLeft(Math.ceil((validUntilMs - nowMs) / 1000)), name]
      return standing?.kind === 'corrected'
        ? [...row, corrected.label, corrected.byThisClock(groupCode(byThisClock ?? code))]
        : row
    })
  )
}
