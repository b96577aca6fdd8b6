import { describe, expect, it } from 'vitest'
import { readPreferences, readXml } from '../../../src/core/transfer/read-xml.ts'

async function codeOf(reading: Promise<unknown>): Promise<string> {
  return await reading.then(
    () => 'none',
    (error: unknown) => (error as { code?: string }).code ?? String(error)
  )
}

describe('XML from outside', () => {
  it('reads names and texts with XML’s own entities, as Android writes them', async () => {
    const text =
      '<?xml version="1.0"?>\n<map><string name="a&quot;b">x &lt; &amp; &#65;</string><int name="n" value="7" /></map>'
    expect([...(await readPreferences(text))]).toEqual([
      ['a"b', 'x < & A'],
      ['n', '7']
    ])
  })

  it.each([
    ['a document type', '<!DOCTYPE map><map/>', 'damaged-file'],
    ['an entity', '<!ENTITY a "b"><map/>', 'damaged-file'],
    ['33 levels', '<a>'.repeat(33) + '</a>'.repeat(33), 'too-large'],
    ['tags that cross', '<a><b></a></b>', 'damaged-file'],
    ['no end', '<map><string name="a">', 'damaged-file'],
    ['a tag that is none', '<map><><string name="a">x</string></map>', 'damaged-file'],
    ['a tag that is cut off', '<map><string name="a">x</string></map><str', 'damaged-file'],
    ['a comment with tags in it', '<map><!-- <a> < --></map>', 'none']
  ])('ends as it should with %s', async (_, text, code) => {
    expect(await codeOf(readXml(text))).toBe(code)
  })

  it('refuses preferences that name one twice', async () => {
    const one = '<string name="a">x</string>'
    expect(await codeOf(readPreferences(`<map>${one}${one}</map>`))).toBe('damaged-file')
  })
})
