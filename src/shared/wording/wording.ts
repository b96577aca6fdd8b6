/** The catalogue of every sentence for people, by language. A missing key doesn't compile. */
import type { Language } from '../views.ts'
import { clock } from './en/clock.ts'
import { failure } from './en/failure.ts'
import { terminal } from './en/terminal.ts'
import { tray } from './en/tray.ts'
import { window } from './en/window.ts'
import { clock as jaClock } from './ja/clock.ts'
import { failure as jaFailure } from './ja/failure.ts'
import { terminal as jaTerminal } from './ja/terminal.ts'
import { tray as jaTray } from './ja/tray.ts'
import { window as jaWindow } from './ja/window.ts'

const en = { clock, failure, terminal, tray, window }

export type Wording = typeof en

const ja: Wording = {
  clock: jaClock,
  failure: jaFailure,
  terminal: jaTerminal,
  tray: jaTray,
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
