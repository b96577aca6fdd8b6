/** Runs the checks (format, lint, types, build) and Vitest's suites, and counts them. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { build } from './build.mjs'
import { ROOT } from './repository.mjs'
import { countSuites, skippedNames, totalOf } from './suite-counts.mjs'

/** Longer than this, and something hangs. */
const SUITES_LIMIT_MS = 14 * 60_000

const CHECKS = [
  { name: 'format', package: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', package: 'eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  { name: 'types', package: 'typescript/bin/tsc', args: ['-p', 'tsconfig.node.json'] },
  {
    name: 'types of the windows’ tests',
    package: 'typescript/bin/tsc',
    args: ['-p', 'test/renderer/tsconfig.json']
  },
  {
    name: 'types of the windows',
    package: 'svelte-check/bin/svelte-check',
    args: ['--tsconfig', './tsconfig.web.json', '--fail-on-warnings', '--output', 'human']
  }
]

/**
 * @param missing - Debian packages that are not there.
 * @param isCi - Whether a missing part is a failure.
 * @returns the exit code.
 */
export async function runEverything({ missing, isCi }) {
  const counts = new Map()
  // Side by side: each has one thread of its own, and what it says it says in whole lines.
  const exitCodes = await Promise.all(CHECKS.map((check) => runPackage(check)))
  for (const [index, { name }] of CHECKS.entries()) {
    report(counts, name, one(exitCodes[index] === 0 ? 'passed' : 'failed'))
  }
  report(counts, 'build', one(build() ? 'passed' : 'failed'))
  report(counts, 'keytar loads', one(await keytarLoads(), isCi))
  if (missing.length > 0) {
    report(counts, `packages of the system (without ${missing.join(', ')})`, one('skipped', isCi))
  }

  const { suites, skipped } = await runSuites()
  console.log('')
  for (const [name, count] of suites) counts.set(name, count)
  for (const [name, count] of counts) console.log(`${name}: ${textOf(count)}`)
  for (const name of skipped) console.log(`skipped: ${name}`)

  const total = totalOf(counts.values())
  console.log(textOf(total))
  return total.failed > 0 ? 1 : 0
}

function report(counts, name, count) {
  counts.set(name, count)
  console.log(`${name}: ${textOf(count)}`)
}

/** The count of one check; in CI what is skipped has failed. */
function one(outcome, failsWhereSkipped = false) {
  const counted = outcome === 'skipped' && failsWhereSkipped ? 'failed' : outcome
  return { passed: 0, failed: 0, skipped: 0, [counted]: 1 }
}

function textOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function runPackage({ package: path, args }, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', path), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: SUITES_LIMIT_MS,
      ...options
    })
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** keytar needs its compiled part; without it the app works by passphrase alone. */
async function keytarLoads() {
  try {
    await import('keytar')
    return 'passed'
  } catch {
    return 'skipped'
  }
}

async function runSuites() {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-test-'))
  const file = join(folder, 'vitest.json')
  try {
    const code = await runPackage({
      package: 'vitest/vitest.mjs',
      args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    })
    const results = readResults(file)
    const suites = countSuites(results, join(ROOT, 'test'))
    // An error outside of every test fails the run, and no suite.
    if (code !== 0 && totalOf(suites.values()).failed === 0) suites.set('vitest itself', one('failed'))
    return { suites, skipped: skippedNames(results) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults
  } catch {
    return []
  }
}
