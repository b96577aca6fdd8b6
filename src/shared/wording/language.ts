/** Which language to speak, without any of its words. */
import type { Language } from '../views/app.ts'

/**
 * The language for a locale of the system.
 * @param locale - As in LANG or of Electron's `app.getLocale()`: "ja_JP.UTF-8", "en-GB".
 */
export function languageOf(locale: string): Language {
  return /^ja\b|^ja_/iu.test(locale) ? 'ja' : 'en'
}
