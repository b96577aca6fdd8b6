/**
 * The stand-in for the electron executable: `electron [switches] <folder or main script> [arguments]`.
 * Sends every import of 'electron' to electron-module.ts, then runs the app's main script in this process.
 */
import { readFileSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const given = process.argv.slice(2)
if (given[0] === '--version' || given[0] === '-v') {
  console.log('v0.0.0-stand-in')
} else {
  await run()
}

async function run(): Promise<void> {
  const at = given.findIndex((arg) => !arg.startsWith('-'))
  const path = resolve(given[at] ?? '.')
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  const main = isFolder ? join(path, mainOf(path)) : path
  if (statSync(main, { throwIfNoEntry: false })?.isFile() !== true) {
    console.error(`The app's main script ${main} is missing: build it first (npm run build).`)
    process.exitCode = 1
    return
  }
  process.env.STAND_IN_APP = isFolder ? path : process.cwd()
  Object.assign(process, { defaultApp: true, type: 'browser', resourcesPath: process.env.STAND_IN_APP })
  // Electron leaves its own program first, then everything as it was given.
  process.argv.splice(0, process.argv.length, process.execPath, ...given)
  if (at < 0) process.argv.push('.')

  const target = new URL('./electron-module.ts', import.meta.url).href
  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/(main|common))?$/.test(specifier)
        ? { url: target, shortCircuit: true }
        : next(specifier, context)
  })
  const { CdpClosed } = await import('./cdp.ts')
  process.on('unhandledRejection', (reason) => {
    // A page that went away while it was asked something is no fault of the app; anything else ends it.
    if (!(reason instanceof CdpClosed)) throw reason
  })
  const { isControlled, isHeadless } = await import('./settings.ts')
  if (isControlled) await import('./control.ts')
  else if (!isHeadless) await import('./person.ts')
  await import(pathToFileURL(main).href)
}

function mainOf(folder: string): string {
  try {
    const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string }
    return main ?? 'index.js'
  } catch {
    return 'index.js'
  }
}
