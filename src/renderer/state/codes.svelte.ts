/** The codes, pushed by main once a step, and the shown codes of accounts by counter. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { CodeView } from '../../shared/views/code.ts'
import { app } from './app.svelte.ts'
import { counters } from './counters.svelte.ts'
import { notes } from './notes.svelte.ts'
import { Pushed } from './pushed.svelte.ts'

/** How long a code by counter stays on the screen, ms. */
const SHOWN_MS = 60_000

/** In the last seconds of a step the next code is shown of itself. */
export const LAST_SECONDS = 5

class Codes {
  readonly #pushed = new Pushed('codes:changed', () => window.api.request('codes:list'))
  readonly #byId = $derived(new Map((this.#pushed.value ?? []).map((code) => [code.id, code])))
  readonly #ends = $derived(
    new Map(
      (this.#pushed.value ?? []).flatMap(({ validFromMs, validUntilMs }) =>
        validFromMs === undefined || validUntilMs === undefined
          ? []
          : [[validUntilMs - validFromMs, validUntilMs] as const]
      )
    )
  )
  readonly #revealed = new SvelteMap<string, CodeView>()
  readonly #withNext = new SvelteSet<string>()

  of(id: string): CodeView | undefined {
    return this.#revealed.get(id) ?? this.#byId.get(id)
  }

  /**
   * When a step of a period ends, Unix ms by the local clock; with correction on it doesn't end on its whole multiples.
   * `undefined` while no code of that period is shown.
   * @param period - Seconds.
   */
  stepEndMs(period: number): number | undefined {
    return this.#ends.get(period * 1000)
  }

  /** HOTP: the next code. Main stores the advanced counter before it answers. */
  async advance(id: string): Promise<void> {
    const outcome = await window.api.request('codes:next-hotp', id)
    if (!outcome.ok) {
      const { failure, notices } = app.wording
      const confirm = { label: notices.doubtful.way, run: () => (counters.open = true) }
      const inDoubt = outcome.failure.code === 'counter-in-doubt'
      notes.say(failure(outcome.failure), inDoubt ? confirm : undefined)
      return
    }
    const code = outcome.value
    this.#revealed.set(id, code)
    setTimeout(() => {
      if (this.#revealed.get(id) === code) this.#revealed.delete(id)
    }, SHOWN_MS)
  }

  /** Whether the next code was asked for, to be shown until it is asked for again. */
  showsNext(id: string): boolean {
    return this.#withNext.has(id)
  }

  toggleNext(id: string): void {
    if (!this.#withNext.delete(id)) this.#withNext.add(id)
  }

  /** Forgets what was revealed: the vault was locked. */
  forget(): void {
    this.#revealed.clear()
    this.#withNext.clear()
  }
}

export const codes = new Codes()

export interface ShownCode {
  readonly code: string
  readonly next?: string
  /** With correction on: what this machine's clock alone would give. */
  readonly byThisClock?: string
}

/**
 * The code to show at a moment. Main pushes new codes when the step changes; should the push be late, the code of the
 * next step, known before, takes over on the second. One that is out of date is never shown.
 */
export function codeAt(view: CodeView | undefined, nowMs: number): ShownCode | null {
  return codeIn(stageAt(view, nowMs), view)
}

/** Which of an account's two codes a moment belongs to: it changes once a step, so what follows from it is drawn once. */
export type Stage = 'current' | 'next' | 'over'

export function stageAt(view: CodeView | undefined, nowMs: number): Stage {
  if (view?.validFromMs === undefined || view.validUntilMs === undefined) return 'current'
  if (nowMs < view.validUntilMs) return 'current'
  return nowMs < view.validUntilMs + (view.validUntilMs - view.validFromMs) ? 'next' : 'over'
}

export function codeIn(stage: Stage, view: CodeView | undefined): ShownCode | null {
  if (view === undefined || stage === 'over') return null
  const { code, nextCode, byThisClock } = view
  if (stage === 'next') return nextCode === undefined ? null : { code: nextCode }
  return {
    code,
    ...(nextCode !== undefined && { next: nextCode }),
    ...(byThisClock !== undefined && { byThisClock })
  }
}

/**
 * Seconds left of the time step, 1 to `period`, also where the push of the step that runs now is late.
 * @param endMs - End of a step, Unix ms by the local clock; any one of them.
 */
export function secondsLeft(endMs: number, period: number, nowMs: number): number {
  const periodMs = period * 1000
  const leftMs = (((endMs - nowMs) % periodMs) + periodMs) % periodMs
  return leftMs === 0 ? period : Math.ceil(leftMs / 1000)
}
