import { describe, expect, it } from 'vitest'
import { reportLines, reportText, type ReportFacts } from '../../src/core/report.ts'

const FACTS: ReportFacts = {
  version: '0.1.0',
  versions: { electron: '45.4.1', chrome: '156.0.1', node: undefined },
  platform: 'linux',
  arch: 'x64',
  release: '6.1.0',
  env: { XDG_SESSION_TYPE: 'wayland', LANG: 'ja_JP.UTF-8', HOME: '/home/alice', ZEROSKEW_HOME: '/secret' },
  vault: {
    state: 'unlocked',
    ways: ['keychain', 'recovery'],
    kinds: ['totp', 'hotp', 'totp'],
    revision: 12,
    keychain: 'present',
    failure: null
  },
  clock: {
    verdict: 'off',
    reason: null,
    offsetMs: -47_012.5,
    boundMs: 12.25,
    trust: 'authenticated',
    sources: [
      { kind: 'nts', status: 'survivor' },
      { kind: 'ntp', status: 'unreachable', reason: 'timed-out' }
    ],
    areSourcesDefault: false,
    cause: 'automatic-off'
  },
  settings: { look: 'dark', lockAfterMinutes: 10, hidesCodes: false },
  runningMs: 61_234
}

describe('reportText', () => {
  it('tells versions, states and figures, one a line', () => {
    const text = reportText(FACTS)
    for (const line of [
      'zeroskew: 0.1.0',
      'electron: 45.4.1',
      'system: linux x64 6.1.0',
      'XDG_SESSION_TYPE: wayland',
      'accounts: 1 hotp, 2 totp',
      'offset: -47013 ms ± 12.3 ms',
      "sources: 2 of the user's own",
      'source 2: ntp unreachable, timed-out',
      'lockAfterMinutes: 10'
    ])
      expect(text.split('\n')).toContain(line)
  })

  it('gives each fact a name of its own, so that machines can read them as one object', () => {
    const names = reportLines(FACTS).map(([name]) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('leaves out the environment but for four names, and every path', () => {
    expect(reportText(FACTS)).not.toMatch(/alice|\/secret|HOME/u)
  })

  it.each([
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    'otpauth://totp/x?secret=A',
    'GitHub\nalice',
    '東京',
    'x'.repeat(500),
    '<b>'
  ])('tells %j by its length alone, wherever it came in', (planted) => {
    const text = reportText({
      ...FACTS,
      env: { LANG: planted },
      settings: { planted },
      vault: { ...FACTS.vault, failure: planted, ways: [planted] }
    })
    expect(text).not.toContain(planted)
    expect(text).toContain(`(${planted.length} characters)`)
  })
})
