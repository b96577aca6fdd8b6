/** Texts that people gave or other apps wrote, without what nobody sees in them: names, notes and groups of accounts. */

/**
 * A name without the characters that could make it lie: controls, those that turn the direction of writing, and those
 * that nobody sees (zero-width space, soft hyphen …; Unicode's Default_Ignorable_Code_Point), with which two names look
 * the same. They are dropped, not refused, because nobody should lose an account for its name; line breaks become
 * spaces. Unseen characters stay within the emoji that UTS #51 recommends, and joiners between letters of the scripts
 * that are written with them (UAX #31 §2.3).
 */
export function cleanName(text: string): string {
  const name = text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
  if (!/\p{Default_Ignorable_Code_Point}/u.test(name)) return name
  keptOrUnseen ??= compileKeptOrUnseen()
  return name.replace(keptOrUnseen, '$<kept>')
}

/** A note keeps its lines, each cleaned as a name is; an empty one at either end is dropped. */
export function cleanNote(note: string): string {
  return note
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(cleanName)
    .join('\n')
    .trim()
}

/** Names of groups, each once, none empty. */
export function cleanGroups(groups: readonly string[]): readonly string[] {
  return [...new Set(groups.map((group) => cleanName(group).trim()))].filter((group) => group !== '')
}

/** Arabic's and the Indic scripts', as far as joiners change how they are read. */
const JOINED = String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Tibt}]`
/** Compiled on use: all the emoji take 10 ms, and few names need it. */
let keptOrUnseen: RegExp | undefined

function compileKeptOrUnseen(): RegExp {
  return new RegExp(
    String.raw`(?<kept>\p{RGI_Emoji}|(?<=${JOINED})[\u200c\u200d](?=${JOINED}))|\p{Default_Ignorable_Code_Point}`,
    'gv'
  )
}
