/** Days as people write them. */
import type { Language } from '../views/app.ts'

/** A day with its year in local time: "3 December 2026", "2026年12月3日". */
export function dayOf(unixMs: number, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : 'ja-JP'
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(unixMs)
}
