/**
 * Names as they are shown: what reorders or hides the text around it is taken out (UAX #9, UTS #36 §2), and a name that
 * could be taken for another one is told apart (UTS #39).
 */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Marks and overrides of the bidirectional algorithm. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
/** Seen by nobody. Not the joiners and variation selectors, which emoji and some scripts need. */
const UNSEEN =
  /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\u{e0001}-\u{e001f}]|\u034f/u
/** Between these a joiner joins nothing. */
const UNJOINED = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}]'
const IDLE_JOINER = new RegExp(`(?<=${UNJOINED})[\\u200c\\u200d]|[\\u200c\\u200d](?=${UNJOINED})`, 'u')
const HIDDEN = new RegExp(`${BIDI.source}|${UNSEEN.source}|${IDLE_JOINER.source}`, 'gu')

/** Marks stacked higher than this on one letter run into the rows around. */
const MOST_MARKS = 3
const STACKED = new RegExp(`(\\p{Mn}{${MOST_MARKS}})\\p{Mn}+`, 'gu')

/** Letters that look Latin and aren't usual: phonetic, script and small-capital forms, letter-like signs. */
const ODD_LATIN =
  /[\u0131\u0138\u017f\u0180-\u02af\u1d00-\u1dbf\u2100-\u214f\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\uff21-\uff5a\u{1d400}-\u{1d7ff}]/u
/** Vietnamese, Romanian and Pinyin letters that lie in the same block. */
const USUAL_LATIN =
  /[\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u01e6\u01e7\u01f4\u01f5\u0218-\u021b\u2116\u2122\u2103]/gu
/** Cyrillic and Greek letters with the shape of a Latin one. */
const LATIN_SHAPES =
  /^[\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u0501\u04bb\u04cf\u051b\u051d\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03c5]+$/u

/** UTS #39 §5.2, "highly restrictive": these may stand together. */
const TOGETHER: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul']
]
const SCRIPTS = [
  ...new Set(TOGETHER.flat()),
  ...['Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Cherokee', 'Georgian', 'Coptic', 'Lisu'],
  ...['Devanagari', 'Bengali', 'Thai', 'Tamil', 'Ethiopic', 'Khmer', 'Lao', 'Myanmar', 'Canadian_Aboriginal']
].map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }))

/** Longer names are cut in sentences, graphemes. */
const LONGEST_IN_SENTENCE = 48
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Why a name is told apart: it holds what nobody sees, letters of scripts that don't go together, or odd ones. */
export type Suspicion = 'hidden' | 'mixed' | 'odd'

/** A name on one line, without what reorders or hides. */
export function plainName(name: string): string {
  return name
    .replace(HIDDEN, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(STACKED, '$1')
    .trim()
}

/** Why a name could be taken for another one; `undefined` where nothing speaks for it. */
export function suspicionOf(name: string): Suspicion | undefined {
  if (/^[\x20-\x7e]*$/u.test(name)) return undefined
  if (name.search(HIDDEN) >= 0 || /\p{Cc}/u.test(name)) return 'hidden'
  const letters = name.replace(USUAL_LATIN, '')
  if (ODD_LATIN.test(letters)) return 'odd'
  const scripts = SCRIPTS.filter(({ pattern }) => pattern.test(letters)).map((script) => script.name)
  if (scripts.length > 1 && !TOGETHER.some((set) => scripts.every((one) => set.includes(one)))) return 'mixed'
  const words = letters.match(/\p{Alphabetic}+/gu) ?? []
  return words.some((word) => LATIN_SHAPES.test(word)) ? 'odd' : undefined
}

/** For sentences: no longer than an eye takes in, and of its own direction (FSI … PDI) where it needs one. */
export function nameInSentence(name: string): string {
  const text = Array.from(
    graphemesOf(plainName(name).slice(0, LONGEST_IN_SENTENCE * 8)),
    ({ segment }) => segment
  )
  const cut =
    text.length > LONGEST_IN_SENTENCE ? `${text.slice(0, LONGEST_IN_SENTENCE - 1).join('')}…` : text.join('')
  return RIGHT_TO_LEFT.test(cut) ? `\u2068${cut}\u2069` : cut
}

/** A text cut into its graphemes (UAX #29), each with where it begins. */
export function graphemesOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  return graphemes.segment(text)
}
