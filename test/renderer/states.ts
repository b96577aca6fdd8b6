/** Invented states of main for tests and pictures of the renderer. */
import type {
  AccountView,
  ClockView,
  HistoryPointView,
  SettingsView,
  SourceView
} from '../../src/shared/views.ts'
import type { FakeState } from './fake-api.ts'

const BASE = { algorithm: 'SHA1', digits: 6, period: 30, kind: 'totp' } as const

export const TWELVE: readonly AccountView[] = [
  { ...BASE, id: 'a01', issuer: 'AWS', label: 'root · 4711-0815' },
  { ...BASE, id: 'a02', issuer: 'GitHub', label: 'hana@example.jp' },
  { ...BASE, id: 'a03', issuer: 'Google', label: 'hana.k@example.com' },
  {
    ...BASE,
    id: 'a04',
    issuer: 'Contoso VPN',
    label: 'hanako.kobayashi@contoso.example',
    digits: 8,
    period: 60
  },
  {
    id: 'a05',
    kind: 'hotp',
    issuer: 'Bank of Kyoto',
    label: '0042-1187',
    algorithm: 'SHA1',
    digits: 6,
    counter: 7
  },
  { ...BASE, id: 'a06', issuer: 'Steam', label: 'hanak', kind: 'steam', digits: 5 },
  { ...BASE, id: 'a07', issuer: 'Microsoft', label: 'ops@contoso.example' },
  { ...BASE, id: 'a08', issuer: '楽天', label: '花子' },
  { ...BASE, id: 'a09', issuer: 'HashiCorp Vault', label: 'prod unseal', digits: 10, algorithm: 'SHA512' },
  { ...BASE, id: 'a10', issuer: '', label: 'backup@nas.local', digits: 7 },
  { ...BASE, id: 'a11', issuer: 'Slack', label: 'Kaizen team' },
  { ...BASE, id: 'a12', issuer: 'Proton', label: 'hana@proton.example', digits: 9 }
]

export function many(n: number): readonly AccountView[] {
  return Array.from({ length: n }, (_, i) => ({
    ...BASE,
    id: `m${i}`,
    issuer: `Service ${i}`,
    label: `user${i}@example.com`
  }))
}

function source(name: string, server: string, offsetMs: number, more: Partial<SourceView> = {}): SourceView {
  return { name, server, kind: 'ntp', status: 'survivor', offsetMs, boundMs: 18, delayMs: 14, ...more }
}

export const AT = Date.UTC(2026, 10, 22, 14, 2, 11)
const DAY_MS = 86_400_000
const NOTHING_TO_CORRECT = { thresholdMs: 5000, correction: { kind: 'none' } } as const

/** Loses 0.27 s a day: codes begin to fail in some weeks. */
const DRIFT = { driftPpm: 3.1, boundPpm: 0.4, earliestMs: AT + 6.8 * DAY_MS, latestMs: AT + 54 * DAY_MS }

export const IN_STEP: ClockView = {
  ...NOTHING_TO_CORRECT,
  state: 'done',
  verdict: 'in-step',
  offsetMs: 41,
  boundMs: 18,
  trust: 'majority',
  refusedStrict: 0.001,
  refusedOneStep: 0,
  checkedAtMs: AT,
  agreeing: 4,
  answered: 4,
  configured: 4,
  sources: [
    source('Cloudflare', 'time.cloudflare.com:123', 40),
    source('Netnod', 'sth1.nts.netnod.se:123', 44, { delayMs: 262, boundMs: 133 }),
    source('PTB', 'ptbtime1.ptb.de:123', 38, { delayMs: 241, boundMs: 122 }),
    source('NICT', 'ntp.nict.jp:123', 41, { delayMs: 7, boundMs: 6 })
  ],
  drift: { driftPpm: 0.4, boundPpm: 0.9 },
  driftedSinceMs: 3.2
}

/** NTS everywhere but at one, and a server of the company's own that is 3 s out. */
export const DRIFTING: ClockView = {
  ...IN_STEP,
  offsetMs: 1740,
  boundMs: 9,
  trust: 'authenticated',
  drift: DRIFT,
  driftedSinceMs: 12,
  agreeing: 4,
  answered: 5,
  configured: 5,
  sources: [
    source('Cloudflare', 'time.cloudflare.com:123', 1738, { kind: 'nts', boundMs: 9 }),
    source('Netnod', 'nts.netnod.se:123', 1744, { kind: 'nts', delayMs: 31, boundMs: 16 }),
    source('PTB', 'ptbtime1.ptb.de:123', 1735, { kind: 'ntp', delayMs: 28, boundMs: 14 }),
    source('TimeNL', 'ntppool1.time.nl:123', 1747, { kind: 'nts', delayMs: 40, boundMs: 21 }),
    source('corp-dc1', 'corp-dc1.contoso.example:123', 4630, { status: 'falseticker' })
  ]
}

