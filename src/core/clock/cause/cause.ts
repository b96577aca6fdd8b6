/** Why the clock is wrong, most likely: from what was measured and how this machine keeps its time. */
import { jumpedBetween, trueMsOf } from '../drift.ts'
import type { HistoryEntry } from '../history.ts'
import { JUMP_MS, WANDER } from '../wall-clock.ts'
import type { TimeService } from './time-service.ts'

export type Cause =
  /** Off by months or more: the hardware clock lost its time. */
  | { readonly kind: 'months-off' }
  /** Off by exactly the local zone: another system on this machine keeps the hardware clock in another way. */
  | { readonly kind: 'dual-boot'; readonly minutes: number }
  /** Off by whole quarters of an hour: set by hand in the wrong time zone. */
  | { readonly kind: 'wrong-zone'; readonly minutes: number }
  /** A virtual machine that was paused: its clock stood still. */
  | { readonly kind: 'vm-resumed' }
  | { readonly kind: 'automatic-off' }
  | { readonly kind: 'service-stopped' }
  | { readonly kind: 'no-service' }
  /** The time service runs and doesn't reach its servers. */
  | { readonly kind: 'servers-unreachable' }
  | { readonly kind: 'unknown' }

export type CauseKind = Cause['kind']

export interface CauseFacts {
  /** What the sources agreed on; `null` where they didn't. */
  readonly measured: { readonly offsetMs: number; readonly boundMs: number } | null
  readonly service: TimeService
  /** What the local time zone is ahead of UTC, ms: at present and at other times of the year. */
  readonly zoneOffsetsMs: readonly number[]
  /** Servers' certificates failed by their dates alone, and nobody else gave the time. */
  readonly certificateDates: boolean
  /** The machine woke up, or its clocks parted, some minutes ago. */
  readonly resumedLately: boolean
  readonly history: readonly HistoryEntry[]
}

/** Nobody mistakes less than a month for this, and a crystal doesn't lose it. */
const MONTHS_MS = 28 * 86_400_000

const QUARTER_MS = 900_000

/** From UTC−12 to UTC+14 (IANA time zone database). */
const FARTHEST_ZONE_MS = 26 * 3_600_000

/** Besides the bound: hardware clocks hold whole seconds, and have drifted since they were set. */
const ZONE_SLACK_MS = 5000

/**
 * The likely causes, the one to look at first in front: at most one of how the offset looks, and one of what keeps the
 * time. `unknown` alone where nothing is found.
 */
export function causesOf(facts: CauseFacts): readonly [Cause, ...Cause[]] {
  const found = [causeOfLook(facts), causeOfService(facts.service)]
  const [first, ...others] = found.filter((cause) => cause !== null)
  return first === undefined ? [{ kind: 'unknown' }] : [first, ...others]
}

/** What the local time zone is ahead of UTC now, and half a year from now: with and without summer time, ms. */
export function zoneOffsetsMs(nowMs: number): readonly number[] {
  const offsets = [nowMs, nowMs + 182 * 86_400_000].map((ms) => -new Date(ms).getTimezoneOffset() * 60_000)
  return [...new Set(offsets)]
}

function causeOfLook(facts: CauseFacts): Cause | null {
  const { measured } = facts
  if (measured === null) return facts.certificateDates ? { kind: 'months-off' } : null
  const { offsetMs, boundMs } = measured
  if (Math.abs(offsetMs) - boundMs >= MONTHS_MS) return { kind: 'months-off' }
  const minutes = quartersMs(offsetMs, boundMs) / 60_000
  if (minutes !== 0) return { kind: isOtherSystem(minutes, facts) ? 'dual-boot' : 'wrong-zone', minutes }
  return facts.service.virtual === true && offsetMs > boundMs && wasPaused(facts)
    ? { kind: 'vm-resumed' }
    : null
}

function causeOfService({ state, synchronised }: TimeService): Cause | null {
  switch (state) {
    case 'absent':
      return { kind: 'no-service' }
    case 'off':
      return { kind: 'automatic-off' }
    case 'stopped':
      return { kind: 'service-stopped' }
    case 'running':
      return synchronised === false ? { kind: 'servers-unreachable' } : null
    case null:
      return null
  }
}

/** The offset in whole quarters of an hour, two at least, if it is that for all that is known; else 0. */
function quartersMs(offsetMs: number, boundMs: number): number {
  const quarters = Math.round(offsetMs / QUARTER_MS)
  const restMs = Math.abs(offsetMs - quarters * QUARTER_MS)
  const fits = restMs <= boundMs + ZONE_SLACK_MS && boundMs <= 60_000
  return fits && Math.abs(quarters) >= 2 && Math.abs(offsetMs) <= FARTHEST_ZONE_MS ? quarters * QUARTER_MS : 0
}

/**
 * Whoever takes a hardware clock in local time for UTC is ahead of it by the zone, and the other way round behind.
 * A Mac has no other system beside it that does so.
 */
function isOtherSystem(minutes: number, { service, zoneOffsetsMs: zones }: CauseFacts): boolean {
  if (service.system === 'macos' || service.localRtc === null) return false
  const direction = service.localRtc ? 1 : -1
  return zones.some((zoneMs) => zoneMs !== 0 && (direction * zoneMs) / 60_000 === minutes)
}

/** It woke up lately; or the offset grew in a way that no crystal does while both of its clocks stood still together. */
function wasPaused({ resumedLately, history }: CauseFacts): boolean {
  if (resumedLately) return true
  const [before, after] = history.slice(-2)
  if (before === undefined || after === undefined) return false
  const apart = Math.abs(after.startedAtMs - before.startedAtMs)
  const stoodTogether = apart <= JUMP_MS + Math.max(0, trueMsOf(after) - trueMsOf(before)) * WANDER
  return stoodTogether && after.offsetMs > before.offsetMs && jumpedBetween(before, after)
}
