/**
 * A main process for the renderer's tests: answers every request from a given state and writes down what it was asked.
 * `installFakeApi` runs inside the page, so it refers to nothing outside itself but types.
 */
import type { Failure } from '../../src/shared/failure.ts'
import type { Api, Beginning } from '../../src/shared/ipc.ts'
import type {
  AccountChanges,
  AccountView,
  AddedView,
  ShownAccountView,
  TrashedView
} from '../../src/shared/views/account.ts'
import type { AppView } from '../../src/shared/views/app.ts'
import type { ClockView, HistoryPointView, LocatedView, SiteClockView } from '../../src/shared/views/clock.ts'
import type { CodeView, ConsecutiveCodesView, CopiedView, PickView } from '../../src/shared/views/code.ts'
import type { SecretTaskView } from '../../src/shared/views/secret-task.ts'
import type {
  DesktopView,
  PreferencesView,
  SettingsView,
  SourceTestView,
  UpdateView
} from '../../src/shared/views/settings.ts'
import type { ExportedView, ExportLossView, ImportView } from '../../src/shared/views/transfer.ts'
import type {
  BackupContentsView,
  BackupView,
  DoubtfulCounterView,
  KeysView,
  ShareView,
  VaultView
} from '../../src/shared/views/vault.ts'

export interface FakeState {
  readonly app: AppView
  readonly vault: VaultView
  readonly accounts: readonly AccountView[]
  readonly clock: ClockView
  readonly history: readonly HistoryPointView[]
  readonly settings: SettingsView
  readonly preferences: PreferencesView
  readonly trash: readonly TrashedView[]
  readonly backups: readonly BackupView[]
  readonly contents: BackupContentsView
  readonly keys: KeysView
  readonly doubtful: readonly DoubtfulCounterView[]
  readonly desktop: DesktopView
  readonly located?: LocatedView
  readonly site?: SiteClockView
  /** What each address answers when it is tried, by its kind. */
  readonly tested?: Readonly<Record<string, SourceTestView>>
  readonly task?: SecretTaskView
  /** What is asked for once a file's password was taken: the password of another file, or nothing. */
  readonly nextTask?: SecretTaskView
  /** What the next import comes to at once; confirmed, it ends in `imported`. */
  readonly found?: ImportView
  readonly imported?: ImportView
  readonly copied?: CopiedView
  /** Accounts' own pictures, by id. */
  readonly icons?: Readonly<Record<string, string>>
  /** What main says of itself, and what an update check finds. */
  readonly report?: string
  readonly licences?: string
  readonly newest?: UpdateView
  /** What the format can't carry. */
  readonly losses?: readonly ExportLossView[]
  readonly exported?: ExportedView
  /** What a typed share is, by its text. */
  readonly shares?: Readonly<Record<string, ShareView>>
  /** These requests never come back. */
  readonly hanging?: readonly string[]
  /** These requests fail. */
  readonly failures?: Readonly<Record<string, Failure>>
}

/** What tests see of the fake, as `window.fake`. */
export interface Fake {
  readonly asked: { name: string; args: unknown[] }[]
  readonly violations: string[]
  push(name: string, payload: unknown): void
}

declare global {
  interface Window {
    fake: Fake
  }
}

