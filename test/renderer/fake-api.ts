/**
 * A main process for the renderer's tests: answers every request from a given state and writes down what it was asked.
 * `installFakeApi` runs inside the page, so it refers to nothing outside itself but types.
 */
import type { Failure } from '../../src/shared/failure.ts'
import type { Api } from '../../src/shared/ipc.ts'
import type {
  AccountView,
  AddedView,
  AppView,
  ClockView,
  CodeView,
  HistoryPointView,
  LocatedView,
  SecretTaskView,
  SettingsView,
  SiteClockView,
  SourceTestView,
  VaultView
} from '../../src/shared/views.ts'

export interface FakeState {
  readonly app: AppView
  readonly vault: VaultView
  readonly accounts: readonly AccountView[]
  readonly clock: ClockView
  readonly history: readonly HistoryPointView[]
  readonly settings: SettingsView
  readonly located?: LocatedView
  readonly site?: SiteClockView
  /** What each address answers when it is tried, by its kind. */
  readonly tested?: Readonly<Record<string, SourceTestView>>
  readonly task?: SecretTaskView
  /** What the next adding comes to. */
  readonly added?: AddedView
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
  const trash: AccountView[] = []
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

  const answer = (name: string, args: unknown[]): unknown => {
    switch (name) {
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
      case 'accounts:remove':
        trash.push(...accounts.filter(({ id }) => id === args[0]))
        accounts = accounts.filter(({ id }) => id !== args[0])
        push('accounts:changed', accounts)
        return undefined
      case 'accounts:restore':
        accounts = [...accounts, ...trash.splice(0)]
        push('accounts:changed', accounts)
        push('codes:changed', codesNow())
        return undefined
      case 'accounts:add-from-clipboard':
      case 'accounts:add-from-file':
      case 'accounts:choose-file': {
        const added = state.added ?? { added: [], alreadyThere: [], failed: [] }
        accounts = [...accounts, ...added.added]
        push('accounts:changed', accounts)
        push('codes:changed', codesNow())
        return added
      }
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
        return state.task
      case 'secret:create-vault':
      case 'secret:new-recovery':
        return { recoveryCode: '7K2MX-9QWRT-HD4VN-6PYBC-J8FGE-5SZA3' }
      default:
        return undefined
    }
  }

  const ask = (name: string, ...args: unknown[]): Promise<unknown> => {
    asked.push({ name, args })
    const failure = state.failures?.[name]
    return Promise.resolve(failure ? { ok: false, failure } : { ok: true, value: answer(name, args) })
  }

  const api = {
    request: ask,
    requestSecret: ask,
    onPush: (name: string, listener: (payload: never) => void) => {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
      return () => listeners.get(name)?.delete(listener)
    },
    pathOf: (file: File) => `/dropped/${file.name}`
  }
  Object.assign(window, { api: api as unknown as Api, fake: { asked, violations, push } satisfies Fake })
}
