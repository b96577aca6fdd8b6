/** Words of the clock page, of correction, of the reverse check and of a site's clock, in English. */
import type {
  ClockView,
  CorrectionView,
  DriftView,
  SiteClockView,
  SourceStatusKind
} from '../../views/clock.ts'
import { longSpanOf } from '../long-spans.ts'
import { clock } from './clock.ts'

/** 1 ppm in seconds a day. */
const SECONDS_A_DAY = 0.0864

function about(ms: number): string {
  const { n, unit } = longSpanOf(ms)
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

export const clockPage = {
  plot: {
    caption: 'Where your clock stands by each server',
    slow: 'slow',
    fast: 'fast',
    logarithmic: 'dotted: logarithmic',
    none: 'No server was asked yet.',
    /** In the picture itself, where the reason has no room. */
    status: {
      waiting: 'waiting',
      heard: '',
      survivor: '',
      falseticker: 'outvoted',
      unreachable: 'no answer',
      rejected: 'refused'
    } satisfies Record<SourceStatusKind, string>,
    seconds: (text: string): string => `${text} s`,
    asTable: 'The same in figures'
  },

  history: {
    heading: 'How it drifts',
    picture: (checks: number, ago: string, sentences: string): string =>
      `Offset of this clock in ${checks} checks since ${ago}. ${sentences}`.trim(),
    none: 'A line appears here after the second check.',
    ago: (ms: number): string => `${about(ms)} ago`,
    now: 'now',
    within: (ms: number): string => `in ${about(ms)}`,
    fails: 'codes begin to fail',
    /** Within a year, so without one. */
    day: (unixMs: number): string => dayOfYear.format(unixMs),
    logarithmic: (from: string): string => `Beyond ${from} the scale is logarithmic.`,
    closer: 'After now, the days stand closer.'
  },

  figures: {
    heading: 'In figures',
    drift: 'Drift',
    fails: 'Codes begin to fail',
    trust: 'Trust',
    checked: 'Checked',
    driftedSince: 'Can have drifted since by'
  },
  drift({ driftPpm, boundPpm }: DriftView): string {
    const ppm = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 1 : 0)
    const seconds = (Math.abs(driftPpm) * SECONDS_A_DAY).toFixed(2)
    const sign = driftPpm < 0 ? '−' : '+'
    const bound = (Math.ceil(boundPpm * 10) / 10).toFixed(1)
    return `${sign}${ppm(Math.abs(driftPpm))} ppm · ${seconds} s a day, ± ${bound} ppm`
  },
  /** What the sign of the drift means. */
  driftMeans: ({ driftPpm, boundPpm }: DriftView): string =>
    Math.abs(driftPpm) <= boundPpm
      ? 'within the bound: steady'
      : driftPpm > 0
        ? 'it loses time'
        : 'it gains time',
  driftUnknown: 'known after a second check',
  fails: {
    now: 'now',
    within: (ms: number): string => `in about ${about(ms)}`,
    earliest: (unixMs: number): string => `${day.format(unixMs)} at the earliest`,
    notWithinAYear: 'not within a year',
    unknown: 'not known yet'
  },
  /** By a way that proves less than the best one listed for it. */
  downgraded: (name: string, by: string, best: string): string => `${name} by ${by}, not ${best}`,
  age: (time: string, ageMs: number | undefined): string =>
    ageMs === undefined
      ? time
      : `${time}, ${ageMs < 90_000 ? `${Math.floor(ageMs / 1000)} s` : about(ageMs)} ago`,
  servers: 'Time servers…',

  cure: {
    heading: 'What mends it',
    copied: 'Command copied'
  },

  correction: {
    on: 'Show corrected codes',
    off: 'Stop correcting',
    state: {
      none: (): string => '',
      available: (): string => '',
      on: (view: { readonly offsetMs: number }): string =>
        `Codes are corrected by ${clock.length(view.offsetMs)}.`,
      waiting: (): string => 'Codes are hidden until the clock has been measured anew.',
      refused: (view: { readonly reason: 'not-authenticated' | 'too-far' }): string =>
        view.reason === 'too-far'
          ? 'Codes aren’t corrected by more than a day: set the clock first.'
          : 'Codes aren’t corrected by more than 2 minutes on the word of servers that prove nothing: set the clock first.'
    } satisfies { [K in CorrectionView['kind']]: (view: Extract<CorrectionView, { kind: K }>) => string },
    warning: {
      title: 'Believe these servers?',
      text: (view: ClockView): string =>
        `They say that this clock is ${clock.distance(view)}, but their answers prove nothing: whoever controls this network could make them up, and would then see codes for another time. Go on if you trust this network, or if another clock shows the same.`,
      confirm: 'Show corrected codes'
    },
    label: 'corrected',
    byThisClock: 'by this clock',
    read: (digits: string): string => `corrected code ${digits}`,
    readByThisClock: (digits: string): string => `by this clock ${digits}`,
    hidden: 'measuring',
    copied: (name: string): string => `Corrected code of ${name} copied`
  },

  site: {
    heading: 'A site’s own clock',
    field: 'Address of the site',
    ask: 'Ask',
    asking: 'Asking…',
    note: 'Asks that site once, by HTTPS, when you press Ask.',
    empty: 'Type the site’s address, such as github.com.',
    result({ host, offsetMs, boundMs }: SiteClockView): string {
      const bound = `±${clock.length(boundMs, 'up')}`
      if (Math.abs(offsetMs) <= boundMs) return `${host}’s clock: the same as this one (${bound}).`
      return `${host}’s clock: ${clock.length(offsetMs)} ${offsetMs > 0 ? 'ahead of' : 'behind'} this one (${bound}).`
    }
  },

  locate: {
    open: 'Compare with another device…',
    title: 'Compare with another device',
    /** Below that title. */
    begin: 'Compare…',
    lead: 'Your phone has the same account? Its code tells how far the two clocks are apart, without the network.',
    account: 'Account',
    optional: (text: string): string => `${text} (optional)`,
    atChange: 'I press Compare at the moment when it changes',
    submit: 'Compare',
    busy: 'Comparing…',
    empty: 'Type the code first.',
    none: 'There is no account by time to compare with.'
  }
}
