/** What the clock check says, in English. Used alike by the window, the tray and the terminal. */
import type { ClockView, SourceView } from '../../views/clock.ts'
import { assertNever } from '../../failure.ts'
import { NOTHING_MS, shareOfCodes, spanOf } from '../clock-figures.ts'

/** Why a server gave no usable answer (core/clock/sample.ts names the reasons). */
const REASONS: Readonly<Record<string, string>> = {
  'timed-out': 'timed out',
  'connection-refused': 'nothing listens there',
  'no-address': 'its name has no address',
  'network-unreachable': 'the network doesn’t reach it',
  'proxy-refused': 'the proxy refused',
  'not-offered': 'not offered',
  truncated: 'answer cut short',
  'origin-mismatch': 'not an answer to our question',
  'wrong-mode': 'not a server’s answer',
  'wrong-version': 'other protocol version',
  unsynchronised: 'has no time itself',
  stratum: 'has no time itself',
  'root-distance': 'too far from a reference clock',
  'zero-timestamp': 'no time in the answer',
  'transmit-before-receive': 'answered before it was asked',
  'negative-delay': 'impossible delay',
  'reference-after-transmit': 'set in its own future',
  'stale-reference': 'not set for more than a day',
  malformed: 'malformed answer',
  'not-authentic': 'forged answer',
  'untrusted-certificate': 'certificate not trusted',
  'certificate-not-yet-valid': 'certificate not yet valid by this clock',
  'certificate-expired': 'certificate expired by this clock',
  'no-authenticator': 'answer without proof',
  'unique-identifier-mismatch': 'not an answer to our question',
  'nts-nak': 'refused our proof',
  'no-nts': 'doesn’t offer NTS',
  'malformed-key-exchange': 'malformed key exchange',
  'no-date': 'no date in the answer',
  'cached-answer': 'answer from a cache',
  'same-server': 'same server as another one'
}

const UNITS = { second: 's', minute: 'min', hour: 'h', day: 'days' } as const
const MINOR_UNITS = { second: '', minute: 's', hour: 'min', day: '' } as const

function length(ms: number, rounding: 'nearest' | 'up' = 'nearest'): string {
  const span = spanOf(ms, rounding)
  const major = `${span.major.toFixed(span.decimals)} ${UNITS[span.unit]}`
  return span.minor === 0 ? major : `${major} ${span.minor} ${MINOR_UNITS[span.unit]}`
}

function bound(view: Pick<ClockView, 'boundMs'>): string {
  return view.boundMs === undefined ? '' : `± ${length(view.boundMs, 'up')}`
}

function distance(view: Pick<ClockView, 'offsetMs'>): string {
  if (view.offsetMs === undefined) return ''
  if (Math.abs(view.offsetMs) < NOTHING_MS) return 'on time'
  return `${length(view.offsetMs)} ${view.offsetMs > 0 ? 'slow' : 'fast'}`
}

function refused(share: number | undefined): string {
  const codes = shareOfCodes(share ?? 0)
  switch (codes.kind) {
    case 'none':
      return 'none'
    case 'every':
      return 'every code'
    case 'some':
      return `${codes.n} of ${codes.of}`
    default:
      return assertNever(codes)
  }
}

