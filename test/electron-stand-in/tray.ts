/** Electron's `Menu`, `MenuItem` and `Tray`: recorded, and worked by tests. No desktop shows them. */
import { EventEmitter } from 'node:events'

type Template = Electron.MenuItemConstructorOptions | Electron.MenuItem

export class MenuItem implements Pick<
  Electron.MenuItem,
  'label' | 'enabled' | 'visible' | 'checked' | 'type' | 'id'
> {
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly type: Electron.MenuItem['type']
  readonly id: string
  readonly role: string
  readonly accelerator: string
  readonly submenu: Menu | null
  readonly #onClick: (() => void) | undefined

  constructor(options: Electron.MenuItemConstructorOptions) {
    const { submenu, click } = options
    this.label = options.label ?? options.role ?? ''
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu')
    this.id = options.id ?? ''
    this.role = options.role ?? ''
    this.accelerator = typeof options.accelerator === 'string' ? options.accelerator : ''
    this.submenu = Array.isArray(submenu)
      ? Menu.buildFromTemplate(submenu)
      : ((submenu as Menu | undefined) ?? null)
    this.#onClick =
      click === undefined ? undefined : () => click(this as unknown as Electron.MenuItem, undefined, {})
  }

  click(): void {
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    this.#onClick?.()
  }
}

export class Menu extends EventEmitter {
  static #ofApp: Menu | null = null
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: readonly Template[]): Menu {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item as never))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApp = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#ofApp
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.items.find((item) => item.id === id) ?? null
  }

  popup(): void {
    this.emit('menu-will-show')
  }

  closePopup(): void {
    this.emit('menu-will-close')
  }
}

export class Tray
  extends EventEmitter
  implements
    Pick<Electron.Tray, 'setToolTip' | 'setTitle' | 'getTitle' | 'setImage' | 'destroy' | 'isDestroyed'>
{
  static readonly all = new Set<Tray>()
  menu: Menu | null = null
  toolTip = ''
  title = ''
  #isDestroyed = false

  image: unknown

  constructor(image: unknown) {
    super()
    this.image = image
    Tray.all.add(this)
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }

  setToolTip(text: string): void {
    this.toolTip = text
  }

  setTitle(title: string): void {
    this.title = title
  }

  getTitle(): string {
    return this.title
  }

  setImage(image: unknown): void {
    this.image = image
  }

  setPressedImage(): void {
    // Nobody sees it.
  }

  /** The menu that is shown stays to be worked, as one that was set. */
  popUpContextMenu(menu?: Menu): void {
    if (menu !== undefined) this.menu = menu
    this.menu?.popup()
  }

  /** As on Linux, where no panel tells where its icons are. */
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 0, height: 0 }
  }

  destroy(): void {
    this.#isDestroyed = true
    Tray.all.delete(this)
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }
}
