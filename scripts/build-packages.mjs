/**
 * npm run package: builds the app, the terminal's bundle and the list of licences, then packs them by electron-builder.
 * Usage: npm run package -- --linux | --win | --mac [more of electron-builder's options]; --only-build packs nothing.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT, say } from './repository.mjs'
import { thirdPartyLicences } from './third-party.mjs'
import { makeUniversal } from './universal.mjs'

const args = process.argv.slice(2)
const onlyBuild = args.includes('--only-build')

if (build() && !onlyBuild) {
  if (process.platform === 'darwin' && args.includes('--mac')) makeUniversal()
  process.exitCode = run(join('electron-builder', 'cli.js'), [...args, '--publish', 'never'])
}

function build() {
  say('Building the app and the terminal for the package.')
  for (const [program, ...rest] of [
    [join('electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'error'],
    [join('vite', 'bin', 'vite.js'), 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'error']
  ]) {
    const status = run(program, rest)
    if (status !== 0) {
      process.exitCode = status
      return false
    }
  }
  mkdirSync(join(ROOT, 'out/licences'), { recursive: true })
  writeFileSync(join(ROOT, 'out/licences/THIRD-PARTY.txt'), thirdPartyLicences())
  return true
}

function run(program, rest) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...rest], {
    cwd: ROOT,
    stdio: 'inherit'
  })
  return status ?? 1
}
