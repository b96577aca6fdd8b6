/** Electron's security list holds in the sources and in what was built, and every planted fault is caught. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../e2e/app-under-test.ts'
import { findingsIn } from './electronegativity.ts'
import { beyond, type Finding } from './findings.ts'
import { ownFindings } from './own-checks.ts'
import { FAULTS, plant } from './planted.ts'
import { reviewOf } from './reviewed.ts'
import { readTexts, type Texts } from './texts.ts'

describe('Electron’s security list', () => {
  let texts: Texts
  let findings: readonly Finding[]

  beforeAll(async () => {
    ensureBuilt()
    texts = readTexts()
    findings = await ownFindings(texts)
  })

  it('is kept: 0 findings in the sources and in what was built', () => {
    expect(findings).toEqual([])
  })

  it.each(FAULTS)('$file: $name is caught', async (fault) => {
    expect(beyond(findings, await ownFindings(plant(texts, fault)))).not.toEqual([])
  })
})

describe('the report of Electronegativity', () => {
  const REPORT = [
    'issue, severity, confidence, filename, location, sample, description, url',
    'SANDBOX_JS_CHECK,"MEDIUM","FIRM","src/main/main-window.ts","58:19","const window = new BrowserWindow({","Use it, ""please""",https://x',
    'NODE_INTEGRATION_JS_CHECK,"HIGH","FIRM","src/main/main-window.ts","60:1","nodeIntegration: true","two\nlines",https://x',
    ''
  ].join('\n')

  it('is read with its quotes and line ends', () => {
    expect(findingsIn(REPORT)).toEqual([
      {
        issue: 'SANDBOX_JS_CHECK',
        file: 'src/main/main-window.ts',
        sample: 'const window = new BrowserWindow({'
      },
      { issue: 'NODE_INTEGRATION_JS_CHECK', file: 'src/main/main-window.ts', sample: 'nodeIntegration: true' }
    ])
    expect(() => findingsIn('nothing')).toThrow('expected a report')
  })

  it('is reviewed by issue, file and text: nothing else passes', () => {
    expect(findingsIn(REPORT).map((finding) => reviewOf(finding)?.issue)).toEqual([
      'SANDBOX_JS_CHECK',
      undefined
    ])
    expect(
      reviewOf({ issue: 'OPEN_EXTERNAL_JS_CHECK', file: 'src/main/x.ts', sample: 'shell.openExternal(url)' })
    ).toBe(undefined)
  })
})
