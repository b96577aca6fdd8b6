/** Who is told when something changes: the windows by pushes, the tray by its menu, the board by its pace. */
import type { LocalDesk } from '../core/clock/local-desk.ts'
import type { SettingsFile } from '../core/settings.ts'
import type { AppView } from '../shared/views/app.ts'
import type { ClockView } from '../shared/views/clock.ts'
import type { CodeView } from '../shared/views/code.ts'
import type { CodeBoard } from './codes/code-board.ts'
import { push } from './ipc/ipc.ts'
import type { MainWindow } from './windows/main-window.ts'
import { presentPick, type PickParts } from './ipc/pick-requests.ts'
import type { PickWindow } from './windows/pick-window.ts'
import { presentSettings } from './ipc/settings-requests.ts'
import type { AppTray } from './desktop/tray.ts'
import { presentAccounts } from './vault/present-accounts.ts'
import type { VaultDoor } from './vault/vault-door.ts'

export interface AnnouncerParts {
  readonly door: VaultDoor
  readonly clock: Pick<LocalDesk, 'desk' | 'monitor'>
  readonly board: CodeBoard
  readonly settings: SettingsFile
  readonly mainWindow: MainWindow
  readonly pickWindow: PickWindow
  readonly pick: PickParts
  readonly tray: AppTray
  readonly clockView: () => ClockView
  readonly appView: () => AppView
  readonly onLanguage: () => void
}

export class Announcer {
  readonly #parts: AnnouncerParts

  constructor(parts: AnnouncerParts) {
    this.#parts = parts
    parts.door.onChange(() => this.#vault())
    parts.clock.desk.onChange(() => this.#clock())
    parts.mainWindow.onSeen(() => this.#seen())
  }

  /** The codes that the main window may show now. */
  get windowCodes(): readonly CodeView[] {
    const { door, board, settings, mainWindow } = this.#parts
    const isHidden = settings.preferences.hidesOnBlur && !mainWindow.isFocused
    return door.isOpen && !isHidden ? board.codes : []
  }

  codes(): void {
    push(this.#parts.mainWindow.contents, 'codes:changed', this.windowCodes)
    this.#pick()
    this.#parts.tray.show()
  }

  /** The language, or another setting of the whole app. */
  app(): void {
    const { mainWindow, appView, settings, tray, onLanguage } = this.#parts
    onLanguage()
    push(mainWindow.contents, 'app:changed', appView())
    push(mainWindow.contents, 'settings:changed', presentSettings(settings))
    this.#pick()
    tray.show()
  }

  /** The quick pick came or went. */
  pickSeen(): void {
    this.#pace()
    this.#pick()
  }

  #vault(): void {
    const { door, clock, board, mainWindow, tray } = this.#parts
    push(mainWindow.contents, 'vault:changed', door.view)
    if (door.isOpen) {
      push(mainWindow.contents, 'accounts:changed', presentAccounts(door.vault))
      board.recompute()
      clock.monitor.rejudge()
    }
    this.#pace()
    this.#pick()
    tray.show()
  }

  #clock(): void {
    const { door, board, mainWindow, clockView, tray } = this.#parts
    push(mainWindow.contents, 'clock:changed', clockView())
    if (door.isOpen) board.followCorrection()
    this.#pick()
    tray.show()
  }

  /** The main window came into view or left it, or the focus did. */
  #seen(): void {
    const { settings, mainWindow } = this.#parts
    this.#pace()
    if (settings.preferences.hidesOnBlur) push(mainWindow.contents, 'codes:changed', this.windowCodes)
  }

  #pick(): void {
    const { pickWindow, pick } = this.#parts
    if (pickWindow.isVisible) push(pickWindow.contents, 'pick:changed', presentPick(pick))
  }

  /** Each second while somebody looks, each step for the tray, never while it is shut. */
  #pace(): void {
    const { door, clock, board, mainWindow, pickWindow } = this.#parts
    clock.desk.setWatched(door.isOpen && mainWindow.isVisible)
    if (door.isOpen) board.start(mainWindow.isVisible || pickWindow.isVisible ? 'second' : 'step')
    else board.clear()
  }
}
