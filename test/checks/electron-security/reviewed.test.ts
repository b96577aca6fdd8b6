/** The report of Electronegativity is read as it is, and reviewed by what it says. */
import { describe, expect, it } from 'vitest'
import { findingsIn } from './electronegativity.ts'
import { reviewOf } from './reviewed.ts'

describe('the report of Electronegativity', () => {
  const REPORT = [
    'issue, severity, confidence, filename, location, sample, description, url',
    'SANDBOX_JS_CHECK,"MEDIUM","FIRM","src/main/windows/main-window.ts","58:19","const window = new BrowserWindow({","Use it, ""please""",https://x',
    'NODE_INTEGRATION_JS_CHECK,"HIGH","FIRM","src/main/windows/main-window.ts","60:1","nodeIntegration: true","two\nlines",https://x',
    ''
  ].join('\n')

  it('is read with its quotes and line ends', () => {
    expect(findingsIn(REPORT)).toEqual([
      {
        issue: 'SANDBOX_JS_CHECK',
        file: 'src/main/windows/main-window.ts',
        sample: 'const window = new BrowserWindow({'
      },
      {
        issue: 'NODE_INTEGRATION_JS_CHECK',
        file: 'src/main/windows/main-window.ts',
        sample: 'nodeIntegration: true'
      }
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
