/** Invented states of main for tests and pictures of the renderer. */
import type { AccountView, TrashedView } from '../../src/shared/views/account.ts'
import type { Language } from '../../src/shared/views/app.ts'
import type { ClockView, HistoryPointView, SourceView } from '../../src/shared/views/clock.ts'
import type { DesktopView, PreferencesView, SettingsView } from '../../src/shared/views/settings.ts'
import type {
  ExportLossView,
  ImportEntry,
  ImportPreview,
  ImportView
} from '../../src/shared/views/transfer.ts'
import type {
  BackupContentsView,
  BackupView,
  KeysView,
  VaultNotice,
  VaultView
} from '../../src/shared/views/vault.ts'
import type { FakeState } from './fake-api.ts'

export const PLAIN = { groups: [], note: '', isFavourite: false, hasIcon: false, useCount: 0 } as const
const BASE = { ...PLAIN, algorithm: 'SHA1', digits: 6, period: 30, kind: 'totp' } as const

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
    ...PLAIN,
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

export const PREFERENCES: PreferencesView = {
  look: 'system',
  textSize: 100,
  sortBy: 'own',
  hidesCodes: false,
  nearEnd: 'wait',
  lockAfterMinutes: 10,
  locksOnScreenLock: true,
  locksOnSuspend: true,
  clearsClipboardAfter: 60,
  hidesOnBlur: false,
  protectsContent: false,
  pickShortcut: null,
  showsTrayCodes: true,
  startsAtLogin: false,
  updates: 'notice',
  secondPlace: null
}

export const DESKTOP: DesktopView = {
  hasTray: true,
  shortcut: 'none',
  pickCommand: 'zeroskew pick',
  desktop: 'gnome',
  canStartAtLogin: true,
  versions: { electron: '45.4.1', chromium: '150.0.7871.12', node: '24.21.0' },
  update: { kind: 'none' }
}

function of(id: string): AccountView {
  const account = TWELVE.find((it) => it.id === id)
  if (account === undefined) throw new Error(`expected an account ${id}`)
  return account
}

export const TRASH: readonly TrashedView[] = [
  { account: { ...of('a02'), id: 't1', label: 'former@example.jp' }, daysLeft: 29 },
  { account: { ...of('a11'), id: 't2', issuer: 'Trello', label: '' }, daysLeft: 12 },
  { account: { ...of('a08'), id: 't3', issuer: '三井住友銀行', label: '花子・旧端末' }, daysLeft: 1 }
]

const FOLDER = '/home/hana/.local/share/Zeroskew'

function backup(
  id: string,
  revision: number,
  daysAgo: number | null,
  more: Partial<BackupView> = {}
): BackupView {
  return {
    id,
    revision,
    daysAgo,
    path: `${FOLDER}/backups/${id}.bak`,
    place: 'beside',
    state: 'good',
    ...more
  }
}

export const BACKUPS: readonly BackupView[] = [
  backup('b1', 214, null),
  backup('b2', 213, 0),
  backup('b3', 209, 2),
  backup('b4', 188, 9, { state: 'older-key' }),
  backup('b5', 120, 27, { state: 'damaged' }),
  backup('b6', 214, 0, { place: 'second', path: '/media/hana/stick/Zeroskew/vault.bak' })
]

/** As they are where the vault isn't open: nothing is known of what is in them. */
export const UNKNOWN_BACKUPS: readonly BackupView[] = BACKUPS.map(
  ({ id, path, revision, daysAgo, place }) => ({
    id,
    path,
    revision,
    daysAgo,
    place
  })
)

export const CONTENTS: BackupContentsView = {
  accounts: [...TWELVE.slice(0, 6), TRASH[1]?.account ?? of('a11')],
  lowered: ['a05'],
  alreadyThere: ['a01', 'a02', 'a03']
}

export const KEYS: KeysView = {
  ways: ['keychain', 'passphrase', 'recovery', 'shares'],
  removable: ['keychain', 'passphrase', 'recovery', 'shares'],
  recoveryConfirmed: true,
  shareSet: { id: '4F7A-19C2', threshold: 2, count: 3 },
  voidedByRotation: ['recovery', 'shares'],
  keychain: 'present',
  olderKeyBackups: 0
}

/** As it is after the first run: two ways, one of them on paper nobody has checked. */
export const TWO_KEYS: KeysView = {
  ...KEYS,
  ways: ['keychain', 'recovery'],
  removable: [],
  recoveryConfirmed: false,
  shareSet: null,
  olderKeyBackups: 3
}

export const NOTICES: readonly VaultNotice[] = [
  { kind: 'unsaved', failure: { code: 'not-saved', got: 'ENOSPC' } },
  { kind: 'read-only' },
  { kind: 'rolled-back', seenRevision: 214, revision: 188 },
  { kind: 'counters-in-doubt', count: 1 },
  { kind: 'conflicts', count: 2 },
  { kind: 'permissions-mended' },
  { kind: 'no-backup', place: 'beside' },
  { kind: 'no-backup', place: 'second' },
  { kind: 'keychain-lost' },
  { kind: 'not-understood', count: 3 }
]

