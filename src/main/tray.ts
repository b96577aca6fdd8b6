/** The tray: the clock's sign, its sentence, and the codes of the first accounts to copy. */
import {
  Menu,
  Tray,
  nativeImage,
  nativeTheme,
  type MenuItemConstructorOptions,
  type NativeImage
} from 'electron'
import type { AccountView, ClockView, CodeView, VaultView } from '../shared/views.ts'
import type { Wording } from '../shared/wording/wording.ts'
import { drawSign, signOf, type TraySign } from './tray-icon.ts'

/** So many accounts fit a menu that is read at a glance. */
const MENU_ACCOUNTS = 8

/** What the tray shows; facts only. */
export interface TrayView {
  readonly vault: VaultView
  readonly clock: ClockView
  readonly accounts: readonly AccountView[]
  readonly codes: readonly CodeView[]
}

/** What the tray's menu can do. */
export interface TrayActions {
  readonly open: () => void
  readonly openClock: () => void
  readonly copy: (id: string) => void
  readonly lock: () => void
  readonly quit: () => void
}

export class AppTray {
  readonly #tray: Tray
  readonly #actions: TrayActions
  #shown = ''

  constructor(actions: TrayActions) {
    this.#actions = actions
    this.#tray = new Tray(imageOf('open'))
    this.#tray.on('click', actions.open)
  }

  /** Shows what is; the menu is built anew only when something in it changed. */
  show(view: TrayView, words: Wording): void {
    const template = trayMenu(view, words, this.#actions)
    const sign = signOf(view.clock)
    const shown = JSON.stringify([template, sign])
    if (shown === this.#shown) return
    this.#shown = shown
    this.#tray.setImage(imageOf(sign))
    this.#tray.setToolTip(`${words.window.appName}: ${words.clock.sentence(view.clock)}`)
    this.#tray.setContextMenu(Menu.buildFromTemplate(template))
  }
}

/** The tray's menu as data. */
export function trayMenu(view: TrayView, words: Wording, actions: TrayActions): MenuItemConstructorOptions[] {
  const isOpen = view.vault.kind === 'unlocked'
  const codes = new Map(view.codes.map((code) => [code.id, code]))
  const entries = view.accounts.slice(0, MENU_ACCOUNTS).flatMap((account): MenuItemConstructorOptions[] => {
    const code = codes.get(account.id)
    if (code === undefined) return []
    return [{ label: words.tray.account(account, code), click: () => actions.copy(account.id) }]
  })
  return [
    { label: words.tray.open, click: actions.open },
    { type: 'separator' },
    ...(isOpen && entries.length > 0 ? [...entries, { type: 'separator' } as const] : []),
    { label: words.clock.title(view.clock), click: actions.openClock },
    { type: 'separator' },
    ...(isOpen ? [{ label: words.tray.lock, click: actions.lock }] : []),
    { label: words.tray.quit, click: actions.quit }
  ]
}

function imageOf(sign: TraySign): NativeImage {
  // macOS colours a template image by itself; elsewhere the panel is taken to be like the theme.
  const ink = process.platform !== 'darwin' && nativeTheme.shouldUseDarkColors ? 255 : 24
  const image = nativeImage.createFromBitmap(drawSign(sign, 16, ink), { width: 16, height: 16 })
  image.addRepresentation({ scaleFactor: 2, width: 32, height: 32, buffer: drawSign(sign, 32, ink) })
  image.setTemplateImage(true)
  return image
}
