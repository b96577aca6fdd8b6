/**
 * What the interval plot shows, worked out apart from how it is drawn: where this clock stands by each server, the
 * interval on which the servers agree, and an axis on which both can be seen. Distances are those of the zero line:
 * negative = this clock is slow.
 */
import type { ClockView, SourceView } from '../../shared/views/clock.ts'
import { niceUp, plotScale, roundValues, type PlotScale } from './plot-scale.ts'

export interface IntervalRow {
  readonly source: SourceView
  /** Absent where there is no answer to draw; ms. */
  readonly interval?: { readonly at: number; readonly low: number; readonly high: number }
}

export interface IntervalPlot {
  readonly rows: readonly IntervalRow[]
  /** Absent without a verdict; ms. */
  readonly agreed?: { readonly low: number; readonly high: number }
  readonly scale: PlotScale
  /** Round distances to be labelled, ms, with the decimals that their seconds need; zero among them. */
  readonly marks: readonly { readonly at: number; readonly text: string }[]
}

/** Narrower than this the linear part isn't made, ms: the eye would take noise for something. */
const LEAST_NEAR_MS = 20
/** Zero is the middle of the linear part where that makes it no more than so many times wider. */
const ZERO_WITHIN = 4

const ZERO = { at: 0, text: '0' } as const

export function intervalPlot(view: ClockView): IntervalPlot {
  const rows = view.sources.map((source): IntervalRow => {
    const { offsetMs, boundMs = 0 } = source
    if (offsetMs === undefined) return { source }
    return { source, interval: { at: -offsetMs, low: -offsetMs - boundMs, high: -offsetMs + boundMs } }
  })
  const agreed =
    view.offsetMs === undefined
      ? undefined
      : { low: -view.offsetMs - (view.boundMs ?? 0), high: -view.offsetMs + (view.boundMs ?? 0) }
  const reach = reachOf(rows, agreed)
  return {
    rows,
    ...(agreed && { agreed }),
    scale: plotScale(reach),
    marks: rows.some(({ interval }) => interval) ? marksOf(reach) : [ZERO]
  }
}

type Ends = Pick<NonNullable<IntervalRow['interval']>, 'low' | 'high'>

function reachOf(rows: readonly IntervalRow[], agreed: Ends | undefined): Parameters<typeof plotScale>[0] {
  const drawn = rows.flatMap(({ interval }) => interval ?? [])
  const centre =
    agreed === undefined ? (middle(drawn.map(({ at }) => at)) ?? 0) : (agreed.low + agreed.high) / 2
  const close = agreed
    ? [agreed, ...rows.flatMap(({ source, interval }) => (source.status === 'survivor' && interval) || [])]
    : drawn.filter(({ low, high }) => low <= centre && high >= centre)
  const spread = Math.max(LEAST_NEAR_MS, ...close.map((it) => farthest(it, centre)))
  const fromZero = Math.max(LEAST_NEAR_MS, ...close.map((it) => farthest(it, 0)))
  const focus = fromZero <= ZERO_WITHIN * spread ? 0 : centre
  const near = niceUp((focus === 0 ? fromZero : spread) * 1.08)
  // Room beyond the farthest, so that nothing stands on the very edge.
  const below = 1.6 * Math.max(focus, ...drawn.map(({ low }) => focus - low))
  const above = 1.6 * Math.max(-focus, ...drawn.map(({ high }) => high - focus))
  return { focus, near, below: below > 1.6 * near ? below : near, above: above > 1.6 * near ? above : near }
}

/** Zero, and a few round distances of the linear part. */
function marksOf({ focus, near }: Parameters<typeof plotScale>[0]): IntervalPlot['marks'] {
  const { step, values } = roundValues(focus - near, focus + near, 5)
  const decimals = Math.max(0, -Math.floor(Math.log10(step / 1000) + 1e-9))
  return [
    ZERO,
    ...values
      .filter((value) => Math.abs(value) > step / 2)
      .map((value) => ({ at: value, text: (Math.abs(value) / 1000).toFixed(decimals) }))
  ]
}

function farthest({ low, high }: Ends, focus: number): number {
  return Math.max(Math.abs(low - focus), Math.abs(high - focus))
}

function middle(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
}
