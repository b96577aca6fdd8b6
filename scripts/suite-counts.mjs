/** Counts Vitest's results by suite: a suite is a folder of test/ (two levels deep at most) or a file right in it. */
import { relative, sep } from 'node:path'

const NONE = { passed: 0, failed: 0, skipped: 0 }

/**
 * @param files - `testResults` of Vitest's JSON reporter.
 * @param testFolder - Absolute path of test/.
 * @returns suite → counts, in the order of their names.
 */
export function countSuites(files, testFolder) {
  const suites = new Map()
  for (const file of files) {
    const name = suiteOf(relative(testFolder, file.name))
    suites.set(name, totalOf([suites.get(name) ?? NONE, countOf(file)]))
  }
  return new Map([...suites].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Names of what was skipped: the describe where it was skipped as a whole, with the file's tests under it. */
export function skippedNames(files) {
  const names = files.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => outcomeOf(status) === 'skipped')
      .map(({ ancestorTitles, title }) => {
        const whole = ancestorTitles.find((each) => each.includes('(skipped:'))
        return whole ?? [...ancestorTitles, title].join(' > ')
      })
  )
  return [...new Set(names)]
}

export function totalOf(counts) {
  return [...counts].reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped
    }),
    NONE
  )
}

function suiteOf(path) {
  const parts = path.split(sep)
  const folders = parts.slice(0, -1)
  return folders.length === 0 ? parts[0].replace(/\.test\.ts$/, '') : folders.slice(0, 2).join('/')
}

function countOf({ status, assertionResults }) {
  const count = { ...NONE }
  for (const { status: each } of assertionResults) count[outcomeOf(each)] += 1
  // A file that could not even be loaded, or whose clean-up failed, has no failed test to show for it.
  if (status === 'failed' && count.failed === 0) count.failed = 1
  return count
}

function outcomeOf(status) {
  return status === 'passed' || status === 'failed' ? status : 'skipped'
}
