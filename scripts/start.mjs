/**
 * npm start: from a fresh clone to an open window. Installs what is missing, builds what changed, and opens the app
 * the best way that there is. Each failure gives a sentence and the next best way. Arguments go to the app:
 * `npm start -- --demo`, `npm start -- --home DIR`. What comes after another `--` goes to Chromium as it is.
 */
import { join } from 'node:path'
import process from 'node:process'
import { installPackages, isInstalled, runAgainOnOwnNode } from './install.mjs'
import { ROOT, say } from './repository.mjs'
import { installMissing } from './system-packages.mjs'

const USAGE = `usage: npm start [-- [--demo] [--home DIR] [--hidden] [-- CHROMIUM'S OPTIONS]]`

/** The arguments for the app; `null` where one of them is none of its own. */
function appArguments(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const own = args.slice(0, end)
  const isKnown = (arg, at) =>
    ['--demo', '--hidden', '--home'].includes(arg) ||
    arg.startsWith('--home=') ||
    (own[at - 1] === '--home' && !arg.startsWith('-')) ||
    /^otpauth(?:-migration)?:\/\//u.test(arg)
  const lacksFolder = own.at(-1) === '--home'
  return own.every(isKnown) && !lacksFolder ? [...own, ...args.slice(end + 1)] : null
}

async function start() {
  const args = appArguments(process.argv.slice(2))
  if (process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (args === null) {
    say(`This is started with something that it doesn't know. ${USAGE}`)
    return 2
  }
  // The header comes first, so that keytar is compiled by npm ci. Without it only the keychain is missing.
  if (!isInstalled()) installMissing(['install'], say)
  if (!installPackages()) {
    say('Nothing can run without its packages. Mend that, then: npm start')
    return 1
  }
  if (await runAgainOnOwnNode(join(ROOT, 'scripts/start.mjs'))) return process.exitCode
  const { openApp } = await import('./open-app.mjs')
  return openApp(args)
}

try {
  process.exitCode = await start()
} catch (error) {
  say(`Something unforeseen went wrong: ${error.message}`)
  process.exitCode = 1
}
