/** Builds main, preload and renderer where their sources changed since the last build. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { readText, ROOT, say } from './repository.mjs'

const STAMP = 'out/.sources'
const RESULT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const INPUTS = ['src', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'svelte.config.js']

/** Whether what is in out/ was built from the sources as they are. */
export function isBuilt() {
  return RESULT.every((path) => existsSync(join(ROOT, path))) && readText(STAMP) === hashSources()
}

/**
 * Builds where needed.
 * @returns whether out/ is of the sources now; what went wrong was printed by the build.
 */
export function build() {
  if (isBuilt()) return true
  const before = hashSources()
  say('Building the app.')
  const program = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status } = spawnSync(process.execPath, [program, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr]
  })
  if (status !== 0) return false
  try {
    writeFileSync(join(ROOT, STAMP), before)
  } catch {
    // Built all the same; it is built again next time.
  }
  return true
}

function hashSources() {
  const hash = createHash('sha256')
  for (const path of INPUTS) addTo(hash, path)
  return hash.digest('hex')
}

function addTo(hash, path) {
  const absolute = join(ROOT, path)
  if (!existsSync(absolute)) return
  try {
    const entries = readdirSync(absolute).sort()
    for (const name of entries) addTo(hash, join(path, name))
  } catch {
    const content = readFileSync(absolute)
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
}
