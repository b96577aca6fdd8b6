/** What the main window may ask about the clock: one handler for each request. */
import { spawn } from 'node:child_process'
import { shell } from 'electron'
import type { TimeSettings } from '../../core/clock/cause/cure.ts'
import type { ClockDesk } from '../../core/clock/clock-desk.ts'
import { locate, readCode } from '../../core/clock/locate.ts'
import type { SiteAsker } from '../../core/clock/site-clock.ts'
import { presentHistory } from '../../core/present-clock.ts'
import { Refusal } from '../../core/present-failure.ts'
import { isTimeBased } from '../../core/otp/account.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Handlers, LocateReading, RequestsOf } from '../../shared/ipc.ts'
import type { ClockView, LocatedView } from '../../shared/views/clock.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export interface ClockRequestParts {
  readonly desk: ClockDesk
  readonly door: VaultDoor
  readonly clockView: () => ClockView
  readonly checkClock: () => Promise<ClockView>
  readonly askSite: SiteAsker
  readonly isNetworkAllowed: () => boolean
  readonly nowMs: () => number
  readonly copyText: (text: string) => Promise<void>
}

export function clockHandlers(parts: ClockRequestParts): Handlers<RequestsOf<'clock'>> {
  const { desk } = parts
  return {
    'clock:state': parts.clockView,
    'clock:check': parts.checkClock,
    'clock:history': async () => presentHistory(await desk.readHistory()),
    'clock:open-settings': async () => {
      const settings = desk.knowledge.diagnosis?.settings ?? null
      if (settings !== null) await openTimeSettings(settings)
      return undefined
    },
    'clock:copy-cure': async () => {
      const command = desk.knowledge.diagnosis?.causes[0].command ?? null
      if (command !== null) await parts.copyText(command)
      return undefined
    },
    'clock:correct': (on) => {
      desk.correct(on)
      return undefined
    },
    'clock:locate': (reading) => locateBy(parts, reading),
    'clock:site': (host) => {
      if (!parts.isNetworkAllowed()) throw new Refusal('network-off')
      return parts.askSite(host)
    }
  }
}

function locateBy({ door, nowMs }: ClockRequestParts, reading: LocateReading): LocatedView {
  const account = door.vault.accounts.find(({ id }) => id === reading.id)
  if (account === undefined || !isTimeBased(account)) {
    throw new VaultError('unknown-account', 'expected a time-based account of this vault')
  }
  const digits = { expected: `${account.digits}` }
  const code = readCode(account, reading.code)
  const before = reading.before === null ? undefined : readCode(account, reading.before)
  if (code === null) throw new Refusal('bad-code', { field: 'code', ...digits })
  if (before === null) throw new Refusal('bad-code', { field: 'before', ...digits })
  return locate(account, [
    { code, enteredAtMs: nowMs(), atChange: reading.atChange, ...(before === undefined ? {} : { before }) }
  ])
}

/** Opens the system's own page; of several programs the first that is installed, which outlives the app. */
async function openTimeSettings(settings: TimeSettings): Promise<void> {
  if (settings.kind === 'url') {
    await shell.openExternal(settings.url)
    return
  }
  for (const { program, args } of settings.programs) {
    if (await starts(program, args)) return
  }
}

function starts(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('spawn', () => resolve(true))
    child.once('error', () => resolve(false))
    child.unref()
  })
}
