/**
 * npm start: from a fresh clone to an open window. Installs what is missing, builds what changed, and opens the app
 * the best way that there is. Each failure gives a sentence and the next best way. Arguments go to the app:
 * `npm start -- --demo`, `npm start -- --home DIR`.
 */
import { join } from 'node:path'
import process from 'node:process'
import { installPackages, isInstalled, runAgainOnOwnNode } from './install.mjs'
import { ROOT, say } from './repository.mjs'
import { installMissing } from './system-packages.mjs'

async function start() {
  // The header comes first, so that keytar is compiled by npm ci. Without it only the keychain is missing.
  if (!isInstalled()) installMissing(['install'], say)
  if (!installPackages()) {
    say('Nothing can run without its packages. Mend that, then: npm start')
    return 1
  }
  if (await runAgainOnOwnNode(join(ROOT, 'scripts/start.mjs'))) return process.exitCode
  const { openApp } = await import('./open-app.mjs')
  return openApp(process.argv.slice(2))
}

try {
  process.exitCode = await start()
} catch (error) {
  say(`Something unforeseen went wrong: ${error.message}`)
  process.exitCode = 1
}