export function installFakeApi(state: FakeState): void {
  const listeners = new Map<string, Set<(payload: never) => void>>()
  const asked: Fake['asked'] = []
  const violations: string[] = []
  let app = state.app
  let vault = state.vault
  let accounts = [...state.accounts]
  let clock = state.clock
  let settings = state.settings
  let preferences = state.preferences
  let trash = [...state.trash]
  let backups = [...state.backups]
  let keys = state.keys
  let doubtful = [...state.doubtful]
  let desktop = state.desktop
  /** An invented picture of a QR code. */
  const qr =
    'data:image/svg+xml,' +
    encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><rect width="29" height="29" fill="#fff"/>${Array.from(
        { length: 841 },
        (_, i) =>
          (i * 7919 + (i >> 3) * 104729) % 97 < 46
            ? `<path d="M${i % 29} ${Math.floor(i / 29)}h1v1h-1z"/>`
            : ''
      ).join('')}</svg>`
    )
  const counters = new Map(accounts.map(({ id, counter }) => [id, counter ?? 0]))

  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
  })

  const push = (name: string, payload: unknown): void => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never)
  }

  /** Invented but steady digits: of an account and a moving factor. */
  const codeOf = (account: AccountView, factor: number): string => {
    let x = factor * 2654435761
    for (const c of account.id) x = (x * 31 + c.charCodeAt(0)) % 4294967296
    x = (x ^ (x >>> 13)) >>> 0
    if (account.kind === 'steam') {
      const letters = '23456789BCDFGHJKMNPQRTVWXY'
      return Array.from({ length: 5 }, (_, i) => letters[Math.floor(x / 26 ** i) % 26]).join('')
    }
    return String(x).padStart(10, '7').slice(-account.digits)
  }

  /** With correction on, by true time, and main gives the ends of the steps by this clock. */
  const codesNow = (): CodeView[] => {
    const { correction } = clock
    if (correction.kind === 'waiting') return []
    return accounts.flatMap((account) => {
      if (account.period === undefined) return []
      const periodMs = account.period * 1000
      const offsetMs = correction.kind === 'on' ? correction.offsetMs : 0
      const timeStep = Math.floor((Date.now() + offsetMs) / periodMs)
      return [
        {
          id: account.id,
          code: codeOf(account, timeStep),
          nextCode: codeOf(account, timeStep + 1),
          timeStep,
          validFromMs: timeStep * periodMs - offsetMs,
          validUntilMs: (timeStep + 1) * periodMs - offsetMs,
          ...(correction.kind === 'on' && {
            byThisClock: codeOf(account, Math.floor(Date.now() / periodMs))
          })
        }
      ]
    })
  }

  const pickView = (): PickView => ({
    language: app.language,
    look: preferences.look,
    isOpen: vault.kind === 'unlocked',
    ...(vault.kind === 'missing' ? { isMissing: true } : {}),
    hidesCodes: preferences.hidesCodes,
    accounts: vault.kind === 'unlocked' ? accounts : [],
    codes: vault.kind === 'unlocked' ? codesNow() : [],
    clock
  })

  /** Without what hangs or fails: the window asks for that by itself. */
  const beginning = (): Beginning => {
    const known: readonly (readonly [asked: string, name: keyof Beginning, value: unknown])[] = [
      ['app:state', 'app:changed', app],
      ['vault:state', 'vault:changed', vault],
      ['clock:state', 'clock:changed', clock],
      ['preferences:state', 'preferences:changed', preferences],
      ['accounts:list', 'accounts:changed', accounts],
      ['codes:list', 'codes:changed', codesNow()]
    ]
    return Object.fromEntries(
      known
        .filter(([it]) => state.hanging?.includes(it) !== true && state.failures?.[it] === undefined)
        .filter(([it]) => vault.kind === 'unlocked' || !/^(?:accounts|codes):/u.test(it))
        .map(([, name, value]) => [name, value])
    )
  }

  const answer = (name: string, args: unknown[]): unknown => {
    switch (name) {
      case 'app:begin':
        return beginning()
      case 'app:state':
        return app
      case 'app:set-language':
        app = { ...app, language: args[0] as AppView['language'] }
        push('app:changed', app)
        return undefined
      case 'vault:state':
        return vault
      case 'vault:lock':
        vault = { kind: 'locked', ways: ['keychain', 'passphrase', 'recovery'] }
        push('vault:changed', vault)
        return undefined
      case 'accounts:list':
        return accounts
      case 'codes:list':
        return codesNow()
      case 'codes:next-hotp': {
        const account = accounts.find(({ id }) => id === args[0])
        if (account === undefined) return undefined
        const counter = counters.get(account.id) ?? 0
        counters.set(account.id, counter + 1)
        return { id: account.id, code: codeOf(account, counter), counter }
      }
      case 'accounts:remove': {
        const ids = args[0] as string[]
        trash.push(
          ...accounts.filter(({ id }) => ids.includes(id)).map((account) => ({ account, daysLeft: 30 }))
        )
        accounts = accounts.filter(({ id }) => !ids.includes(id))
        push('accounts:changed', accounts)
        return undefined
      }
      case 'accounts:restore': {
        const ids = args[0] as string[]
        accounts = [...accounts, ...trash.filter((it) => ids.includes(it.account.id)).map((it) => it.account)]
        trash = trash.filter((it) => !ids.includes(it.account.id))
        push('accounts:changed', accounts)
        push('codes:changed', codesNow())
        return undefined
      }
      case 'accounts:edit': {
        const [ids, { removesIcon, ...changes }] = args as [string[], AccountChanges]
        accounts = accounts.map((it) =>
          ids.includes(it.id) ? { ...it, ...changes, ...(removesIcon && { hasIcon: false }) } : it
        )
        push('accounts:changed', accounts)
        return undefined
      }
      case 'accounts:choose-icon':
        accounts = accounts.map((it) => (it.id === args[0] ? { ...it, hasIcon: true } : it))
        push('accounts:changed', accounts)
        return true
      case 'accounts:icon':
        return state.icons?.[String(args[0])] ?? qr
      case 'accounts:move': {
        const [ids, beforeId] = args as [string[], string | null]
        const moved = accounts.filter(({ id }) => ids.includes(id))
        const rest = accounts.filter(({ id }) => !ids.includes(id))
        const at = beforeId === null ? rest.length : rest.findIndex(({ id }) => id === beforeId)
        accounts = [...rest.slice(0, at), ...moved, ...rest.slice(at)]
        push('accounts:changed', accounts)
        return undefined
      }
      case 'codes:consecutive': {
        const shown = codesNow().find(({ id }) => id === args[0])
        return {
          codes: [shown?.code ?? '', shown?.nextCode ?? ''],
          validUntilMs: 2 * (shown?.validUntilMs ?? 0) - (shown?.validFromMs ?? 0)
        } satisfies ConsecutiveCodesView
      }
      case 'desktop:state':
        return desktop
      case 'desktop:report':
        return state.report ?? ''
      case 'desktop:save-report':
        return true
      case 'desktop:licences':
        return state.licences ?? ''
      case 'desktop:check-updates':
        push('desktop:changed', (desktop = { ...desktop, update: state.newest ?? { kind: 'current' } }))
        return desktop.update
      case 'pick:state':
        return pickView()
      case 'trash:list':
        return trash
      case 'trash:empty':
        trash = args[0] === null ? [] : trash.filter((it) => it.account.id !== args[0])
        return undefined
      case 'vault:save-elsewhere':
        return true
      case 'vault:doubtful-counters':
        return doubtful
      case 'vault:confirm-counter':
        doubtful = doubtful.filter((it) => it.account.id !== args[0])
        return undefined
      case 'backups:list':
        return backups
      case 'backups:look':
        return state.contents
      case 'backups:restore': {
        const ids = args[1] as string[] | null
        const added = state.contents.accounts.filter(
          ({ id }) => (ids === null || ids.includes(id)) && !state.contents.alreadyThere.includes(id)
        )
        return { added, alreadyThere: [], failed: [] } satisfies AddedView
      }
      case 'backups:remove-older-keys': {
        const count = backups.length
        backups = backups.filter((it) => it.state !== 'older-key')
        return count - backups.length
      }
      case 'backups:choose-second-place':
      case 'backups:forget-second-place': {
        const secondPlace = name === 'backups:choose-second-place' ? '/media/hana/stick/Zeroskew' : null
        push('preferences:changed', (preferences = { ...preferences, secondPlace }))
        return secondPlace
      }
      case 'keys:state':
        return keys
      case 'keys:remove':
        keys = { ...keys, ways: keys.ways.filter((way) => way !== args[0]) }
        return undefined
      case 'keys:add-keychain':
        keys = { ...keys, ways: ['keychain', ...keys.ways] }
        return undefined
      case 'preferences:state':
        return preferences
      case 'preferences:change':
        return (preferences = { ...preferences, ...(args[0] as Partial<PreferencesView>) })
      case 'codes:copy':
      case 'pick:copy':
        return (
          state.copied ?? {
            which: args[1] === 'next' ? 'next' : 'current',
            isCorrected: clock.correction.kind === 'on'
          }
        )
      case 'import:state':
      case 'import:from-frame':
      case 'import:undo':
        return { kind: 'none' }
      case 'export:losses':
        return state.losses ?? []
      case 'secret:export':
        return state.exported ?? null
      case 'import:from-clipboard':
      case 'import:from-files':
      case 'import:choose-file':
        return state.found ?? { kind: 'none' }
      case 'import:confirm': {
        const done = state.imported ?? { kind: 'none' }
        if (done.kind === 'done') accounts = [...accounts, ...done.first]
        push('accounts:changed', accounts)
        push('codes:changed', codesNow())
        return done
      }
      case 'import:cancel':
        return { kind: 'none' }
      case 'clock:state':
      case 'clock:check':
        return clock
      case 'clock:history':
        return state.history
      case 'clock:correct':
        clock = {
          ...clock,
          correction:
            args[0] === true ? { kind: 'on', offsetMs: clock.offsetMs ?? 0 } : state.clock.correction
        }
        push('clock:changed', clock)
        push('codes:changed', codesNow())
        return undefined
      case 'clock:locate':
        return state.located
      case 'clock:site':
        return { offsetMs: 0, boundMs: 500, ...state.site, host: args[0] }
      case 'settings:state':
        return settings
      case 'settings:change': {
        const changes = args[0] as Partial<SettingsView>
        settings = {
          ...settings,
          ...changes,
          areSourcesDefault: changes.sources === undefined && settings.areSourcesDefault
        }
        if (changes.language) push('app:changed', (app = { ...app, language: changes.language }))
        return settings
      }
      case 'settings:default-sources':
        return (settings = state.settings)
      case 'settings:test-source':
        return state.tested?.[String(args[0]).split(':')[0] ?? ''] ?? { status: 'unreachable' }
      case 'secret:task':
        return asked.some((one) => one.name === 'secret:import-password')
          ? (state.nextTask ?? { kind: 'confirm-recovery', language: 'en' })
          : state.task
      case 'secret:create-vault':
      case 'secret:new-recovery':
        return { recoveryCode: '7K2MX-9QWRT-HD4VN-6PYBC-J8FGE-5SZA3' }
      case 'secret:rotate':
        return { recoveryCode: '7K2MX-9QWRT-HD4VN-6PYBC-J8FGE-5SZA3', voided: ['recovery', 'shares'] }
      case 'secret:check-share':
        return state.shares?.[String(args[0])] ?? { setId: '4F7A', index: 1, threshold: 2 }
      case 'secret:make-shares': {
        const { threshold, count } = args[0] as { threshold: number; count: number }
        const shares = Array.from({ length: count }, (_, i) => ({
          setId: '4F7A-19C2',
          index: i + 1,
          threshold,
          count,
          text: Array.from(
            { length: 13 },
            (_, g) => ['7K2MX', '9QWRT', 'HD4VN', '6PYBC', 'J8FGE'][(g * 3 + i) % 5]
          ).join('-'),
          qr
        }))
        return { shares }
      }
      case 'secret:show-account':
        return {
          issuer: 'AWS',
          label: 'root',
          secret: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
          pin: '1234',
          qr
        } satisfies ShownAccountView
      default:
        return undefined
    }
  }

  const ask = (name: string, ...args: unknown[]): Promise<unknown> => {
    asked.push({ name, args })
    if (state.hanging?.includes(name) === true) return new Promise(() => undefined)
    const failure = state.failures?.[name]
    return Promise.resolve(failure ? { ok: false, failure } : { ok: true, value: answer(name, args) })
  }

  const api = {
    request: ask,
    requestSecret: ask,
    requestPick: ask,
    onPush: (name: string, listener: (payload: never) => void) => {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
      return () => listeners.get(name)?.delete(listener)
    },
    pathOf: (file: File) => `/dropped/${file.name}`
  }
  Object.assign(window, { api: api as unknown as Api, fake: { asked, violations, push } satisfies Fake })
}
