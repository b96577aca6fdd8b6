/** What each request's arguments have to look like, before any handler sees them. */
import type { Requests, SecretRequests } from '../shared/ipc.ts'
import type { ArgumentCheck } from './ipc.ts'
import { LINKS } from './security.ts'

/** Longest path, passphrase or label that is looked at, in characters. */
const LONGEST_TEXT = 4096

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT
// Whether it is in range says the parser, with a sentence.
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value)
const isOneOf = (value: unknown, ...choices: readonly unknown[]): boolean => choices.includes(value)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
  'clock:check': nothing
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