export const OFF: ClockView = {
  ...IN_STEP,
  drift: { driftPpm: 0.4, boundPpm: 0.9 },
  cause: { kind: 'automatic-off', command: 'timedatectl set-ntp true', hasSettings: true },
  correction: { kind: 'available', warns: false },
  verdict: 'off',
  effect: 'most-sites',
  offsetMs: -47_012,
  refusedStrict: 1,
  refusedOneStep: 0.567,
  agreeing: 3,
  answered: 3,
  sources: [
    source('Cloudflare', 'time.cloudflare.com:123', -47_010),
    source('Netnod', 'sth1.nts.netnod.se:123', -47_008, { delayMs: 262, boundMs: 133 }),
    {
      name: 'PTB',
      server: 'ptbtime1.ptb.de:123',
      kind: 'ntp',
      status: 'unreachable',
      reason: 'timed-out'
    },
    source('corp-dc1', 'corp-dc1.contoso.example:123', 12, { status: 'falseticker' })
  ]
}

export const UNCERTAIN: ClockView = {
  ...NOTHING_TO_CORRECT,
  state: 'done',
  verdict: 'uncertain',
  reason: 'too-few-answers',
  trust: 'none',
  checkedAtMs: AT,
  agreeing: 1,
  answered: 1,
  configured: 4,
  sources: IN_STEP.sources.map((it, i) =>
    i === 0
      ? it
      : { name: it.name, server: it.server, kind: it.kind, status: 'unreachable', reason: 'timed-out' }
  )
}

export const STRADDLES: ClockView = {
  ...IN_STEP,
  verdict: 'uncertain',
  reason: 'straddles-threshold',
  offsetMs: -4900,
  boundMs: 260
}

export const UNKNOWN: ClockView = {
  ...UNCERTAIN,
  verdict: 'unknown',
  reason: 'nobody-answered',
  agreeing: 0,
  answered: 0,
  sources: UNCERTAIN.sources.map((it) => ({
    name: it.name,
    server: it.server,
    kind: it.kind,
    status: 'unreachable',
    reason: 'timed-out'
  }))
}

export const NEVER: ClockView = {
  ...NOTHING_TO_CORRECT,
  state: 'checking',
  verdict: 'unknown',
  trust: 'none',
  agreeing: 0,
  answered: 1,
  configured: 4,
  sources: UNKNOWN.sources.map((it) => ({
    name: it.name,
    server: it.server,
    kind: it.kind,
    status: 'waiting'
  }))
}

/** One check in six hours over some days, with a jump where the clock was set. */
export function history(
  days: number,
  driftPpm: number,
  { endMs = 1740, jumpAfter = -1, boundMs = 14 } = {}
): readonly HistoryPointView[] {
  const count = days * 4 + 1
  return Array.from({ length: count }, (_, i) => {
    const atMs = AT - ((count - 1 - i) * DAY_MS) / 4
    const noise = ((i * 7919) % 11) - 5
    const before = i <= jumpAfter ? -6200 : 0
    return {
      atMs,
      offsetMs: endMs + before + ((atMs - AT) * driftPpm) / 1e6 + noise,
      boundMs: boundMs + ((i * 13) % 17),
      afterJump: i === jumpAfter + 1 && jumpAfter >= 0
    }
  })
}

const way = (nts: string, ntp: string, https: string): readonly string[] => [
  `nts://${nts}`,
  `ntp://${ntp}`,
  `https://${https}`
]

export const SETTINGS: SettingsView = {
  language: null,
  sources: [
    { name: 'Cloudflare', ways: way('time.cloudflare.com', 'time.cloudflare.com', 'www.cloudflare.com') },
    { name: 'Netnod', ways: way('nts.netnod.se', 'ntp.se', 'www.netnod.se') },
    { name: 'PTB', ways: way('ptbtime1.ptb.de', 'ptbtime1.ptb.de', 'www.ptb.de') },
    { name: 'TimeNL', ways: way('ntppool1.time.nl', 'ntppool1.time.nl', 'time.nl') }
  ],
  areSourcesDefault: true,
  neverUseNetwork: false,
  checkEveryMinutes: 30,
  warnThresholdMs: 5000
}

/** An open vault with twelve accounts and a clock in step, unless told otherwise. */
export function stateWith(changes: Partial<FakeState> = {}): FakeState {
  return {
    app: { language: 'en', demo: false, version: '0.1.0' },
    vault: { kind: 'unlocked', ways: ['keychain', 'recovery'], recoveryConfirmed: true },
    accounts: TWELVE,
    clock: IN_STEP,
    history: history(9, 0.4, { endMs: 41 }),
    settings: SETTINGS,
    ...changes
  }
}
