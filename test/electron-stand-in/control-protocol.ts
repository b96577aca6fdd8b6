/** The control channel between a test (launch.ts) and the app's process (control.ts): name of a command → signature. */

export interface Commands {
  /** Where the test's own Playwright connects to the app's Chromium. */
  'debug-address': () => string
  windows: () => readonly WindowInfo[]
  /** What a person does by the window's close button. */
  'close-window': (id: number) => undefined
  'focus-window': (id: number) => undefined
  'blur-window': (id: number) => undefined
  'renderer-pid': (id: number) => number
  trays: () => readonly TrayInfo[]
  'click-tray': () => undefined
  /** Clicks the menu item found by its labels, from the tray's menu down. */
  'click-tray-menu': (labels: readonly string[]) => undefined
  'read-clipboard': () => ClipboardInfo
  'write-clipboard': (text: string | null, png: Uint8Array | null) => undefined
  'queue-dialog': (answer: unknown) => undefined
  'emit-power': (event: string) => undefined
  /** Seconds for which nobody used the machine. */
  'set-idle': (seconds: number) => undefined
  'set-touch-id': (touchId: TouchId) => undefined
  'press-shortcut': (accelerator: string) => undefined
  /** What lies on each screen; none: the system refuses to show them. */
  'set-screens': (pictures: readonly ScreenPicture[]) => undefined
  recorded: () => Recorded
  /** Runs `source`, a function's text, with the electron module and `argument`. */
  evaluate: (source: string, argument: unknown) => unknown
  quit: () => undefined
}

/** A screen as Electron gives it: blue, green, red, alpha. */
export interface ScreenPicture {
  readonly width: number
  readonly height: number
  readonly bgra: Uint8Array
}

/** `absent`: the machine has none. */
export type TouchId = 'absent' | 'accepts' | 'refuses'

export interface WindowInfo {
  readonly id: number
  /** Chromium's own id of the page, `null` while it opens. */
  readonly targetId: string | null
  readonly url: string
  readonly title: string
  readonly isVisible: boolean
  readonly isFocused: boolean
  readonly isModal: boolean
  readonly isContentProtected: boolean
  readonly parentId: number | null
}

export interface MenuItemInfo {
  readonly label: string
  readonly type: string
  readonly enabled: boolean
  readonly visible: boolean
  readonly checked: boolean
  readonly submenu: readonly MenuItemInfo[]
}

export interface TrayInfo {
  readonly toolTip: string
  readonly title: string
  /** The icon as PNG, or `null` where it is a path. */
  readonly png: Uint8Array | null
  readonly menu: readonly MenuItemInfo[]
}

export interface ClipboardInfo {
  readonly types: readonly string[]
  readonly text: string
  readonly png: Uint8Array | null
}

/** What the app did to the desktop. */
export interface Recorded {
  readonly dialogs: readonly { readonly kind: string; readonly options: unknown }[]
  readonly notifications: readonly { readonly title?: string; readonly body?: string }[]
  readonly opened: readonly string[]
  readonly shortcuts: readonly string[]
}

export interface CommandMessage {
  readonly id: number
  readonly command: keyof Commands
  readonly args: readonly unknown[]
}

export type AnswerMessage = { readonly id: number } & (
  { readonly value: unknown } | { readonly error: string }
)
