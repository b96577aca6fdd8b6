/**
 * The axis of the plots: linear near what matters, logarithmic beyond, so that a bound of 20 ms and a clock that is an
 * hour off fit one picture. Where nothing lies far out, all of it is linear.
 */

export interface PlotReach {
  /** What the linear part is centred on. */
  readonly focus: number
  /** Half-width of the linear part, above 0. */
  readonly near: number
  /** Distance of the farthest thing to either side of the focus. */
  readonly below: number
  readonly above: number
}

export interface PlotScale {
  /** Where a value stands, 0 (low end) to 1; what is further out stands at the end. */
  readonly at: (value: number) => number
  /** Ends of the linear part, 0 to 1; what lies beside it is logarithmic. */
  readonly linear: { readonly from: number; readonly until: number }
  readonly logarithmic: boolean
}

/** @param logShare - What part of the whole each logarithmic end takes. */
export function plotScale({ focus, near, below, above }: PlotReach, logShare = 0.24): PlotScale {
  const from = below > near ? logShare : 0
  const until = above > near ? 1 - logShare : 1
  const beyond = (distance: number, reach: number): number =>
    Math.min(1, Math.log(distance / near) / Math.log(reach / near))
  return {
    linear: { from, until },
    logarithmic: from > 0 || until < 1,
    at: (value) => {
      const distance = value - focus
      if (distance < -near) return from === 0 ? 0 : from * (1 - beyond(-distance, below))
      if (distance > near) return until === 1 ? 1 : until + (1 - until) * beyond(distance, above)
      return from + ((distance + near) / (2 * near)) * (until - from)
    }
  }
}

/** The smallest of 1, 2 and 5 times a power of ten that isn't below a value. */
export function niceUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value))
  const nice = [1, 2, 5, 10].find((factor) => factor * unit >= value * (1 - 1e-9)) ?? 10
  return nice * unit
}

/** Round values between two others, at most so many; the step between them comes along. */
export function roundValues(
  from: number,
  until: number,
  most: number
): { readonly step: number; readonly values: readonly number[] } {
  const step = niceUp((until - from) / most)
  const first = Math.ceil(from / step - 1e-9)
  const count = Math.floor(until / step + 1e-9) - first + 1
  return { step, values: Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step) }
}
