/**
 * Hears that the screen is locked on Linux, where Electron's `lock-screen` never comes: a program of the system listens to
 * each bus (lock-signals.ts), for as long as somebody wants to know. Elsewhere it does nothing.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { lockBuses, LockSignals, type Listener, type LockBus } from './lock-signals.ts'

/** Pauses before one that ended is started again, ms: the first, and the longest, since each is twice the one before. */
const PAUSES = { firstMs: 1000, longestMs: 5 * 60_000 } as const

/** One that lived so long was well, ms. */
const WELL_AFTER_MS = 60_000

/** Ends its program with the process that started it, even where that was killed (util-linux, prctl(2) PR_SET_PDEATHSIG). */
const LEASH: Listener = { program: 'setpriv', args: ['--pdeathsig', 'KILL'] }

export interface ScreenLockPorts {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The screen was locked; may be told twice of one lock. */
  readonly onLock: () => void
  readonly firstPauseMs?: number
}

export class ScreenLock {
  readonly #ports: ScreenLockPorts
  #ears: readonly Ear[] = []

  constructor(ports: ScreenLockPorts) {
    this.#ports = ports
  }

  /** Listens from now on. */
  watch(): void {
    const { platform, env } = this.#ports
    if (platform !== 'linux' || this.#ears.length > 0) return
    this.#ears = lockBuses(env, existsSync).map((bus) => new Ear(bus, this.#ports))
  }

  /** Nobody wants to know any more: its programs are ended. */
  stop(): void {
    for (const ear of this.#ears) ear.stop()
    this.#ears = []
  }
}

/** Listens to one bus. */
class Ear {
  readonly #ports: ScreenLockPorts
  readonly #env: Record<string, string | undefined>
  readonly #listeners: readonly Listener[]
  readonly #firstPauseMs: number
  #child: ChildProcess | null = null
  #timer: NodeJS.Timeout | null = null
  #pauseMs: number
  #next = 0

  constructor(bus: LockBus, ports: ScreenLockPorts) {
    const { PATH: path = '' } = ports.env
    this.#ports = ports
    // English words, whatever the user's language; and nothing else that a program doesn't need.
    this.#env = { PATH: path, LC_ALL: 'C', ...bus.env }
    this.#listeners = bus.listeners
      .filter(({ program }) => isThere(program, path))
      .map((listener) => (isThere(LEASH.program, path) ? leashed(listener) : listener))
    this.#firstPauseMs = ports.firstPauseMs ?? PAUSES.firstMs
    this.#pauseMs = this.#firstPauseMs
    this.#listen()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const child = this.#child
    this.#child = null
    child?.kill('SIGKILL')
  }

  #listen(): void {
    const listener = this.#listeners[this.#next % this.#listeners.length]
    if (listener === undefined) return
    const beganMs = performance.now()
    const signals = new LockSignals()
    const child = spawn(listener.program, listener.args, {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'ignore']
    })
    this.#child = child
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (this.#child === child && signals.hear(text)) this.#ports.onLock()
    })
    const ended = (): void => {
      if (this.#child === child) this.#again(performance.now() - beganMs)
    }
    child.once('error', ended)
    child.once('exit', ended)
  }

  /** One that ended, or couldn't be started: another one is tried, later each time. */
  #again(livedMs: number): void {
    this.#child = null
    const wasWell = livedMs >= WELL_AFTER_MS
    if (wasWell) this.#pauseMs = this.#firstPauseMs
    else this.#next += 1
    this.#timer = setTimeout(() => this.#listen(), this.#pauseMs)
    this.#timer.unref()
    this.#pauseMs = Math.min(PAUSES.longestMs, this.#pauseMs * 2)
  }
}

function leashed({ program, args }: Listener): Listener {
  return { program: LEASH.program, args: [...LEASH.args, program, ...args] }
}

/** Whether PATH leads to a program; a folder that is named relative to nothing doesn't count. */
function isThere(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    if (!isAbsolute(folder)) return false
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
