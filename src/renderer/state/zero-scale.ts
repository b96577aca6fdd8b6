/**
 * The scale of the zero line: linear where a clock is in step, logarithmic beyond, so that 0.04 s and a day fit one line.
 * Left of zero the clock is slow, right of it fast.
 */

/** A clock within this is in step for the usual period (design.md, The clock), s. */
export const LINEAR_S = 5
/** The end of the logarithmic scale; what is further stands there. */
const END_S = 86_400
/** Share of each half that stays linear on a logarithmic scale. */
const LINEAR_SHARE = 0.24
const DECADES = Math.log(END_S / LINEAR_S)

export interface ZeroScale {
  readonly logarithmic: boolean
  /** Where a distance in seconds stands, −1 (left end) to 1. Positive seconds = the clock is fast. */
  readonly at: (seconds: number) => number
  /** Distances of the marks from zero, s; each stands on both sides. */
  readonly marks: readonly { readonly s: number; readonly kind: 'minor' | 'major' }[]
}

const LINEAR: ZeroScale = {
  logarithmic: false,
  at: (seconds) => clamp(seconds / LINEAR_S),
  marks: Array.from({ length: 2 * LINEAR_S }, (_, i) => ({
    s: (i + 1) / 2,
    kind: i % 2 === 1 ? 'major' : 'minor'
  }))
}

const LOGARITHMIC: ZeroScale = {
  logarithmic: true,
  at: (seconds) => {
    const s = Math.abs(seconds)
    const beyond = LINEAR_SHARE + ((1 - LINEAR_SHARE) * Math.log(Math.max(s, LINEAR_S) / LINEAR_S)) / DECADES
    return clamp(Math.sign(seconds) * (s <= LINEAR_S ? (LINEAR_SHARE * s) / LINEAR_S : beyond))
  },
  marks: [
    ...[1, 2, 3, 4, 10, 20, 30, 120, 300, 600, 1800, 7200, 14_400, 28_800, 57_600].map((s) => ({
      s,
      kind: 'minor' as const
    })),
    ...[LINEAR_S, 60, 3600, END_S].map((s) => ({ s, kind: 'major' as const }))
  ]
}

/**
 * The scale on which an offset and its bound are shown.
 * @param offsetMs - As in ClockView: positive = the local clock is slow; `undefined` without a verdict.
 */
export function zeroScaleFor(offsetMs: number | undefined, boundMs: number | undefined): ZeroScale {
  const reachS = (Math.abs(offsetMs ?? 0) + (boundMs ?? 0)) / 1000
  return reachS <= LINEAR_S ? LINEAR : LOGARITHMIC
}

function clamp(x: number): number {
  return Math.min(1, Math.max(-1, x))
}
