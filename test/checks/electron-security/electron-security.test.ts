/** Electron's security list is kept, and docs/threat-model.md names for each item a file and a rule that catches a planted fault. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../e2e/app-under-test.ts'
import { ROOT } from './texts.ts'

const DOCUMENT = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8')
const CHECKLIST = DOCUMENT.slice(DOCUMENT.indexOf('## Electron'))

const ROWS = [...CHECKLIST.matchAll(/^\| (.+?) +\| .+\| `([^`]+)` +\| `([a-z-]+)` +\|$/gmu)].map(
  ([, item = '', file = '', rule = '']) => ({ item, file, rule })
)

describe('Electron’s security list', () => {
  let output = ''

  beforeAll(() => {
    ensureBuilt()
    // In a process of its own: a test runner's own way with modules takes a minute for what takes Node five seconds.
    const script = join(ROOT, 'test/checks/electron-security/index.ts')
    output = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, '--own'], {
      encoding: 'utf8'
    })
  })

  it('is kept: 0 findings in the sources and in what was built, and every planted fault is caught', () => {
    expect(output).toMatch(/ok +findings: 0 in \d+ files/u)
    expect(output).toMatch(/ok +planted faults caught: (\d+) of \1,/u)
    expect(output.trimEnd().split('\n').at(-1)).toBe('met')
  })

  it('has tables of the 20 items of Electron’s list, in its order, and 9 more', () => {
    const numbers = ROWS.map(({ item }) => Number.parseInt(item, 10)).filter(
      (number) => !Number.isNaN(number)
    )
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
    expect(ROWS).toHaveLength(29)
  })

  it.each(ROWS)('$item: $file is there, and $rule catches a planted fault', ({ file, rule }) => {
    expect(existsSync(join(ROOT, file))).toBe(true)
    const [, rules = ''] = /rules that catch one: (.*)/u.exec(output) ?? []
    expect(rules.split(', ')).toContain(rule)
  })

  it('names tests and scripts that are there', () => {
    for (const [path] of CHECKLIST.matchAll(/test\/[\w./-]+\.ts/gu)) {
      expect(existsSync(join(ROOT, path)), path).toBe(true)
    }
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }
    for (const [, name = ''] of CHECKLIST.matchAll(/npm run ([\w:-]+)/gu))
      expect(scripts).toHaveProperty(name)
    const [, quoted = ''] =
      /“(is kept: 0 findings in the sources and in what was built)/u.exec(CHECKLIST) ?? []
    const suite = readFileSync(join(ROOT, 'test/checks/electron-security/electron-security.test.ts'), 'utf8')
    expect(suite).toContain(quoted)
  })
})
