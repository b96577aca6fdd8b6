/** The parameters of a Key URI, by the names that apps give them. */
import { KeyUriError } from './key-uri-error.ts'

const PARAMETERS = [
  'secret',
  'issuer',
  'algorithm',
  'digits',
  'period',
  'counter',
  'pin',
  'encoder',
  't0'
] as const
/** Other apps' names for the same. */
const ALIASES: Readonly<Record<string, Parameter>> = {
  algo: 'algorithm',
  alg: 'algorithm',
  digit: 'digits',
  interval: 'period',
  step: 'period',
  timestep: 'period'
}
export type Parameter = (typeof PARAMETERS)[number]
export type Parameters = ReadonlyMap<Parameter, string>

/** The parameters that we know: one that is overlooked means plausible, wrong codes. */
export function readParameters(query: string): Parameters {
  const parameters = new Map<Parameter, string>()
  for (const pair of query.split('&')) {
    const [, written = '', value = ''] = /^(.*?)(?:(?:=|%3D)(.*))?$/isu.exec(pair) ?? []
    const name = readParameterName(written)
    if (name === null) continue
    if (parameters.has(name)) {
      throw new KeyUriError('bad-field', { field: name, expected: 'the parameter once', got: 'it twice' })
    }
    parameters.set(name, decode(name, value.replaceAll('+', ' ')))
  }
  return parameters
}

/** The parameter that a name means, or `null` for one that we don't know. */
function readParameterName(written: string): Parameter | null {
  const name = decode('a parameter’s name', written.replaceAll('+', ' '))
    .normalize('NFKC')
    .replace(/[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    // "&amp;" is what copying from a page's source gives, and "&amp;amp;" copying from a copy.
    .replace(/^(?:amp;|#38;|#x26;)+/u, '')
  const known = PARAMETERS.find((parameter) => parameter === name)
  if (known !== undefined) return known
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name] ?? null
  // "digits[]", "digits%3D8" escaped twice: meant for us, and not to be guessed.
  const meant = PARAMETERS.find((parameter) => name.startsWith(parameter))
  if (meant !== undefined && /^[^\p{L}\p{N}_.-]/u.test(name.slice(meant.length))) {
    throw new KeyUriError('bad-field', {
      field: meant,
      expected: 'the parameter’s name alone',
      got: 'more after it'
    })
  }
  return null
}

/** @throws KeyUriError `bad-field` */
export function decode(field: string, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    // The cause stays out: it has nothing to add, and other engines quote the text in it.
    if (!(error instanceof URIError)) throw error
    throw new KeyUriError('bad-field', {
      field,
      expected: 'percent-encoded UTF-8',
      got: 'a malformed escape'
    })
  }
}
