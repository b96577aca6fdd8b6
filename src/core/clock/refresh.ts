/** A measurement renewed by one packet: whom to ask, whether the answer confirms it, and what it becomes. */
import type { SourceReport } from './check-run.ts'
import type { CheckOutcome } from './check-sharing.ts'
import type { DoneState } from './clock-state.ts'
import type { Sample } from './sample.ts'
import { followsOn } from './slew.ts'
import type { AskPorts } from './source-poll.ts'
import { anchorAt, jumpedSince, type WallClock } from './wall-clock.ts'

/** What one more packet came to. */
export type Renewal =
  | { readonly kind: 'silent' | 'contradicted' }
  | { readonly kind: 'renewed'; readonly outcome: CheckOutcome; readonly takenAtMs: number }

interface RefreshPorts {
  readonly ask: AskPorts
  readonly clock: WallClock
  /** Longest wait for the answer, ms. */
  readonly timeoutMs: number
}

/** Asks one source once more. A clock set meanwhile contradicts what was measured as well. */
export async function askOnceMore(
  before: DoneState,
  asked: SourceReport,
  { ask, clock, timeoutMs }: RefreshPorts
): Promise<Renewal> {
  const anchor = anchorAt(clock)
  const answer = await ask[asked.way.kind]?.({ way: asked.way, clock, anchor, timeoutMs })
  if (answer?.kind !== 'sample') return { kind: 'silent' }
  const { sample } = answer
  if (jumpedSince(anchor, clock) || !isConfirmedBy(before, sample)) return { kind: 'contradicted' }
  return { kind: 'renewed', outcome: refreshed(before, asked, sample), takenAtMs: sample.takenAtMs }
}

/**
 * One of those who agreed; `null` where nobody did. Each time another one, so that none of them alone can lead the
 * measurement away. What is trusted because it is proven is renewed only by one that proves itself.
 * @param turn - Counts up from one time to the next.
 */
export function whomToAsk({ verdict, reports }: DoneState, turn: number): SourceReport | null {
  if (!('measured' in verdict)) return null
  const { trust } = verdict.measured
  const fit = reports.filter(
    ({ status }) =>
      status.kind === 'survivor' && (trust !== 'authenticated' || status.sample.voucher === 'operator')
  )
  return fit[turn % fit.length] ?? null
}

/** Whether a new sample can be of the same clock, not set since: it wandered, or is being slewed back. */
function isConfirmedBy({ verdict, measuredAtMonotonicMs }: DoneState, sample: Sample): boolean {
  if (!('measured' in verdict)) return false
  const isAsTrusted = verdict.measured.trust !== 'authenticated' || sample.voucher === 'operator'
  return isAsTrusted && followsOn(verdict.measured, sample, sample.takenAtMs - measuredAtMonotonicMs)
}

/** The same agreement, as the new sample has it. The others' samples have had their day. */
function refreshed({ verdict, reports }: DoneState, asked: SourceReport, sample: Sample): CheckOutcome {
  const trust = 'measured' in verdict ? verdict.measured.trust : 'single'
  const sourcesThat = (kind: SourceReport['status']['kind']): readonly number[] =>
    reports.flatMap(({ status }, source) => (status.kind === kind ? [source] : []))
  return {
    selection: {
      kind: 'agreed',
      agreement: { offsetMs: sample.offsetMs, boundMs: sample.boundMs, trust },
      survivors: sourcesThat('survivor'),
      falsetickers: sourcesThat('falseticker')
    },
    reports: reports.map((report) =>
      report === asked ? { ...report, status: { kind: 'survivor', sample } } : report
    )
  }
}
