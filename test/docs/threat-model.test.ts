import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const DOCUMENT = readFileSync(new URL('../../docs/threat-model.md', import.meta.url), 'utf8')

it('answers each of the threats T1 to T13 in one row, and says whether it is defended', () => {
  const rows = [
    ...DOCUMENT.matchAll(/^\| (T\d+)\s+\|[^|]+\| (yes|\*\*no\*\*|told|partly)\s*\| ([^|]{20,})\|$/gmu)
  ]
  expect(rows.map(([, number]) => number)).toStrictEqual(Array.from({ length: 13 }, (_, at) => `T${at + 1}`))
})

it('names its actors, its assets and what it does not defend', () => {
  const titles = [...DOCUMENT.matchAll(/^## (.+)$/gmu)].map(([, title]) => title)
  expect(titles).toEqual(expect.arrayContaining(['Assets', 'Actors', 'Threats']))
  expect(DOCUMENT).toMatch(/not defended/iu)
})
