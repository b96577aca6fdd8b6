/** The catalogue of every sentence for people, by language. A missing key doesn't compile. */
import type { Language } from '../views.ts'
import { cause } from './en/cause.ts'
import { clock } from './en/clock.ts'
import { clockPage } from './en/clock-page.ts'
import { drift } from './en/drift.ts'
import { failure } from './en/failure.ts'
import { locate } from './en/locate.ts'
import { settings } from './en/settings.ts'
import { terminal } from './en/terminal.ts'
import { tray } from './en/tray.ts'
import { vault } from './en/vault.ts'
import { window } from './en/window.ts'
import { cause as jaCause } from './ja/cause.ts'
import { clock as jaClock } from './ja/clock.ts'
import { clockPage as jaClockPage } from './ja/clock-page.ts'
import { drift as jaDrift } from './ja/drift.ts'
import { failure as jaFailure } from './ja/failure.ts'
import { locate as jaLocate } from './ja/locate.ts'
import { settings as jaSettings } from './ja/settings.ts'
import { terminal as jaTerminal } from './ja/terminal.ts'
import { tray as jaTray } from './ja/tray.ts'
import { vault as jaVault } from './ja/vault.ts'
import { window as jaWindow } from './ja/window.ts'

const en = { cause, clock, clockPage, drift, failure, locate, settings, terminal, tray, vault, window }

export type Wording = typeof en

const ja: Wording = {
  cause: jaCause,
  clock: jaClock,
  clockPage: jaClockPage,
  drift: jaDrift,
  failure: jaFailure,
  locate: jaLocate,
  settings: jaSettings,
  terminal: jaTerminal,
  tray: jaTray,
  vault: jaVault,
  window: jaWindow
}

const CATALOGUES: Readonly<Record<Language, Wording>> = { en, ja }

export function wordingFor(language: Language): Wording {
  return CATALOGUES[language]
}

/**
 * The language for a locale of the system.
 * @param locale - As in LANG or of Electron's `app.getLocale()`: "ja_JP.UTF-8", "en-GB".
 */
export function languageOf(locale: string): Language {
  return /^ja\b|^ja_/iu.test(locale) ? 'ja' : 'en'
}
