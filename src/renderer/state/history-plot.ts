/**
 * What the history plot shows, worked out apart from how it is drawn: the offset over the past days in stretches
 * between jumps, and where it goes if the drift lasts. Distances are those of the zero line, upwards: negative = this
 * clock was slow. Times are true time.
 */
import type { ClockView, HistoryPointView } from '../../shared/views/clock.ts'
import { niceUp, plotScale, type PlotScale } from './plot-scale.ts'

export interface PlotPoint {
  /** Unix ms of true time. */
  readonly t: number
  /** ms; low and high are the ends of the bound. */
  readonly y: number
  readonly low: number
  readonly high: number
}

export interface HistoryPlot {
  /** Without a jump inside. */
  readonly stretches: readonly (readonly PlotPoint[])[]
  /** From the last check on, while the drift lasts; absent where it isn't known. */
  readonly future?: readonly PlotPoint[]
  /** The first day on which codes may begin to fail. */
  readonly earliest?: PlotPoint
  readonly fromMs: number
  readonly nowMs: number
  readonly untilMs: number
  /** The days after now stand closer than those before. */
  readonly closer: boolean
  /** Where a moment stands, 0 to 1. */
  readonly atTime: (t: number) => number
  readonly scale: PlotScale
  /** Up to which distance the scale is linear, ms. */
  readonly nearMs: number
}

const HOUR_MS = 3_600_000
/** Older checks aren't drawn. */
const MOST_PAST_MS = 31 * 24 * HOUR_MS
/** Where now stands, with and without a future to draw. */
const NOW_AT = { drift: 0.66, none: 1 } as const
/** Points of a line that is straight only on a linear scale. */
const SAMPLES = 24

/** @returns `null` where there is nothing to draw a line through. */
export function historyPlot(
  points: readonly HistoryPointView[],
  view: Pick<ClockView, 'drift' | 'thresholdMs'>,
  trueNowMs: number
): HistoryPlot | null {
  const last = points.at(-1)
  if (last === undefined || points.length < 2) return null
  const nowMs = Math.max(trueNowMs, last.atMs)
  const shown = points.filter(({ atMs }) => atMs >= nowMs - MOST_PAST_MS)
  const fromMs = Math.min(shown[0]?.atMs ?? nowMs, nowMs - HOUR_MS)
  const { untilMs, closer } = futureOf(nowMs, nowMs - fromMs, view.drift)
  const nowAt = view.drift === undefined ? NOW_AT.none : NOW_AT.drift
  const future = view.drift && futureLine(pointOf(last), view.drift, view.thresholdMs, untilMs)
  // The future beyond the threshold is of no interest.
  const reachMs = Math.max(reachOf(shown.map(pointOf)), Math.min(reachOf(future ?? []), view.thresholdMs))
  const { scale, nearMs } = verticalScale(reachMs, view.thresholdMs)
  const earliest = future?.find(({ t }) => t === view.drift?.earliestMs)
  return {
    stretches: stretchesOf(shown),
    ...(future && { future }),
    ...(earliest && { earliest: { ...earliest, y: Math.sign(earliest.y) * view.thresholdMs } }),
    fromMs,
    nowMs,
    untilMs,
    closer,
    atTime: (t) =>
      t <= nowMs
        ? ((t - fromMs) / (nowMs - fromMs)) * nowAt
        : nowAt + ((t - nowMs) / (untilMs - nowMs)) * (1 - nowAt),
    scale,
    nearMs
  }
}

/** As far as the earliest day of the forecast; else at the same pace as the past. */
function futureOf(
  nowMs: number,
  pastMs: number,
  drift: ClockView['drift']
): { readonly untilMs: number; readonly closer: boolean } {
  const samePaceMs = pastMs * (1 / NOW_AT.drift - 1)
  const aheadMs = drift?.earliestMs === undefined ? 0 : (drift.earliestMs - nowMs) * 1.15
  return { untilMs: nowMs + Math.max(samePaceMs, aheadMs), closer: aheadMs > samePaceMs * 1.02 }
}

function futureLine(
  last: PlotPoint,
  drift: NonNullable<ClockView['drift']>,
  thresholdMs: number,
  untilMs: number
): readonly PlotPoint[] {
  // Downwards where the clock falls behind.
  const rate = -drift.driftPpm / 1e6
  const slack = slackOf(last, drift, thresholdMs)
  const times = Array.from({ length: SAMPLES }, (_, i) => last.t + ((untilMs - last.t) * i) / (SAMPLES - 1))
  if (drift.earliestMs !== undefined && drift.earliestMs < untilMs) times.push(drift.earliestMs)
  return times
    .sort((a, b) => a - b)
    .map((t) => {
      const ageMs = t - last.t
      const y = last.y + rate * ageMs
      return { t, y, low: last.low + (rate - slack) * ageMs, high: last.high + (rate + slack) * ageMs }
    })
}

/** How far tomorrow's rate may lie from today's: what the forecast took, where there is one; else its bound. */
function slackOf(last: PlotPoint, drift: NonNullable<ClockView['drift']>, thresholdMs: number): number {
  const { earliestMs, driftPpm, boundPpm } = drift
  if (earliestMs === undefined || earliestMs <= last.t) return boundPpm / 1e6
  const reach = driftPpm > 0 ? -last.low : last.high
  return Math.max(0, (thresholdMs - reach) / (earliestMs - last.t) - Math.abs(driftPpm) / 1e6)
}

function stretchesOf(points: readonly HistoryPointView[]): readonly (readonly PlotPoint[])[] {
  const stretches: PlotPoint[][] = []
  for (const point of points) {
    const open = stretches.at(-1)
    if (open === undefined || point.afterJump) stretches.push([pointOf(point)])
    else open.push(pointOf(point))
  }
  return stretches
}

/** How far from zero a line comes, ms. */
function reachOf(line: readonly PlotPoint[]): number {
  return Math.max(0, ...line.map(({ low, high }) => Math.max(-low, high)))
}

function pointOf({ atMs, offsetMs, boundMs }: HistoryPointView): PlotPoint {
  return { t: atMs, y: -offsetMs, low: -offsetMs - boundMs, high: -offsetMs + boundMs }
}

/** Linear up to the threshold where the clock came near it; else up to where it was, and the threshold far out. */
function verticalScale(
  reachMs: number,
  thresholdMs: number
): { readonly scale: PlotScale; readonly nearMs: number } {
  const isFar = reachMs < thresholdMs / 4
  const nearMs = isFar ? niceUp(Math.max(reachMs, thresholdMs / 50) * 1.1) : thresholdMs * 1.15
  const far = Math.max(thresholdMs * 1.15, reachMs * 1.15)
  const end = far > nearMs ? far : nearMs
  return { scale: plotScale({ focus: 0, near: nearMs, below: end, above: end }, 0.2), nearMs }
}
