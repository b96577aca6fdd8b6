/** The tray's menu as data: search, the first accounts with their codes, the clock, the lock. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Preferences } from '../../core/preferences.ts'
import { suspicionOf } from '../../shared/names.ts'
import type { AccountView } from '../../shared/views/account.ts'
import type { ClockView } from '../../shared/views/clock.ts'
import type { CodeView } from '../../shared/views/code.ts'
import type { VaultView } from '../../shared/views/vault.ts'
import type { Wording } from '../../shared/wording/wording.ts'

/** So many accounts fit a menu that is read at a glance. */
const MENU_ACCOUNTS = 8

/** What the tray shows; facts only. */
export interface TrayView {
  readonly vault: VaultView
  readonly clock: ClockView
  /** None while the vault is shut. */
  readonly accounts: readonly AccountView[]
  /** Ids of the accounts used since the vault was opened, the latest first. */
  readonly recent: readonly string[]
  /** None where the menu isn't to show any: accounts stand there by name then. */
  readonly codes: readonly CodeView[]
}

/** Who sees codes only when they ask for one doesn't want them in a panel either; a click copies just as well. */
export function showsTrayCodes(preferences: Pick<Preferences, 'showsTrayCodes' | 'hidesCodes'>): boolean {
  return preferences.showsTrayCodes && !preferences.hidesCodes
}

/** What the tray's menu can do. */
export interface TrayActions {
  readonly open: () => void
  readonly pick: () => void
  readonly openClock: () => void
  readonly openSettings: () => void
  /** Copies the code that is valid at the click. */
  readonly copy: (id: string) => void
  readonly lock: () => void
  readonly quit: () => void
}

const SEPARATOR = { type: 'separator' } as const

export function trayMenu(view: TrayView, words: Wording, actions: TrayActions): MenuItemConstructorOptions[] {
  const isOpen = view.vault.kind === 'unlocked'
  const codes = new Map(view.codes.map((code) => [code.id, code]))
  const entries = (isOpen ? menuAccounts(view.accounts, view.recent) : []).map((account) => {
    const code = codes.get(account.id)
    const line = code === undefined ? words.tray.name(account) : words.tray.account(account, code)
    return { label: literal(`${warningOf(account)}${line}`), click: () => actions.copy(account.id) }
  })
  return [
    { label: words.tray.open, click: actions.open },
    ...(isOpen ? [{ label: words.tray.search, click: actions.pick }] : []),
    SEPARATOR,
    ...entries,
    ...(entries.length > 0 ? [SEPARATOR] : []),
    { label: literal(words.clock.title(view.clock)), click: actions.openClock },
    SEPARATOR,
    ...(isOpen ? [{ label: words.tray.lock, click: actions.lock }] : []),
    { label: words.tray.settings, click: actions.openSettings },
    { label: words.tray.quit, click: actions.quit }
  ]
}

/**
 * Favourites, then those that were used last, then those that are used most, then the others as the list has them; none by
 * counter, whose codes are asked for one by one.
 * @param recent - Ids, the latest first.
 */
export function menuAccounts(
  accounts: readonly AccountView[],
  recent: readonly string[]
): readonly AccountView[] {
  const places = new Map(recent.map((id, place) => [id, place]))
  const placeOf = ({ id }: AccountView): number => places.get(id) ?? recent.length
  return accounts
    .filter(({ kind }) => kind !== 'hotp')
    .toSorted(
      (a, b) =>
        Number(b.isFavourite) - Number(a.isFavourite) || placeOf(a) - placeOf(b) || b.useCount - a.useCount
    )
    .slice(0, MENU_ACCOUNTS)
}

/** A name that could be taken for another one is told apart, as in the list. */
function warningOf({ issuer, label }: AccountView): string {
  return (suspicionOf(issuer) ?? suspicionOf(label)) ? '⚠ ' : ''
}

/** A single & would underline the next letter. */
function literal(label: string): string {
  return label.replaceAll('&', '&&')
}
