/** What each request of the main window has to bring along, before any handler sees it. */
import { DEFAULT_PREFERENCES } from '../../core/preferences.ts'
import { EXPORT_FORMATS } from '../../core/transfer/formats.ts'
import type { Requests } from '../../shared/ipc.ts'
import type { ArgumentCheck } from './value-checks.ts'
import { LINKS } from '../security.ts'
import {
  isFlag,
  isId,
  isIds,
  isName,
  isOneOf,
  isRecordOf,
  isText,
  isWhole,
  listOf,
  nothing,
  one,
  optional,
  orNull,
  together,
  type ValueCheck
} from './value-checks.ts'

/** More time sources than this nobody reads. */
const MOST_SOURCES = 16

/** More entries than any import has, more groups than any account is in, and more files than anybody drops. */
const MOST = { entries: 10_000, groups: 64, files: 100 } as const

/** The largest frame of the webcam that is looked at, in pixels. */
const FRAME = { width: 1280, height: 720 } as const

const isSource = isRecordOf({ name: isText, ways: listOf(isText, MOST_SOURCES) })

/** What each setting has to look like; whether it is in range says settings.ts, with a sentence. */
const isSettingsChange = isRecordOf({
  language: optional(isOneOf('en', 'ja', null)),
  sources: optional(listOf(isSource, MOST_SOURCES)),
  neverUseNetwork: optional(isFlag),
  checkEveryMinutes: optional(isWhole),
  warnThresholdMs: optional(isWhole)
})

/** A preference is a switch, a number, a short text or null; the second place is changed by its own requests. */
const isPreference: ValueCheck = (value) =>
  value === null || isFlag(value) || isWhole(value) || (isText(value) && value.length <= 64)

const isPreferencesChange: ValueCheck = (value) =>
  isRecordOf(
    Object.fromEntries(
      Object.keys(DEFAULT_PREFERENCES)
        .filter((name) => name !== 'secondPlace')
        .map((name) => [name, optional(isPreference)])
    )
  )(value)

const isAccountChanges = isRecordOf({
  issuer: optional(isName),
  label: optional(isName),
  note: optional(isName),
  groups: optional(listOf(isName, MOST.groups)),
  isFavourite: optional(isFlag),
  removesIcon: optional(isOneOf(true))
})

const isFormat = isOneOf(...EXPORT_FORMATS)

const isTask: ValueCheck = (value) =>
  isOneOf(
    'create',
    'unlock',
    'confirm-recovery',
    'type-account',
    'set-passphrase',
    'new-recovery',
    'make-shares',
    'rotate',
    'import-password'
  )(value) ||
  isRecordOf({ kind: isOneOf('show-account'), id: isId })(value) ||
  isRecordOf({ kind: isOneOf('export'), format: isFormat, ids: orNull(isIds) })(value)

const isPath: ValueCheck = (value) => isText(value) && value !== '' && !value.includes('\0')

const isFrame: ValueCheck = (value) => {
  const isShape = isRecordOf({ width: isWhole, height: isWhole, pixels: (it) => it instanceof Uint8Array })
  if (!isShape(value)) return false
  const { width, height, pixels } = value as { width: number; height: number; pixels: Uint8Array }
  const isWithin = width >= 1 && width <= FRAME.width && height >= 1 && height <= FRAME.height
  return isWithin && pixels.length === width * height
}

const isCounter: ValueCheck = (value) => isWhole(value) && Number(value) >= 0

const id = one(isId)
const ids = one(isIds)

export const MAIN_CHECKS: { readonly [K in keyof Requests]: ArgumentCheck } = {
  'app:begin': nothing,
  'app:state': nothing,
  'app:set-language': one(isOneOf('en', 'ja')),
  'app:open-link': one((value) => isText(value) && Object.hasOwn(LINKS, value)),
  'vault:state': nothing,
  'vault:unlock-by-keychain': nothing,
  'vault:unlock-keychain': nothing,
  'vault:cancel-keychain': nothing,
  'vault:lock': nothing,
  'vault:retry-save': nothing,
  'vault:save-elsewhere': nothing,
  'vault:doubtful-counters': nothing,
  'vault:confirm-counter': together(isId, isCounter),
  'trash:list': nothing,
  'trash:empty': one(orNull(isId)),
  'backups:list': nothing,
  'backups:look': one(isText),
  'backups:restore': together(isText, orNull(isIds), isFlag),
  'backups:put-back': one(isText),
  'backups:remove-older-keys': nothing,
  'backups:choose-second-place': nothing,
  'backups:forget-second-place': nothing,
  'keys:state': nothing,
  'keys:add-keychain': nothing,
  'keys:remove': one(isOneOf('keychain', 'passphrase', 'recovery', 'shares')),
  'secret-window:open': one(isTask),
  'accounts:list': nothing,
  'accounts:edit': together(isIds, isAccountChanges),
  'accounts:move': together(isIds, orNull(isId)),
  'accounts:choose-icon': id,
  'accounts:icon': id,
  'accounts:remove': ids,
  'accounts:restore': ids,
  'import:state': nothing,
  'import:from-clipboard': nothing,
  'import:from-files': one(listOf(isPath, MOST.files)),
  'import:choose-file': nothing,
  'import:from-screen': nothing,
  'import:from-frame': one(isFrame),
  'scan:open': nothing,
  'scan:close': nothing,
  'import:confirm': one(orNull(listOf(isCounter, MOST.entries))),
  'import:cancel': nothing,
  'import:undo': nothing,
  'export:losses': together(isFormat, orNull(isIds)),
  'codes:list': nothing,
  'codes:copy': together(isId, isOneOf('usual', 'next')),
  'codes:consecutive': id,
  'codes:copy-consecutive': id,
  'codes:next-hotp': id,
  'clock:state': nothing,
  'clock:check': nothing,
  'clock:history': nothing,
  'clock:open-settings': nothing,
  'clock:copy-cure': nothing,
  'clock:correct': one(isFlag),
  'clock:locate': one(isRecordOf({ id: isText, code: isText, before: orNull(isText), atChange: isFlag })),
  'clock:site': one(isText),
  'settings:state': nothing,
  'settings:change': one(isSettingsChange),
  'settings:default-sources': nothing,
  'settings:test-source': one(isText),
  'preferences:state': nothing,
  'preferences:change': one(isPreferencesChange),
  'desktop:state': nothing,
  'desktop:report': nothing,
  'desktop:save-report': nothing,
  'desktop:copy-report': nothing,
  'desktop:check-updates': nothing,
  'desktop:fetch-update': nothing,
  'desktop:install-update': nothing,
  'desktop:licences': nothing,
  'pick:open': nothing
}