function cost(view: ClockView): string {
  const strict = shareOfCodes(view.refusedStrict ?? 0)
  const oneStep = shareOfCodes(view.refusedOneStep ?? 0)
  if (strict.kind === 'none' && oneStep.kind === 'none') return "it won't cost you a code"
  const strictWords = `strict sites refuse ${strict.kind === 'some' ? `${refused(view.refusedStrict)} codes` : refused(view.refusedStrict)}`
  return oneStep.kind === 'none'
    ? `${strictWords} because of it, sites that allow one step none`
    : `${strictWords}, sites that allow one step ${oneStep.kind === 'every' ? 'too' : refused(view.refusedOneStep)}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function why(view: ClockView): string {
  switch (view.reason) {
    case 'straddles-threshold':
      return `It is between in step and off: ${distance(view)} (${bound(view)}).`
    case 'no-majority':
      return "The time servers don't agree with each other, so none is believed."
    case 'too-few-answers':
      return `Only ${view.answered} of ${view.configured} time servers answered: too few to believe them.`
    case 'clock-jumped':
      return 'The clock was set, or the machine slept, while it was being checked.'
    case 'network-off':
      return 'Zeroskew is set never to use the network.'
    case 'certificates-not-yet-valid':
      return 'The clock is probably slow by months: by it, the certificates of the time servers are not yet valid.'
    case 'certificates-expired':
      return 'The clock is probably fast by months: by it, the certificates of the time servers have expired.'
    case 'nobody-answered':
    case undefined:
      return 'No time server answered.'
    default:
      return assertNever(view.reason)
  }
}

function offByMonths({ reason }: ClockView): boolean {
  return reason === 'certificates-not-yet-valid' || reason === 'certificates-expired'
}

/** A kiss code keeps its four letters: they are the server's own word (RFC 5905 §7.4). */
function reasonOf(view: Pick<SourceView, 'reason'>): string {
  const { reason = '' } = view
  return REASONS[reason] ?? reason
}

export const clock = {
  length,
  bound,
  distance,
  /** Two or three words for the head of the window and the tray. */
  title(view: ClockView): string {
    if (view.state === 'never' || (view.state === 'checking' && view.checkedAtMs === undefined)) {
      return 'Checking the clock'
    }
    switch (view.verdict) {
      case 'in-step':
        return 'In step'
      case 'off':
        return `Your clock is ${distance(view)}`
      case 'uncertain':
        return 'Not certain'
      case 'unknown':
        return 'Not known'
      default:
        return assertNever(view.verdict)
    }
  },
  /** The whole verdict in one or two sentences: what was measured and what it means for the next login. */
  sentence(view: ClockView): string {
    if (view.state === 'never') return 'The clock has not been checked yet.'
    if (view.state === 'checking' && view.checkedAtMs === undefined) {
      return `Measuring: ${view.answered} of ${view.configured} time servers have answered.`
    }
    switch (view.verdict) {
      case 'in-step': {
        const reach = Math.abs(view.offsetMs ?? 0) + (view.boundMs ?? 0)
        return Math.abs(view.offsetMs ?? 0) < NOTHING_MS
          ? `Your clock is right to ${length(reach, 'up')}: ${cost(view)}.`
          : `Your clock is ${distance(view)} (${bound(view).replace(' ', '')}): ${cost(view)}.`
      }
      case 'off':
        return `Your clock is ${distance(view)} (${bound(view).replace(' ', '')}). ${capital(cost(view))}.`
      case 'uncertain':
        return `It is not certain how your clock stands. ${why(view)}`
      case 'unknown':
        return `It is not known how your clock stands. ${why(view)}`
      default:
        return assertNever(view.verdict)
    }
  },
  /** What to do next; empty when there is nothing to do. */
  advice(view: ClockView): string {
    if (view.state === 'never' || (view.state === 'checking' && view.checkedAtMs === undefined)) return ''
    switch (view.verdict) {
      case 'in-step':
        return ''
      case 'off':
        return 'Switch on automatic time in the system’s settings, then check again.'
      case 'uncertain':
        return offByMonths(view)
          ? 'Set the date and the time in the system’s settings, then check again.'
          : 'Check again in a moment, or from another network.'
      case 'unknown':
        return view.reason === 'network-off'
          ? 'Compare with a device that you trust.'
          : offByMonths(view)
            ? 'Set the date and the time in the system’s settings, then check again.'
            : 'Check the network, then check again.'
      default:
        return assertNever(view.verdict)
    }
  },
  /** What the offset means for the next login, as a sentence of its own. */
  consequence(view: ClockView): string {
    return `${capital(cost(view))}.`
  },
  /** Why there is no verdict, as sentences of their own. */
  why,
  /** How many of the configured servers agree. */
  agreement(view: ClockView): string {
    return `${view.agreeing} of ${view.configured}`
  },
  /** Who stands behind the verdict. */
  trust: {
    authenticated: 'authenticated',
    majority: 'by majority, not authenticated',
    single: 'by one server only',
    none: 'nobody'
  },
  /** The state of one server, with its reason. */
  source(view: Pick<SourceView, 'status' | 'reason'>): string {
    switch (view.status) {
      case 'waiting':
        return 'waiting'
      case 'heard':
        return 'answered'
      case 'survivor':
        return 'agrees'
      case 'falseticker':
        return 'outvoted'
      case 'unreachable':
        return view.reason === undefined ? 'no answer' : `no answer (${reasonOf(view)})`
      case 'rejected':
        return view.reason === undefined ? 'refused' : `refused (${reasonOf(view)})`
      default:
        return assertNever(view.status)
    }
  }
}