/** An open vault that has something to tell. */
export function telling(...notices: readonly VaultNotice[]): VaultView {
  return { kind: 'unlocked', ways: ['keychain', 'recovery'], recoveryConfirmed: true, notices }
}

function entry(account: AccountView, n: number, more: Partial<ImportEntry> = {}): ImportEntry {
  const code = String((n * 7919 + 482_913) % 10 ** account.digits).padStart(account.digits, '0')
  const timed = account.kind === 'hotp' ? {} : { code, validUntilMs: AT + 29_000 }
  return { entry: n, account, ...timed, state: 'new', isTrashed: false, ...more }
}

/** One new account by the clipboard: nothing to decide. */
export const FOUND_ONE: ImportPreview = {
  kind: 'preview',
  source: { kind: 'clipboard' },
  format: 'key-uri',
  found: 1,
  entries: [entry(of('a01'), 1)],
  failed: []
}

export const FOUND_SOME: ImportPreview = {
  kind: 'preview',
  source: { kind: 'file', name: 'accounts.txt' },
  format: 'key-uri',
  found: 5,
  entries: [
    entry(of('a01'), 1),
    entry(of('a02'), 2, { state: 'same-name', unread: ['icon'] }),
    entry(of('a03'), 3, { state: 'already-there' }),
    entry(of('a08'), 4, { isTrashed: true, shortened: ['note'] })
  ],
  failed: [{ entry: 5, name: 'Contoso', code: 'bad-field', field: 'digits', expected: '5–10', got: '99' }]
}

/** A link of another program: it says so. */
export const FOUND_BY_LINK: ImportPreview = { ...FOUND_ONE, source: { kind: 'link' } }

/** Two of three pictures of Google Authenticator. */
export const FOUND_BATCH: ImportPreview = {
  ...FOUND_SOME,
  source: { kind: 'file', name: 'Screenshot_20261122.png' },
  format: 'google-migration',
  found: 2,
  entries: FOUND_SOME.entries.slice(0, 2).map((one) => ({ ...one, state: 'new' as const })),
  failed: [],
  missingParts: { parts: [2], of: 3 }
}

export const FOUND_ALL_FAILED: ImportPreview = {
  ...FOUND_SOME,
  found: 60,
  entries: [],
  failed: Array.from({ length: 60 }, (_, i) => ({
    entry: i + 1,
    name: i % 3 === 0 ? '' : `Service ${i}`,
    code: 'bad-field' as const,
    field: 'secret',
    expected: 'base 32',
    got: 'another character'
  }))
}

/** Every state of an entry over and over. */
export function foundMany(n: number): ImportPreview {
  const states = ['new', 'new', 'same-name', 'new', 'already-there', 'new', 'twice-in-file'] as const
  const entries = many(n).map((account, i) =>
    entry(account, i + 1, { state: states[i % states.length] ?? 'new', isTrashed: i % 50 === 3 })
  )
  return {
    ...FOUND_SOME,
    format: '2fas',
    source: { kind: 'file', name: '2fas-backup.2fas' },
    found: n,
    entries,
    failed: []
  }
}

export const LOSSES: readonly ExportLossView[] = [
  {
    account: { id: 'a04', issuer: 'Contoso VPN', label: 'hanako.kobayashi@contoso.example' },
    fields: ['account', 'period']
  },
  { account: { id: 'a06', issuer: 'Steam', label: 'hanak' }, fields: ['account', 'kind'] },
  { account: { id: 'a08', issuer: '楽天', label: '花子' }, fields: ['groups', 'note', 'icon'] }
]

/** What came of it. */
export function imported(
  added: readonly AccountView[],
  {
    addedToTrash = 0,
    alreadyThere = 0,
    leftOut = 0,
    failed = []
  }: Partial<Extract<ImportView, { kind: 'done' }>> = {}
): ImportView {
  const first = added.slice(0, 6)
  return {
    kind: 'done',
    source: { kind: 'clipboard' },
    added: added.length + addedToTrash,
    addedToTrash,
    first,
    alreadyThere,
    leftOut,
    failed
  }
}

/** What every task begins with that may ask first who sits here; nothing is asked unless told otherwise. */
export function reauthenticated(language: Language, more: Partial<ReturnType<typeof nothingAsked>> = {}) {
  return { ...nothingAsked(), ...more, language }
}

const nothingAsked = () => ({
  needsReauthentication: false,
  hasPassphrase: true,
  needsPassphraseFirst: false,
  canAskSystem: false
})

/** An open vault with twelve accounts and a clock in step, unless told otherwise. */
export function stateWith(changes: Partial<FakeState> = {}): FakeState {
  return {
    app: { language: 'en', demo: false, version: '0.1.0' },
    vault: telling(),
    accounts: TWELVE,
    clock: IN_STEP,
    history: history(9, 0.4, { endMs: 41 }),
    settings: SETTINGS,
    preferences: PREFERENCES,
    trash: TRASH,
    backups: BACKUPS,
    contents: CONTENTS,
    keys: KEYS,
    doubtful: [{ account: of('a05'), counter: 7 }],
    desktop: DESKTOP,
    ...changes
  }
}
