/**
 * npm test: installs what is missing, then every check and suite, with counts for each. The last line is exactly
 * `N passed, N failed, N skipped`; exit code 1 where anything failed. With CI=true nothing may be missing.
 */
import { join } from 'node:path'
import process from 'node:process'
import { installPackages, isInstalled, runAgainOnOwnNode } from './install.mjs'
import { ROOT, say } from './repository.mjs'
import { installMissing } from './system-packages.mjs'

async function test() {
  if (!isInstalled()) installMissing(['install'], say)
  if (!installPackages()) {
    console.log('0 passed, 1 failed, 0 skipped')
    return 1
  }
  if (await runAgainOnOwnNode(join(ROOT, 'scripts/test.mjs'))) return process.exitCode
  const missing = installMissing(['install', 'window', 'test'], say)
  const { runEverything } = await import('./run-everything.mjs')
  return runEverything({ missing, isCi: process.env.CI === 'true' })
}

try {
  process.exitCode = await test()
} catch (error) {
  say(`Something unforeseen went wrong: ${error.message}`)
  console.log('0 passed, 1 failed, 0 skipped')
  process.exitCode = 1
}
