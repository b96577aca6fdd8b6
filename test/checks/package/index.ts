/**
 * npm run check:package: packs the app twice by electron-builder around an empty stand-in for Electron's own files, and
 * looks at what a package would hold. Usage: [--check]
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Figures } from '../figures.ts'
import { isExpected, missingOf } from './expected.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** Any second will do: what is packed must not depend on when. */
const SOURCE_DATE_EPOCH = '1700000000'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const figures = new Figures({ check: values.check })
const work = mkdtempSync(join(tmpdir(), 'zeroskew-package-'))
try {
  run(process.execPath, [join(ROOT, 'scripts/build-packages.mjs'), '--only-build'])
  const [first, second] = [pack('first'), pack('second')]
  checkArchive(join(first, 'resources'))
  checkTerminal(join(first, 'resources/cli/zeroskew'))
  checkLicences(join(first, 'resources/licences/THIRD-PARTY.txt'))
  checkPlanted()
  const differing = [...differences(first, second)]
  figures.expect(
    differing.length === 0,
    `two packs with SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH} are the same`,
    differing.length === 0 ? `${filesOf(first).length} files, byte for byte` : differing.join(', ')
  )
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 20 })
}
figures.end()

/** Gives the folder that a package would install. */
function pack(name: string): string {
  const require = createRequire(import.meta.url)
  const yaml = require('js-yaml') as { load(text: string): Record<string, unknown> }
  const { electronFuses, ...settings } = yaml.load(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'))
  figures.say(`${Object.keys(electronFuses as object).length} fuses are not flipped here: there is no binary`)
  const electronDist = join(work, 'electron')
  mkdirSync(electronDist, { recursive: true })
  writeFileSync(join(electronDist, 'electron'), '#!/bin/sh\nexit 0\n')
  chmodSync(join(electronDist, 'electron'), 0o755)
  const output = join(work, name)
  const config = join(work, `${name}.json`)
  writeFileSync(
    config,
    JSON.stringify({ ...settings, electronDist, directories: { output, buildResources: 'packaging' } })
  )
  run(process.execPath, [
    join(ROOT, 'node_modules/electron-builder/cli.js'),
    '--linux',
    'dir',
    '--config',
    config
  ])
  return join(output, 'linux-unpacked')
}

function checkArchive(resources: string): void {
  figures.heading('What the package holds')
  const archive = join(resources, 'app.asar')
  const list = listOf(archive)
  const unexpected = list.filter((path) => !isExpected(path))
  figures.expect(
    unexpected.length === 0,
    'nothing superfluous in app.asar',
    unexpected.join(', ') || `${list.length} files`
  )
  const missing = missingOf(list)
  figures.expect(missing.length === 0, 'nothing missing in app.asar', missing.join(', ') || 'all there')
  figures.say(`app.asar: ${(statSync(archive).size / 1024).toFixed(0)} KiB`)
  const unpacked = filesOf(join(resources, 'app.asar.unpacked'))
  figures.expect(
    unpacked.some((path) => path.endsWith('keytar.node')),
    'keytar.node lies beside the archive, where it can be loaded',
    `${unpacked.length} files unpacked`
  )
  const terminal = filesOf(join(resources, 'cli')).filter((path) => !/^node(?:\.exe)?$/u.test(path))
  figures.say(
    `terminal: ${(terminal.reduce((sum, path) => sum + statSync(join(resources, 'cli', path)).size, 0) / 1024).toFixed(0)} KiB, and Node itself`
  )
}

/** The terminal of the package, with an empty home and nothing of this checkout in its environment. */
function checkTerminal(program: string): void {
  figures.heading('The terminal of the package')
  const home = join(work, 'home')
  mkdirSync(home)
  const passphrase = join(work, 'passphrase')
  writeFileSync(passphrase, 'only for this check\n', { mode: 0o600 })
  const env = { PATH: '/usr/bin:/bin', HOME: home, LANG: 'C' }
  const ask = (args: readonly string[], input = ''): string =>
    execFileSync(program, ['--home', join(home, 'data'), ...args], { env, input, encoding: 'utf8' })
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const said = execFileSync(program, ['--version'], { env, encoding: 'utf8' }).trim()
  figures.expect(said === `zeroskew ${version}`, 'it says its version', said)
  ask(['vault', 'init', '--no-keychain', '--passphrase-file', passphrase])
  ask(
    ['add', '--passphrase-file', passphrase],
    'otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n'
  )
  // RFC 6238, appendix B: 94287082 at 59 s, of which these are the last six digits.
  const code = ask(['code', 'alice', '--at', '59', '--passphrase-file', passphrase]).trim()
  figures.expect(
    code === '287082',
    "it makes a vault, adds an account and gives RFC 6238's code at 59 s",
    code
  )
}

/** Every part of the bill of materials has its licence in the package. */
function checkLicences(path: string): void {
  const text = readFileSync(path, 'utf8')
  const bill = execFileSync(process.execPath, [join(ROOT, 'scripts/sbom.mjs')], { encoding: 'utf8' })
  const { components } = JSON.parse(bill) as {
    readonly components: readonly { readonly name: string; readonly version: string }[]
  }
  const unnamed = components.filter(({ name, version }) => !text.includes(`${name} ${version} (`))
  figures.expect(
    unnamed.length === 0 && components.some(({ name }) => name === 'electron'),
    'the licence of every part of the bill of materials is in it',
    unnamed.map(({ name }) => name).join(', ') || `${components.length} parts, Electron and Node among them`
  )
}

/** The list itself has to catch what must not be there. */
function checkPlanted(): void {
  const planted = [
    'src/main/index.ts',
    'out/main/index.js.map',
    'test/main/tray.test.ts',
    'node_modules/keytar/src/main.cc',
    'node_modules/other/index.js',
    'node_modules/keytar/prebuilds/win32-x64/keytar.node',
    '.env'
  ]
  const caught = planted.filter((path) => !isExpected(path))
  figures.expect(
    caught.length === planted.length,
    'planted superfluous files are noticed',
    `${caught.length} of ${planted.length}`
  )
}

function* differences(first: string, second: string): Generator<string> {
  const [ours, theirs] = [filesOf(first), filesOf(second)]
  for (const path of new Set([...ours, ...theirs])) {
    if (!ours.includes(path) || !theirs.includes(path)) yield path
    else if (hashOf(join(first, path)) !== hashOf(join(second, path))) yield path
  }
}

function hashOf(path: string): string {
  return createHash('sha256')
    .update(readFileSync(path))
    .update(String(statSync(path).mode))
    .digest('hex')
}

function listOf(archive: string): string[] {
  const require = createRequire(import.meta.url)
  const program = join(require.resolve('@electron/asar/package.json'), '../bin/asar.js')
  const lines = execFileSync(process.execPath, [program, 'list', archive], { encoding: 'utf8' }).split('\n')
  const paths = lines.map((line) => line.trim().replaceAll('\\', '/').replace(/^\//u, '')).filter(Boolean)
  // Folders are listed as well: those that others lie in.
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)))
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, [...args], { cwd: ROOT, env: { ...process.env, SOURCE_DATE_EPOCH }, stdio: 'pipe' })
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new Error(`expected ${args[0] ?? program} to run through, got: ${output.slice(-2000)}`, {
      cause: error
    })
  }
}
