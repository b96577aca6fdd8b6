import { describe, expect, it } from 'vitest'
import { fateOf } from './real-parts.ts'

describe('a suite that needs real programs', () => {
  const find = (name: string): string | null => (name === 'chronyd' ? '/usr/sbin/chronyd' : null)

  it('runs where all of them are', () => {
    expect(fateOf(['chronyd'], { platform: 'linux', isCi: true, find })).toStrictEqual({ kind: 'run' })
    expect(fateOf([], { platform: 'win32', isCi: true, find })).toStrictEqual({ kind: 'run' })
  })

  it('is skipped by name where one is missing, and fails in CI', () => {
    const missing = ['oathtool']
    expect(fateOf(['chronyd', 'oathtool'], { platform: 'linux', isCi: false, find })).toStrictEqual({
      kind: 'skip',
      missing
    })
    expect(fateOf(['chronyd', 'oathtool'], { platform: 'linux', isCi: true, find })).toStrictEqual({
      kind: 'fail',
      missing
    })
  })

  it.each(['darwin', 'win32'] as const)(
    'is skipped on %s, where a program of that name is another one',
    (platform) => {
      expect(fateOf(['chronyd'], { platform, isCi: true, find })).toStrictEqual({
        kind: 'skip',
        missing: ['chronyd']
      })
    }
  )
})
