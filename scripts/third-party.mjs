/** Everything that is shipped inside the app and isn't ours: the list of it, and the licences as one text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { ROOT } from './repository.mjs'

/** Dependencies of dependencies that are only run to install them, or are a command of their own (qrcode's). */
const NOT_SHIPPED = new Set(['prebuild-install', 'node-addon-api', 'yargs'])

/** Bundled into the windows, though they are only needed to build; simple-icons as what brand-icons.mjs made of it. */
const IN_THE_WINDOWS = ['svelte', 'bits-ui', '@lucide/svelte', '@fontsource/ibm-plex-mono', 'simple-icons']

/** Programs that lie in the package whole: what npm needs to fetch them is not in it. */
const PROGRAMS = ['electron', 'node']

/**
 * What is shipped, by name; the lockfile says what it is.
 * @returns path in the lockfile, name, version, licence's name and npm's hash of each.
 */
export function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const { dependencies = {}, optionalDependencies = {} } = packages['']
  const found = new Set(PROGRAMS.map((name) => `node_modules/${name}`))
  const visit = (name, from) => {
    const path = pathOf(name, from, packages)
    if (path === null || found.has(path) || NOT_SHIPPED.has(name)) return
    found.add(path)
    for (const next of Object.keys(packages[path].dependencies ?? {})) visit(next, path)
  }
  for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...IN_THE_WINDOWS])
    visit(name, '')
  return [...found]
    .map((path) => ({ path, name: path.split('node_modules/').at(-1), ...packages[path] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** @returns one entry a package, by name: its version, its licence's name and its text. */
export function thirdPartyLicences() {
  return `${shippedPackages()
    .map(entryOf)
    .join(`\n${'-'.repeat(78)}\n\n`)}\n`
}

/** Where Node looks for a package: beside the one that needs it, then further up. */
function pathOf(name, from, packages) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path] !== undefined) return path
    if (folder === '') return null
  }
}

function entryOf({ path, name, version, license }) {
  const text = name === 'node' ? nodeLicence() : licenceIn(join(ROOT, path))
  return `${name} ${version} (${license ?? 'see its text'})\n${text === null ? '' : `\n${text.trim()}\n`}`
}

function licenceIn(folder) {
  const file = existsSync(folder)
    ? readdirSync(folder).find((each) => /^licen[cs]e(?:\.(?:md|txt))?$/iu.test(each))
    : undefined
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8')
}

/** npm's package of Node has no licence with it: the text of the Node that npm runs on, else where to read it. */
function nodeLicence() {
  const folders = [process.env.npm_node_execpath, process.execPath]
    .filter((path) => path !== undefined)
    .flatMap((path) => [dirname(path), dirname(dirname(path))])
  for (const folder of [...folders, '/usr/share/doc/nodejs']) {
    const text = licenceIn(folder)
    if (text?.startsWith('Node.js is licensed') === true) return text
  }
  return 'Node.js and what is in it: https://github.com/nodejs/node/blob/main/LICENSE'
}
