/** The tray: the clock's sign, its sentence, and a menu with codes to copy. */
import { Menu, Tray, nativeImage, nativeTheme, type NativeImage } from 'electron'
import type { Wording } from '../../shared/wording/wording.ts'
import { drawSign, iconSizes, inkFor, signOf, type TraySign } from './tray-icon.ts'
import { trayMenu, type TrayActions, type TrayView } from './tray-menu.ts'
import type { Box } from '../windows/window-place.ts'

export interface TraySetting {
  readonly platform: NodeJS.Platform
  readonly desktop: 'gnome' | 'kde' | 'other'
  readonly actions: TrayActions
  /** What is, asked for when the menu is opened. */
  readonly view: () => TrayView
  readonly words: () => Wording
}

export class AppTray {
  readonly #setting: TraySetting
  readonly #tray: Tray
  #isDark = false
  #shown = ''

  constructor(setting: TraySetting) {
    this.#setting = setting
    const { platform, actions, view } = setting
    this.#tray = new Tray(this.#imageOf({ clock: 'open', isLocked: view().vault.kind === 'locked' }))
    this.#tray.on('click', actions.open)
    // Made when it is looked at; Linux hands the whole menu to the panel beforehand.
    if (platform !== 'linux') {
      this.#tray.on('right-click', () =>
        this.#tray.popUpContextMenu(Menu.buildFromTemplate(trayMenu(view(), setting.words(), actions)))
      )
    }
    nativeTheme.on('updated', () => this.show())
  }

  /** Where the icon is, where the system tells: not on Linux. */
  get box(): Box | null {
    if (this.#setting.platform === 'linux') return null
    const box = this.#tray.getBounds()
    return box.width > 0 ? box : null
  }

  /** Shows what is; image, sentence and menu are set anew only where something in them changed. */
  show(): void {
    const { platform, actions, view, words } = this.#setting
    const now = view()
    const sign = signOf(now.clock, now.vault)
    const sentence = `${words().window.appName}: ${words().clock.sentence(now.clock)}`
    const menu = platform === 'linux' ? trayMenu(now, words(), actions) : null
    const shown = JSON.stringify([sign, this.#ink(), sentence, menu])
    if (shown === this.#shown) return
    this.#shown = shown
    this.#tray.setImage(this.#imageOf(sign))
    this.#tray.setToolTip(sentence)
    if (menu !== null) this.#tray.setContextMenu(Menu.buildFromTemplate(menu))
  }

  #ink(): number {
    const { platform, desktop } = this.#setting
    // The look of our own windows says nothing about the panel.
    if (platform !== 'linux') this.#isDark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI
    else if (nativeTheme.themeSource === 'system') this.#isDark = nativeTheme.shouldUseDarkColors
    return inkFor({ platform, desktop, isDark: this.#isDark })
  }

  #imageOf(sign: TraySign): NativeImage {
    const { platform } = this.#setting
    const ink = this.#ink()
    const [{ size: width }, ...others] = iconSizes(platform)
    const image = nativeImage.createFromBitmap(drawSign(sign, width, ink), { width, height: width })
    for (const { scale, size } of others) {
      const buffer = drawSign(sign, size, ink)
      image.addRepresentation({ scaleFactor: scale, width: size, height: size, buffer })
    }
    if (platform === 'darwin') image.setTemplateImage(true)
    return image
  }
}
