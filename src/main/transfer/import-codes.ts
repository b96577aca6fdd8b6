/** The codes of a preview, to be compared with the other app: computed anew when one ends, a few hundred at a time. */
import { setImmediate } from 'node:timers/promises'
import { isTimeBased, type NewAccount } from '../../core/otp/account.ts'
import { totpAt } from '../../core/otp/totp.ts'
import { hasCodes } from '../../core/present.ts'

interface ShownCode {
  readonly code: string
  /** Unix milliseconds by the local clock. */
  readonly validUntilMs: number
}

/** Some 10 ms of work. */
const AT_ONCE = 500
/** Past the end of a step, so that a timer that fires early doesn't see the old one, ms. */
const PAST_THE_STEP_MS = 20
const LONGEST_PAUSE_MS = 60_000

export class ImportCodes {
  readonly #nowMs: () => number
  readonly #onCodes: () => void
  readonly #codes = new Map<NewAccount, ShownCode>()
  #accounts: readonly NewAccount[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(nowMs: () => number, onCodes: () => void) {
    this.#nowMs = nowMs
    this.#onCodes = onCodes
  }

  codeOf(account: NewAccount): ShownCode | null {
    return this.#codes.get(account) ?? null
  }

  /** Shows the codes of these from now on: the first few hundred at once, the others as soon as they are there. */
  show(entries: readonly { readonly account: NewAccount }[]): void {
    this.clear()
    const accounts = entries.map(({ account }) => account)
    this.#accounts = accounts
    this.#compute(accounts.slice(0, AT_ONCE))
    if (accounts.length > AT_ONCE) void this.#refresh(accounts)
    else this.#waitForNext()
  }

  clear(): void {
    this.#accounts = []
    this.#codes.clear()
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  async #refresh(accounts: readonly NewAccount[]): Promise<void> {
    for (let at = 0; at < accounts.length; at += AT_ONCE) {
      if (this.#accounts !== accounts) return
      this.#compute(accounts.slice(at, at + AT_ONCE))
      await setImmediate()
    }
    if (this.#accounts !== accounts) return
    this.#onCodes()
    this.#waitForNext()
  }

  #compute(accounts: readonly NewAccount[]): void {
    const nowMs = this.#nowMs()
    for (const account of accounts) {
      if (!isTimeBased(account)) continue
      if (!hasCodes(nowMs)) {
        this.#codes.delete(account)
        continue
      }
      const shown = this.#codes.get(account)
      if (shown !== undefined && nowMs < shown.validUntilMs) continue
      const { code, validUntilMs } = totpAt(account, nowMs)
      this.#codes.set(account, { code, validUntilMs })
    }
  }

  #waitForNext(): void {
    const accounts = this.#accounts
    let nextMs = Infinity
    for (const { validUntilMs } of this.#codes.values()) nextMs = Math.min(nextMs, validUntilMs)
    if (nextMs === Infinity) return
    const pauseMs = Math.min(Math.max(nextMs - this.#nowMs(), 0) + PAST_THE_STEP_MS, LONGEST_PAUSE_MS)
    this.#timer = setTimeout(() => void this.#refresh(accounts), pauseMs)
    this.#timer.unref()
  }
}
