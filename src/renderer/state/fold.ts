/**
 * Text as the search compares it: without case, width (NFKC, UAX #15), accents and what nobody sees, katakana as hiragana,
 * kanji in their usual form (kanji-variants.ts). Grapheme by grapheme (UAX #29), so that every folded character knows its place in the text it comes from.
 */
import { graphemesOf } from '../../shared/names.ts'
import { USUAL_KANJI } from './kanji-variants.ts'

/** Printable ASCII folds by case alone. */
const ASCII = /^[\x20-\x7e]*$/u

/** ァ to ヶ and ヽ ヾ lie as far above their hiragana. */
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/gu
const KATAKANA_ABOVE = 0x60

/** A folded text, and for each of its UTF-16 units where the grapheme it comes from begins. */
export interface Folded {
  readonly text: string
  readonly places: readonly number[]
}

export function fold(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : foldWithPlaces(text).text
}

export function foldWithPlaces(text: string): Folded {
  const places: number[] = []
  let folded = ''
  for (const { segment, index } of graphemesOf(text)) {
    const piece = foldGrapheme(segment)
    folded += piece
    for (let i = 0; i < piece.length; i++) places.push(index)
  }
  return { text: folded, places }
}

function foldGrapheme(grapheme: string): string {
  const folded = grapheme
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Default_Ignorable_Code_Point}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s/gu, ' ')
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - KATAKANA_ABOVE))
  return USUAL_KANJI.get(folded) ?? folded
}
