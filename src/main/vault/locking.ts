/** When the vault locks by itself, and what goes with it: idle, screen lock, suspend, another user at the machine. */
import type { PowerMonitor } from 'electron'
import type { Preferences } from '../../core/preferences.ts'
import { IdleLock } from './idle-lock.ts'
import type { ScreenLock } from './screen-lock.ts'
import type { VaultDoor } from './vault-door.ts'

export interface LockingPorts {
  readonly door: VaultDoor
  readonly powerMonitor: Pick<PowerMonitor, 'on' | 'getSystemIdleTime'>
  readonly preferences: () => Preferences
  /** Hears of the screen's lock where Electron doesn't. */
  readonly screenLock: (onLock: () => void) => Pick<ScreenLock, 'watch' | 'stop'>
  /** Told once when the vault was shut, for whatever reason: nothing of it may stay behind. */
  readonly onShut: () => void
}

export class Locking {
  readonly #ports: LockingPorts
  readonly #idle: IdleLock
  readonly #screen: Pick<ScreenLock, 'watch' | 'stop'>
  #wasOpen = false

  constructor(ports: LockingPorts) {
    this.#ports = ports
    const { door, powerMonitor, preferences } = ports
    this.#idle = new IdleLock({
      idleSeconds: () => powerMonitor.getSystemIdleTime(),
      lockAfterMinutes: () => preferences().lockAfterMinutes,
      lock: () => this.#lock()
    })
    const lockWithScreen = (): void => {
      if (preferences().locksOnScreenLock) this.#lock()
    }
    this.#screen = ports.screenLock(lockWithScreen)
    door.onChange(() => this.#follow())
    powerMonitor.on('lock-screen', lockWithScreen)
    powerMonitor.on('user-did-resign-active', lockWithScreen)
    powerMonitor.on('suspend', () => {
      if (preferences().locksOnSuspend) this.#lock()
    })
    // Timers stood still meanwhile.
    powerMonitor.on('resume', () => this.followPreferences())
  }

  /** What makes it lock was changed, or the machine was asleep. */
  followPreferences(): void {
    if (this.#ports.door.isOpen) this.#watch()
  }

  #follow(): void {
    const { isOpen } = this.#ports.door
    if (isOpen === this.#wasOpen) return
    this.#wasOpen = isOpen
    if (isOpen) this.#watch()
    else {
      this.#idle.stop()
      this.#screen.stop()
      this.#ports.onShut()
    }
  }

  #watch(): void {
    this.#idle.watch()
    if (this.#ports.preferences().locksOnScreenLock) this.#screen.watch()
    else this.#screen.stop()
  }

  #lock(): void {
    void this.#lockUnlessUnsaved().catch(() => undefined)
  }

  /** What can't be saved would be lost, an account just added with it: such a vault is locked by the user alone. */
  async #lockUnlessUnsaved(): Promise<void> {
    const { door } = this.#ports
    if (door.isOpen && door.vault.unsaved !== null) await door.saveWhatWaits()
    await door.lockByUser()
  }
}
