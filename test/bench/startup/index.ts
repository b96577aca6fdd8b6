/**
 * npm run bench:startup: what the app's main script costs before the first window, over an empty node and against the same
 * app with everything loaded at once; how long a window of ours takes to its first paint, against an empty one; and how long
 * until it is back after it was destroyed, with its first account. All candidates interleaved in one run, medians.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { Reopening, startedMs } from './paint.ts'

/**
 * How long a window takes depends on the machine and on who else works there, so what is held is the ratio to an empty one in
 * the same run; what is wanted of a quiet machine is said beside the figure.
 */
const LIMITS = { ms: 10, mb: 5, times: 10, paint: 1.3 } as const
/** Of the packaged app. It isn't judged here: the stand-in hands every file over by DevTools, which adds to it. */
const WANTED = { backMs: 300 } as const
const ROUNDS = { load: 21, paint: 9 } as const

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'zeroskew-bench-'))
/** The built app as it is now: a build meanwhile changes nothing. */
const APP = join(folder, 'app')
const OUT = join(APP, 'out/main')
const CANDIDATES = {
  empty: { app: here('./empty-app'), args: [], shown: 'p' },
  ours: { app: APP, args: ['--demo'], shown: '[data-testid="row"]' }
} as const
for (const part of ['out', 'package.json'])
  cpSync(here(`../../../${part}`), join(APP, part), { recursive: true })

interface Cost {
  readonly ms: number
  readonly bytes: number
}

const start = join(OUT, readdirSync(OUT).find((name) => /^start-.*\.js$/u.test(name)) ?? 'index.js')
const eager = await bundledEager(start)
const loads = await loadMedians()
const paints = await paintMedians()
const backs = await backMedians()
rmSync(folder, { recursive: true, force: true })

const ours = over(loads.ours)
const fat = over(loads.eager)
const rest = over(loads.rest)
const times = { ms: fat.ms / ours.ms, bytes: fat.bytes / ours.bytes }
const paint = paints.ours / paints.empty
const back = backs.ours / backs.empty
const lines = [
  `main script: ${figure(ours)} over an empty node (limit ${LIMITS.ms} ms, ${LIMITS.mb} MB)`,
  `the same app loaded at once, with updater, QR and protobuf: ${figure(fat)}: ${times.ms.toFixed(1)} times the time, ${times.bytes.toFixed(1)} times the memory (limit ${LIMITS.times})`,
  `loaded beside the window (vault, clock, tray …): ${figure(rest)} with the main script`,
  `first paint: ${paints.ours.toFixed(0)} ms, of an empty window ${paints.empty.toFixed(0)} ms: ${paint.toFixed(2)} times (limit ${LIMITS.paint})`,
  `back after its window was destroyed, first account painted: ${backs.ours.toFixed(0)} ms (wanted ${WANTED.backMs} ms), an empty window ${backs.empty.toFixed(0)} ms: ${back.toFixed(2)} times`
]
console.log(lines.join('\n'))
const misses = [
  ...(ours.ms <= LIMITS.ms ? [] : ['time']),
  ...(ours.bytes <= LIMITS.mb * 2 ** 20 ? [] : ['memory']),
  ...(times.ms >= LIMITS.times ? [] : ['times the time']),
  ...(times.bytes >= LIMITS.times ? [] : ['times the memory']),
  ...(paint <= LIMITS.paint ? [] : ['first paint'])
]
console.log(misses.length === 0 ? 'met' : `missed: ${misses.join(', ')}`)
if (process.argv.includes('--check') && misses.length > 0) process.exitCode = 1
process.exit()

/** Over the empty module that was measured beside it. */
function over({ ms, bytes }: Cost): Cost {
  return { ms: Math.max(0.01, ms - loads.empty.ms), bytes: Math.max(1, bytes - loads.empty.bytes) }
}

function figure({ ms, bytes }: Cost): string {
  return `${ms.toFixed(1)} ms, ${(bytes / 2 ** 20).toFixed(1)} MB`
}

/** The same app loaded at once: main script, what we load beside the window, and the heavy parts, bundled and minified as ours is. */
async function bundledEager(start: string): Promise<string> {
  await build({
    logLevel: 'error',
    configFile: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: here('./eager.mjs'),
      target: 'node24',
      outDir: join(folder, 'eager'),
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'eager.js' } }
    }
  })
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  const wasm = here('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
  const path = join(folder, 'all.js')
  writeFileSync(
    path,
    `globalThis.ZXING_WASM = ${JSON.stringify(wasm)}
export const done = Promise.all([
  import(${quoted(join(OUT, 'index.js'))}),
  import(${quoted(start)}),
  import('./eager/eager.js').then((it) => it.done)
])`
  )
  return path
}

async function loadMedians(): Promise<Record<'empty' | 'ours' | 'eager' | 'rest', Cost>> {
  const empty = join(folder, 'empty.js')
  writeFileSync(empty, 'export const done = null')
  const rest = join(folder, 'rest.js')
  writeFileSync(
    rest,
    `export const done = import(${quoted(join(OUT, 'index.js'))}).then(() => import(${quoted(start)}))`
  )
  const scripts = { empty, ours: join(OUT, 'index.js'), eager, rest } as const
  const costs: Record<keyof typeof scripts, Cost[]> = { empty: [], ours: [], eager: [], rest: [] }
  for (let round = 0; round < ROUNDS.load; round++) {
    for (const name of Object.keys(scripts) as (keyof typeof scripts)[]) {
      costs[name].push(await loadOnce(scripts[name]))
    }
  }
  return {
    empty: middle(costs.empty),
    ours: middle(costs.ours),
    eager: middle(costs.eager),
    rest: middle(costs.rest)
  }
}

async function loadOnce(script: string): Promise<Cost> {
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', here('./load.mjs'), script]
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, NODE_OPTIONS: '' }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  return JSON.parse(stdout) as Cost
}

/** Milliseconds from the start of the program to the first paint of its window. */
async function paintMedians(): Promise<Record<'empty' | 'ours', number>> {
  const taken = { empty: [] as number[], ours: [] as number[] }
  for (let round = 0; round < ROUNDS.paint; round++) {
    taken.empty.push(await startedMs(CANDIDATES.empty, join(folder, `empty-${round}`)))
    taken.ours.push(await startedMs(CANDIDATES.ours, join(folder, `ours-${round}`)))
  }
  return { empty: median(taken.empty), ours: median(taken.ours) }
}

/** Milliseconds until a window that was destroyed is back, with something in it. */
async function backMedians(): Promise<Record<'empty' | 'ours', number>> {
  const empty = await Reopening.of(CANDIDATES.empty, join(folder, 'empty-back'))
  const ours = await Reopening.of(CANDIDATES.ours, join(folder, 'ours-back'))
  const taken = { empty: [] as number[], ours: [] as number[] }
  for (let round = 0; round < ROUNDS.paint; round++) {
    taken.empty.push(await empty.backMs())
    taken.ours.push(await ours.backMs())
  }
  await empty.end()
  await ours.end()
  return { empty: median(taken.empty), ours: median(taken.ours) }
}

function middle(costs: readonly Cost[]): Cost {
  return { ms: median(costs.map(({ ms }) => ms)), bytes: median(costs.map(({ bytes }) => bytes)) }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

function quoted(path: string): string {
  return JSON.stringify(pathToFileURL(path).href)
}
