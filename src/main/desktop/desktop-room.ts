/**
 * The app as a part of the desktop: its tray, its shortcut and the words that can be said to it, starting at login, new
 * versions. docs/desktop.md says what of it works on which system.
 */
import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, globalShortcut, net, Notification } from 'electron'
import { commandSocketPath, serveCommands, type CommandWord } from '../../core/command-socket.ts'
import type { DataFolder } from '../../core/data-folder.ts'
import type { Preferences } from '../../core/preferences.ts'
import type { SettingsFile } from '../../core/settings.ts'
import type { DesktopView } from '../../shared/views/settings.ts'
import type { Wording } from '../../shared/wording/wording.ts'
import { Autostart } from './autostart.ts'
import { desktopOf, pickCommand, type OwnProcess } from './own-command.ts'
import { isWayland, PickShortcut } from './pick-shortcut.ts'
import type { PickWindow } from '../windows/pick-window.ts'
import type { ShellMemory } from '../windows/shell-memory.ts'
import { AppTray } from './tray.ts'
import { hasTrayHost } from './tray-host.ts'
import type { TrayActions, TrayView } from './tray-menu.ts'
import { UPDATE_FEED } from './update-feed.ts'
import { Updates } from './updates.ts'
import { updateWays } from './updater.ts'

export interface DesktopRoomParts {
  readonly folders: DataFolder
  readonly self: OwnProcess
  readonly settings: SettingsFile
  readonly memory: ShellMemory
  readonly pickWindow: PickWindow
  readonly actions: TrayActions
  readonly trayView: () => TrayView
  readonly words: () => Wording
  /** Told when the view changed. */
  readonly onChange: () => void
}

export class DesktopRoom {
  readonly pickWindow: PickWindow
  readonly tray: AppTray
  readonly updates: Updates
  readonly #parts: DesktopRoomParts
  readonly #shortcut: PickShortcut
  readonly #autostart: Autostart
  readonly #desktop = desktopOf(process.env)
  #hasTray = true
  #stopListening: (() => Promise<void>) | null = null

  constructor(parts: DesktopRoomParts) {
    this.#parts = parts
    const { settings, pickWindow, actions, trayView, words, onChange } = parts
    this.pickWindow = pickWindow
    const { platform, env } = process
    this.tray = new AppTray({ platform, desktop: this.#desktop, actions, view: trayView, words })
    this.#shortcut = new PickShortcut({
      globalShortcut,
      isWayland: isWayland(platform, env),
      onPress: () => pickWindow.toggle()
    })
    this.#autostart = new Autostart({ platform, home: homedir(), self: parts.self, app })
    this.updates = new Updates({
      version: app.getVersion(),
      ...updateWays({
        feed: UPDATE_FEED,
        isPackaged: app.isPackaged,
        platform,
        get: (url, init) => net.fetch(url, init),
        readSettings: () => readUpdaterSettings(parts.self.resources)
      }),
      isNetworkAllowed: () => !settings.settings.neverUseNetwork,
      mode: () => settings.preferences.updates,
      onChange
    })
  }

  get view(): DesktopView {
    const { electron, chrome, node } = process.versions
    return {
      hasTray: this.#hasTray,
      shortcut: this.#shortcut.state,
      pickCommand: pickCommand(this.#parts.self),
      desktop: this.#desktop,
      canStartAtLogin: this.#autostart.isPossible,
      versions: { electron, chromium: chrome, node },
      update: this.updates.view
    }
  }

  /** Takes its place on the desktop: the shortcut, the socket, and what the preferences say. */
  async settle(onWord: (word: CommandWord) => void): Promise<void> {
    const { settings, folders } = this.#parts
    const { pickShortcut, startsAtLogin } = settings.preferences
    this.#shortcut.follow(pickShortcut)
    // The app may have moved since it was switched on.
    if (startsAtLogin) this.#autostart.set(true)
    this.updates.follow()
    const { platform, env } = process
    const path = commandSocketPath({ platform, env, folder: folders.folder, temporary: tmpdir() })
    this.#stopListening = await serveCommands(path, onWord)
    this.#hasTray = await hasTrayHost(platform)
    // It stays reachable by the shortcut, the launcher and the terminal.
    if (!this.#hasTray) this.#sayOnce('saidNoTray', this.#parts.words().desktop.noTray)
    this.#parts.onChange()
  }

  /** Follows preferences that were just changed. */
  follow(changes: Partial<Preferences>): void {
    if (changes.pickShortcut !== undefined) this.#shortcut.follow(changes.pickShortcut)
    if (changes.startsAtLogin !== undefined) this.#autostart.set(changes.startsAtLogin)
    if (changes.updates !== undefined) this.updates.follow()
    this.#parts.onChange()
  }

  async leave(): Promise<void> {
    this.#shortcut.follow(null)
    await this.#stopListening?.()
  }

  /** A code was copied where the desktop may have refused it without a word. */
  sayUnsureCopy(): void {
    this.#sayOnce('saidUnsureCopy', this.#parts.words().tray.unsureCopy)
  }

  /** Once and never again. */
  #sayOnce(which: 'saidNoTray' | 'saidUnsureCopy', words: { title: string; body: string }): void {
    const { memory } = this.#parts
    if (memory.all[which] || !Notification.isSupported()) return
    memory.remember({ [which]: true })
    new Notification(words).show()
  }
}

/** What electron-builder put into the package for electron-updater. */
function readUpdaterSettings(resources: string): string | null {
  try {
    return readFileSync(join(resources, 'app-update.yml'), 'utf8')
  } catch {
    return null
  }
}
