/**
 * What is typed at the terminal while nobody may see it: from the first hidden question of a command to its end nothing is
 * echoed, so that a passphrase typed ahead of the next question isn't either. The terminal is in raw mode meanwhile, and
 * what it would do by itself for Ctrl-C and Ctrl-Z is done here.
 */
import { constants } from 'node:os'

const CTRL_C = 0x03
const CTRL_Z = 0x1a

/** More than anybody types, or pastes, ahead of a question. */
const AHEAD_BYTES = 65_536

/** Signals that end the process by default: the terminal is put right first, and half-written files are taken away. */
export const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** Who waits for keys. */
export interface KeyTaker {
  /** Gives what it leaves of the chunk for later, or `null` for more; it wipes what it takes. */
  readonly take: (chunk: Buffer) => Buffer | null
  /** The input has ended. */
  readonly end: () => void
}

/** Hides from {@link HiddenKeys.hide} to {@link HiddenKeys.show}; keys that nobody waits for are kept for who does next. */
export class HiddenKeys {
  readonly #stdin: NodeJS.ReadStream
  #isHiding = false
  #hasEnded = false
  #ahead: Buffer[] = []
  #taker: KeyTaker | null = null
  /** Called where the terminal was another program's in between, and doesn't show the question any more. */
  #onReturn: () => void = () => undefined

  constructor(stdin: NodeJS.ReadStream) {
    this.#stdin = stdin
  }

  /** From here on nothing is echoed. */
  hide(): void {
    if (this.#isHiding) return
    this.#isHiding = true
    this.#stdin.setRawMode(true)
    this.#stdin.on('data', this.#onData).on('end', this.#onEnd).resume()
    for (const signal of ENDING) process.on(signal, this.#onEnding)
    process.on('SIGTSTP', this.#suspend).on('SIGCONT', this.#return).on('exit', this.show)
  }

  /**
   * Echoes again. What was typed ahead is dropped: it was typed for a question that didn't come, and may be a secret,
   * which the shell would keep in its history.
   */
  readonly show = (): void => {
    if (!this.#isHiding) return
    this.#isHiding = false
    this.#taker = null
    for (const chunk of this.#ahead) chunk.fill(0)
    this.#ahead = []
    this.#stdin.off('data', this.#onData).off('end', this.#onEnd).pause()
    this.#stdin.setRawMode(false)
    for (const signal of ENDING) process.off(signal, this.#onEnding)
    process.off('SIGTSTP', this.#suspend).off('SIGCONT', this.#return).off('exit', this.show)
  }

  /** Gives keys to a taker until it has enough: first those that were typed ahead. */
  give(taker: KeyTaker, onReturn: () => void): void {
    this.#taker = taker
    this.#onReturn = onReturn
    const ahead = this.#ahead
    this.#ahead = []
    for (const chunk of ahead) this.#onData(chunk)
    if (this.#hasEnded) this.#onEnd()
  }

  readonly #onData = (chunk: Buffer): void => {
    if (chunk.includes(CTRL_Z)) this.#suspendAll()
    // Whoever waits for keys decides by itself what a Ctrl-C is.
    const rest = this.#taker === null ? chunk : this.#taker.take(chunk)
    if (rest === null) return
    this.#taker = null
    this.#keep(rest)
  }

  #keep(chunk: Buffer): void {
    if (chunk.includes(CTRL_C)) process.kill(process.pid, 'SIGINT')
    const kept = this.#ahead.reduce((sum, { length }) => sum + length, 0)
    if (kept + chunk.length <= AHEAD_BYTES) this.#ahead.push(chunk)
    else chunk.fill(0)
  }

  readonly #onEnd = (): void => {
    this.#hasEnded = true
    const taker = this.#taker
    this.#taker = null
    taker?.end()
  }

  /** The terminal is put right, and the signal then does what it does to a program that doesn't listen. */
  readonly #onEnding = (signal: NodeJS.Signals): void => {
    this.show()
    process.kill(process.pid, signal)
  }

  /** What the terminal itself would do for Ctrl-Z: it stops everything that runs in the foreground. */
  #suspendAll(): void {
    if ('SIGTSTP' in constants.signals) process.kill(0, 'SIGTSTP')
  }

  readonly #suspend = (): void => {
    this.#stdin.setRawMode(false)
    process.off('SIGTSTP', this.#suspend)
    // Goes on here when it is continued; at once where there is nobody who could continue it.
    process.kill(process.pid, 'SIGTSTP')
    process.on('SIGTSTP', this.#suspend)
    this.#stdin.setRawMode(true)
  }

  /** Continued: the shell has set the terminal to its own liking in between. */
  readonly #return = (): void => {
    this.#stdin.setRawMode(false)
    this.#stdin.setRawMode(true)
    if (this.#taker !== null) this.#onReturn()
  }
}
