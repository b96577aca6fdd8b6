/**
 * XML from outside within limits: anything that could define an entity is refused before a parser sees it, and so is
 * nesting that no export has. Reads Android's shared preferences (`<map><string name="…">…</string></map>`).
 */
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

/** Android's preferences: names → values as text; numbers and booleans as they are written. */
export type Preferences = ReadonlyMap<string, string>

/** Whether a text is Android's preferences with an entry of one of these names. Cheap and never throws: for `recognise`. */
export function hasPreference(text: string | null, names: readonly string[] | RegExp): boolean {
  if (
    text === null ||
    !/^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)*<map\b/u.test(text.slice(0, 2000))
  ) {
    return false
  }
  if (names instanceof RegExp) return names.test(text)
  return names.some((name) => text.includes(`name="${name}"`) || text.includes(`name='${name}'`))
}

/**
 * Reads Android's preferences. A name that stands there twice is refused: which one the app meant isn't known.
 * @throws {@link TransferError} `too-large`, `damaged-file`
 */
export async function readPreferences(text: string): Promise<Preferences> {
  const map = (await readXml(text)).find((node) => node.tag === 'map')
  if (map === undefined) throw damaged('a <map> of preferences')
  const preferences = new Map<string, string>()
  for (const node of map.children()) {
    const name = node.attribute('name')
    if (name === undefined) continue
    if (preferences.has(name)) throw damaged('each preference once')
    preferences.set(name, node.tag === 'string' ? node.text() : (node.attribute('value') ?? node.text()))
  }
  return preferences
}

/**
 * A document's elements in their order; `attribute` and `text` are as written, with XML's five entities and numeric ones.
 * @throws {@link TransferError} `too-large`, `damaged-file`
 */
export async function readXml(text: string): Promise<XmlNode[]> {
  refuseBombs(text)
  const { XMLParser } = await import('fast-xml-parser')
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    // The parser leaves numeric ones as they are: all are resolved here, once.
    processEntities: false,
    htmlEntities: false,
    maxNestedTags: LIMITS.jsonDepth
  })
  let document: unknown
  try {
    document = parser.parse(text)
  } catch (error) {
    throw damaged('well-formed XML', error)
  }
  return nodesOf(document)
}

export interface XmlNode {
  readonly tag: string
  readonly children: () => XmlNode[]
  readonly attribute: (name: string) => string | undefined
  readonly text: () => string
  /** The same each time that the element is met. */
  readonly identity: unknown
}

/** The parser's ordered form, `[{tag: […], ':@': {name: value}}]`, looked at through own properties alone. */
function nodesOf(value: unknown): XmlNode[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    const fields = new Map<string, unknown>(Object.entries(one))
    const tag = [...fields.keys()].find((name) => name !== ':@' && name !== '#text')
    if (tag === undefined) return []
    const given: unknown = fields.get(':@')
    const attributes = new Map<string, unknown>(
      Object.entries(typeof given === 'object' && given !== null ? given : {})
    )
    const content: unknown = fields.get(tag)
    return [
      {
        tag,
        children: () => nodesOf(content),
        attribute: (name: string) => {
          const found = attributes.get(name)
          return typeof found === 'string' ? resolved(found) : undefined
        },
        text: () => textIn(content),
        identity: content
      }
    ]
  })
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"]
])

/** The five entities of XML 1.0 §4.6 and numeric ones, §4.1; a document can't define others here. */
function resolved(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES.get(name) ?? whole
    const point = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

function textIn(content: unknown): string {
  if (!Array.isArray(content)) return ''
  return content
    .map((one: unknown) => {
      const text: unknown = typeof one === 'object' && one !== null && '#text' in one ? one['#text'] : ''
      return typeof text === 'string' ? resolved(text) : ''
    })
    .join('')
}

/**
 * Document types, more levels than any export has, and tags that aren't whole or don't close one another: the parser lets
 * those pass, and what stands behind them is lost.
 */
function refuseBombs(text: string): void {
  if (/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/iu.test(text)) {
    throw new TransferError('damaged-file', { field: 'XML', expected: 'no document type', got: 'one' })
  }
  const open: string[] = []
  const bare = text.replace(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>/gu, '')
  let tags = 0
  for (const [, close, name = '', selfClosing] of bare.matchAll(/<(\/?)([a-z_][^\s<>/]*)[^<>]*?(\/?)>/giu)) {
    tags++
    if (close === '/') {
      if (open.pop() !== name) throw damaged('tags that close one another')
    } else if (selfClosing !== '/') open.push(name)
    if (open.length > LIMITS.jsonDepth) {
      throw new TransferError('too-large', { expected: `≤ ${LIMITS.jsonDepth} levels of XML`, got: 'more' })
    }
  }
  if (open.length > 0) throw damaged('an end')
  if (bare.split('<').length - 1 !== tags) throw damaged('whole tags')
}

function damaged(expected: string, cause?: unknown): TransferError {
  return new TransferError('damaged-file', { field: 'XML', expected, got: 'something else' }, { cause })
}
