/**
 * Gets the npm packages and the project's own Node. Runs on whatever Node npm was started with, before there is any
 * dependency, so it uses none.
 */
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { BIN, hashOf, OWN_NODE, readText, ROOT, say } from './repository.mjs'

const STAMP = 'node_modules/.zeroskew-installed'
const GUARD = 'ZEROSKEW_OWN_NODE'

/** Whether the packages of package-lock.json are there. */
export function isInstalled() {
  return existsSync(OWN_NODE) && (readText(STAMP) === hashOf('package-lock.json') || matchesLock())
}

/**
 * Installs the npm packages where the lockfile's are not there.
 * @returns whether they are there now.
 */
export function installPackages() {
  if (!isInstalled()) {
    say('Installing the packages of package-lock.json (npm ci); once, about a minute.')
    const code = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (code !== 0) {
      say(`npm ci failed (code ${code}): is the network there, and may you write to ${ROOT}?`)
      return false
    }
    // With scripts switched off npm leaves the project's own Node unfetched.
    if (!existsSync(OWN_NODE))
      npm(['rebuild', 'node', 'keytar', '--ignore-scripts=false', '--loglevel=error'])
    if (!existsSync(OWN_NODE)) {
      say("The package 'node' brought no Node; run: npm rebuild node --ignore-scripts=false")
      return false
    }
  }
  rebuildKeytar()
  writeStamp()
  return true
}

/** Runs a script again on the project's own Node; gives `false` where this is that run already. */
export async function runAgainOnOwnNode(script) {
  if (process.env[GUARD] === '1' || !existsSync(OWN_NODE)) return false
  const child = spawn(OWN_NODE, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [GUARD]: '1', PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` }
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise((resolve) => {
    child.once('error', (error) => {
      say(
        `The project's own Node can't be run (${error.message}); run: npm rebuild node --ignore-scripts=false`
      )
      resolve(1)
    })
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
  return true
}

/** npm by the very program that runs us; `npm` from PATH where npm didn't start us. */
function npm(args) {
  const path = process.env.npm_execpath
  const isScript = path !== undefined && /npm-cli\.[cm]?js$/.test(path) && existsSync(path)
  const [program, before] = isScript ? [process.execPath, [path]] : ['npm', []]
  const { status } = spawnSync(program, [...before, ...args, ...cacheArgs()], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: !isScript && process.platform === 'win32',
    // A production environment would leave the tools out.
    env: { ...headersEnv(), ...process.env, NODE_ENV: '' }
  })
  return status ?? 127
}

/** Where Node's own headers lie beside it, keytar is compiled against those, and nothing has to be fetched. */
function headersEnv() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include/node/node_api.h')) ? { npm_config_nodedir: prefix } : {}
}

/** A home that can't be written to has no room for npm's cache. */
function cacheArgs() {
  try {
    accessSync(homedir(), constants.W_OK)
    return []
  } catch {
    return ['--cache', mkdtempSync(join(tmpdir(), 'zeroskew-npm-'))]
  }
}

/** Somebody ran npm ci or npm install themselves: what npm noted down then is what the lockfile wants. */
function matchesLock() {
  try {
    const wanted = JSON.parse(readText('package-lock.json')).packages
    const present = JSON.parse(readText('node_modules/.package-lock.json')).packages
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === '' || optional === true || present[path]?.version === version
    )
  } catch {
    return false
  }
}

/** keytar was put there before the header that it is compiled against. */
function rebuildKeytar() {
  const isThere = existsSync(join(ROOT, 'node_modules/keytar/package.json'))
  const isCompiled = existsSync(join(ROOT, 'node_modules/keytar/build/Release/keytar.node'))
  // On the project's own Node this was tried just before, and told.
  if (isCompiled || process.env[GUARD] === '1') return
  // npm takes an optional package whose compilation failed away again, without a word.
  if (!isThere || npm(['rebuild', 'keytar', '--ignore-scripts=false', '--loglevel=error']) !== 0) {
    say(
      'keytar could not be compiled, so the keychain is not used; a passphrase opens the vault instead. ' +
        'With a C++ compiler, python3 and libsecret-1-dev (Debian) installed, remove node_modules and start again.'
    )
  }
}

function writeStamp() {
  try {
    writeFileSync(join(ROOT, STAMP), hashOf('package-lock.json') ?? '')
  } catch {
    // A read-only checkout: it is looked at again next time.
  }
}
