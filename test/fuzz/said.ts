/** What a mutated plain file says of one entry, and how it is looked up: none of the importers' code is used. */

/** One entry's fields as they stand in the file; undefined or null where they don't. */
export interface Said {
  /** Base 32 or hexadecimal, signed bytes, or the bytes themselves. */
  readonly secret: unknown
  readonly algorithm?: unknown
  readonly digits?: unknown
  readonly period?: unknown
  readonly counter?: unknown
  readonly names: readonly unknown[]
}

/** The entries of a file's text; null where nothing independent can say. */
export type Reader = (text: string) => readonly Said[] | null

type Fields = Readonly<Record<string, unknown>>

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Fields)[name]
    : undefined
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function inLowerCase(entry: unknown): Omit<Said, 'names'> {
  const of = (name: string): unknown => field(entry, name)
  return {
    secret: of('secret'),
    algorithm: of('algorithm'),
    digits: of('digits'),
    period: of('period'),
    counter: of('counter')
  }
}

/** Each line that says something is an entry. */
export function saidByLinks(text: string): readonly Said[] {
  return linesOf(text).map(saidByLink)
}

export function linesOf(text: string): readonly string[] {
  return text.split(/[\r\n]+/u).filter((line) => !/^\s*(?:$|#|\/\/)/u.test(line))
}

export function saidByLink(written: string): Said {
  // Control characters and unseen ones are dropped, and + in a label is itself.
  const line = clean(written)
  // Within a parameter a tab is dropped, as the URL Standard has it.
  const withoutTabs = clean(written.replaceAll('\t', ''))
  // Other apps' names for the same are the parser's own tests' concern.
  const parameter = (name: string): string | undefined =>
    unescaped(new RegExp(`[?&](?:amp;)*(?:${name})(?:=|%3D)([^&]*)`, 'iu').exec(withoutTabs)?.[1])
  return {
    secret: parameter('secret') ?? /^\s*steam:\/\/([^?&]*)/iu.exec(line)?.[1],
    algorithm: parameter('algo(?:rithm)?|alg'),
    digits: parameter('digits?'),
    period: parameter('period|interval|step|timestep'),
    counter: parameter('counter'),
    // The label alone as well: what is broken behind it is no fault of its name.
    names: [line, line.split('?')[0]]
      .flatMap((text = '') => [unescaped(text), unescaped(text.replaceAll('+', '%2B'))])
      .concat(parameter('issuer'))
  }
}

function unescaped(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

export function clean(text: unknown): string {
  return typeof text === 'string'
    ? text
        .toWellFormed()
        .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
        .replace(/[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu, '')
    : ''
}
