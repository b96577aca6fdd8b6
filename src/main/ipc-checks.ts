/** What each request's arguments have to look like, before any handler sees them. */
import type { Requests, SecretRequests } from '../shared/ipc.ts'
import type { ArgumentCheck } from './ipc.ts'
import { LINKS } from './security.ts'

/** Longest path, passphrase or label that is looked at, in characters. */
const LONGEST_TEXT = 4096

/** More time sources than this nobody reads. */
const MOST_SOURCES = 16

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT
// Whether it is in range says the parser, with a sentence.
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value)
const isOneOf = (value: unknown, ...choices: readonly unknown[]): boolean => choices.includes(value)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSource = (value: unknown): boolean =>
  isRecord(value) && isText(value.name) && Array.isArray(value.ways) && value.ways.every(isText)

/** What each setting has to look like; whether it is in range says settings.ts, with a sentence. */
const SETTINGS: Readonly<Record<string, (value: unknown) => boolean>> = {
  language: (value) => isOneOf(value, 'en', 'ja', null),
  sources: (value) => Array.isArray(value) && value.length <= MOST_SOURCES && value.every(isSource),
  neverUseNetwork: (value) => typeof value === 'boolean',
  checkEveryMinutes: isWhole,
  warnThresholdMs: isWhole
}

const isSettingsChange = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(
    ([name, setting]) => Object.hasOwn(SETTINGS, name) && SETTINGS[name]?.(setting) === true
  )

const nothing: ArgumentCheck = (args) => args.length === 0
const one =
  (check: (value: unknown) => boolean): ArgumentCheck =>
  (args) =>
    args.length === 1 && check(args[0])
const id = one((value) => typeof value === 'string' && value.length > 0 && value.length <= 64)

export const MAIN_CHECKS: { readonly [K in keyof Requests]: ArgumentCheck } = {
  'app:state': nothing,
  'app:set-language': one((value) => isOneOf(value, 'en', 'ja')),
  'app:open-link': one((value) => isText(value) && Object.hasOwn(LINKS, value)),
  'vault:state': nothing,
  'vault:unlock-by-keychain': nothing,
  'vault:lock': nothing,
  'secret-window:open': one((value) =>
    isOneOf(value, 'create', 'unlock', 'confirm-recovery', 'type-account')
  ),
  'accounts:list': nothing,
  'accounts:add-from-clipboard': nothing,
  'accounts:add-from-file': one((value) => isText(value) && value !== '' && !value.includes('\0')),
  'accounts:choose-file': nothing,
  'accounts:remove': id,
  'accounts:restore': id,
  'codes:list': nothing,
  'codes:copy': id,
  'codes:next-hotp': id,
  'clock:state': nothing,
  'clock:check': nothing,
  'clock:history': nothing,
  'clock:open-settings': nothing,
  'clock:copy-cure': nothing,
  'clock:correct': one((value) => typeof value === 'boolean'),
  'clock:locate': one(
    (value) =>
      isRecord(value) &&
      isText(value.id) &&
      isText(value.code) &&
      (value.before === null || isText(value.before)) &&
      typeof value.atChange === 'boolean'
  ),
  'clock:site': one(isText),
  'settings:state': nothing,
  'settings:change': one(isSettingsChange),
  'settings:default-sources': nothing,
  'settings:test-source': one(isText)
}

export const SECRET_CHECKS: { readonly [K in keyof SecretRequests]: ArgumentCheck } = {
  'secret:task': nothing,
  'secret:create-vault': one(
    (value) =>
      isRecord(value) &&
      typeof value.keychain === 'boolean' &&
      (value.passphrase === null || isText(value.passphrase))
  ),
  'secret:confirm-recovery': one(isText),
  'secret:new-recovery': nothing,
  'secret:unlock': one(
    (value) =>
      isRecord(value) &&
      ((value.kind === 'passphrase' && isText(value.passphrase)) ||
        (value.kind === 'recovery' && isText(value.code)))
  ),
  'secret:add-account': one(
    (value) =>
      isRecord(value) &&
      isOneOf(value.kind, 'totp', 'hotp', 'steam') &&
      isText(value.issuer) &&
      isText(value.label) &&
      isText(value.secretBase32) &&
      isOneOf(value.algorithm, 'SHA1', 'SHA256', 'SHA512') &&
      isWhole(value.digits) &&
      isWhole(value.period) &&
      isWhole(value.counter)
  ),
  'secret:close': nothing
}
