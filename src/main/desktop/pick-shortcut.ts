/**
 * The global shortcut of the quick pick. Another program may have it already; and on Wayland no program may take one by
 * itself: there the desktop's own portal is asked, which doesn't say whether it agreed, and the command is shown to be bound.
 */
import type { GlobalShortcut } from 'electron'
import type { DesktopView } from '../../shared/views/settings.ts'

export type ShortcutState = DesktopView['shortcut']

export interface PickShortcutPorts {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly isWayland: boolean
  readonly onPress: () => void
}

export class PickShortcut {
  readonly #ports: PickShortcutPorts
  #taken: string | null = null
  #state: ShortcutState = 'none'

  constructor(ports: PickShortcutPorts) {
    this.#ports = ports
  }

  get state(): ShortcutState {
    return this.#state
  }

  /**
   * Takes this shortcut and leaves the former one.
   * @param accelerator - Electron's; null: none
   */
  follow(accelerator: string | null): void {
    const { globalShortcut, isWayland, onPress } = this.#ports
    if (this.#taken !== null) globalShortcut.unregister(this.#taken)
    this.#taken = null
    if (accelerator !== null && registered(globalShortcut, accelerator, onPress)) this.#taken = accelerator
    if (isWayland) this.#state = 'by-system'
    else if (accelerator === null) this.#state = 'none'
    else this.#state = this.#taken === null ? 'taken' : 'registered'
  }
}

/** Whether this is a Wayland session, where Chromium goes without X11. */
export function isWayland(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>
): boolean {
  if (platform !== 'linux') return false
  return env.XDG_SESSION_TYPE === 'wayland' || (env.WAYLAND_DISPLAY ?? '') !== ''
}

function registered(
  globalShortcut: PickShortcutPorts['globalShortcut'],
  accelerator: string,
  onPress: () => void
): boolean {
  try {
    return globalShortcut.register(accelerator, onPress)
  } catch {
    // A name that Electron can't convert.
    return false
  }
}
