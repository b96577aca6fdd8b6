/** The counts at the end of npm test. */
import { describe, expect, it } from 'vitest'

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

interface SuiteCounts {
  readonly countSuites: (files: readonly unknown[], testFolder: string) => Map<string, Count>
  readonly skippedNames: (files: readonly unknown[]) => readonly string[]
  readonly totalOf: (counts: Iterable<Count>) => Count
}

// The scripts are plain JavaScript, because they run before anything is installed.
const { countSuites, skippedNames, totalOf } = (await import(
  new URL('../../scripts/suite-counts.mjs', import.meta.url).href
)) as SuiteCounts

const test = (status: string, title = 'does', ...ancestorTitles: string[]): unknown => ({
  status,
  title,
  ancestorTitles
})

const FILES = [
  {
    name: '/r/test/core/otp/hotp.test.ts',
    status: 'passed',
    assertionResults: [test('passed'), test('passed'), test('skipped', 'waits', 'hotp')]
  },
  {
    name: '/r/test/core/otp/deep/er.test.ts',
    status: 'failed',
    assertionResults: [test('failed'), test('todo')]
  },
  {
    name: '/r/test/cli/check.test.ts',
    status: 'passed',
    assertionResults: [
      test('pending', 'a', 'real servers (skipped: needs chronyd)'),
      test('pending', 'b', 'real servers (skipped: needs chronyd)', 'inner')
    ]
  },
  { name: '/r/test/boundaries.test.ts', status: 'failed', assertionResults: [] }
]

describe('countSuites', () => {
  it('counts by folder two levels deep, and by file where there is none', () => {
    expect([...countSuites(FILES, '/r/test')]).toStrictEqual([
      ['boundaries', { passed: 0, failed: 1, skipped: 0 }],
      ['cli', { passed: 0, failed: 0, skipped: 2 }],
      ['core/otp', { passed: 2, failed: 1, skipped: 2 }]
    ])
  })

  it('counts a file that failed without any failed test as one failure', () => {
    expect(countSuites(FILES.slice(3), '/r/test').get('boundaries')?.failed).toBe(1)
  })
})

describe('totalOf', () => {
  it('adds up, and gives zeros for nothing', () => {
    expect(totalOf(countSuites(FILES, '/r/test').values())).toStrictEqual({
      passed: 2,
      failed: 2,
      skipped: 4
    })
    expect(totalOf([])).toStrictEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})

describe('skippedNames', () => {
  it('names a suite that was skipped as a whole once, and single tests by their path', () => {
    expect(skippedNames(FILES)).toStrictEqual([
      'hotp > waits',
      'does',
      'real servers (skipped: needs chronyd)'
    ])
  })
})
