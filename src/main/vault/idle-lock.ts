/**
 * Locks the vault when nobody used the machine for a while. The system's idle time is looked at coarsely, and not at all
 * while the vault is locked.
 */

/** The longest time between two looks, s. */
const LONGEST_PAUSE_S = 15

export interface IdleLockPorts {
  /** Seconds since anybody touched the machine. */
  readonly idleSeconds: () => number
  /** Null: never. */
  readonly lockAfterMinutes: () => number | null
  readonly lock: () => void
}

export class IdleLock {
  readonly #ports: IdleLockPorts
  #timer: NodeJS.Timeout | null = null

  constructor(ports: IdleLockPorts) {
    this.#ports = ports
  }

  /** Watches from now on: the vault was opened, or the time changed after which it is locked. */
  watch(): void {
    this.stop()
    const minutes = this.#ports.lockAfterMinutes()
    if (minutes === null) return
    const leftS = minutes * 60 - this.#ports.idleSeconds()
    // Where it couldn't be locked, it is tried again; being locked stops the timer.
    const pauseS = leftS <= 0 ? LONGEST_PAUSE_S : Math.min(LONGEST_PAUSE_S, leftS)
    this.#timer = setTimeout(() => this.watch(), pauseS * 1000)
    this.#timer.unref()
    if (leftS <= 0) this.#ports.lock()
  }

  /** The vault was locked. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}
