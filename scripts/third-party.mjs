/** The licences of everything that is shipped inside the app, as one text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './repository.mjs'

/** Dependencies of dependencies that are only run to install them. */
const ONLY_FOR_INSTALLING = new Set(['prebuild-install', 'node-addon-api'])

/** @returns one entry a package, by name: its version, its licence's name and its text. */
export function thirdPartyLicences() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const { dependencies = {}, optionalDependencies = {} } = packages['']
  // Bundled into the windows, though they are only needed to build.
  const roots = [...Object.keys(dependencies), ...Object.keys(optionalDependencies), 'svelte', 'bits-ui']
  roots.push('@lucide/svelte', '@fontsource/ibm-plex-mono')
  const names = closureOf(roots, packages)
  return `${names.map((name) => entryOf(name, packages[`node_modules/${name}`])).join(`\n${'-'.repeat(78)}\n\n`)}\n`
}

function closureOf(roots, packages) {
  const found = new Set()
  const visit = (name) => {
    const entry = packages[`node_modules/${name}`]
    if (found.has(name) || entry === undefined || ONLY_FOR_INSTALLING.has(name)) return
    found.add(name)
    for (const next of Object.keys(entry.dependencies ?? {})) visit(next)
  }
  roots.forEach(visit)
  return [...found].sort()
}

function entryOf(name, { version, license }) {
  const folder = join(ROOT, 'node_modules', name)
  const file = existsSync(folder)
    ? readdirSync(folder).find((each) => /^licen[cs]e(?:\.(?:md|txt))?$/iu.test(each))
    : undefined
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  return `${name} ${version} (${license ?? 'see its text'})\n${text}`
}
