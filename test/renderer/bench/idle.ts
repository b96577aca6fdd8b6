/**
 * npm run bench:idle: CPU seconds a minute that all processes of a Chromium take while nobody touches anything: the list
 * visible with 100 and 10,000 accounts, hidden, and locked, beside a blank page and a ring drawn at every animation
 * frame. Each has a browser of its own, and all are watched in the same windows of time.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { BuiltRenderer } from '../built-renderer.ts'
import { many, stateWith } from '../states.ts'
import { conclude } from './figures.ts'
import { FullList } from './full-list.ts'

const WINDOW_S = 24
/** V8 clears up after the start, several times and for most of a minute: none of what the app does when nobody touches it. */
const SETTLE_S = 75
/** Place in /proc/PID/stat, behind the name (proc_pid_stat(5)). */
const PARENT = 1
const LIMITS = { visible: 0.6, ofControl: 20, quiet: 0.1 } as const

const locked = { kind: 'locked', ways: ['keychain', 'recovery'] } as const
const built = await BuiltRenderer.start()
const cases: { name: string; pid: number; renderer: BuiltRenderer }[] = []

await watch('blank page', async (renderer) => {
  const page = await renderer.open('index', stateWith({ vault: locked }))
  await page.goto('about:blank')
})
await watch('100 visible', (renderer) => list(renderer, 100))
await watch('10,000 visible', (renderer) => list(renderer, 10_000))
await watch('10,000 hidden', async (renderer) => {
  const page = await list(renderer, 10_000)
  // As main hides the window: the page is told, and draws no more.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
})
await watch('locked', async (renderer) => {
  const page = await renderer.open('index', stateWith({ accounts: many(10_000), vault: locked }))
  await page.getByTestId('screen-locked').waitFor()
})
await watch('100, a ring each frame', async (renderer) => {
  const control = await FullList.build(renderer.browser)
  const page = await control.open(stateWith({ accounts: many(100) }), { withRing: true })
  await page.getByTestId('row').first().waitFor()
  await control.remove()
})

await wait(SETTLE_S * 1000)
const before = cases.map(({ pid }) => cpuSeconds(pid))
const beganMs = performance.now()
await wait(WINDOW_S * 1000)
const minutes = (performance.now() - beganMs) / 60_000
const perMinute = new Map(
  cases.map(({ name, pid }, at) => [name, (cpuSeconds(pid) - (before[at] ?? 0)) / minutes] as const)
)
await Promise.all(cases.map(({ renderer }) => renderer.browser.close()))
await built.stop()

for (const [name, seconds] of perMinute) console.log(`${seconds.toFixed(2).padStart(6)} CPU s/min  ${name}`)
const of = (name: string): number => perMinute.get(name) ?? Number.NaN
const visible = Math.max(of('100 visible'), of('10,000 visible'))
const quiet = of('blank page') + LIMITS.quiet
conclude([
  { what: `visible ≤ ${LIMITS.visible}`, kept: visible <= LIMITS.visible },
  {
    what: `visible ≤ 1/${LIMITS.ofControl} of the ring`,
    kept: visible * LIMITS.ofControl <= of('100, a ring each frame')
  },
  { what: `hidden ≤ blank + ${LIMITS.quiet}`, kept: of('10,000 hidden') <= quiet },
  { what: `locked ≤ blank + ${LIMITS.quiet}`, kept: of('locked') <= quiet }
])

async function watch(name: string, show: (renderer: BuiltRenderer) => Promise<unknown>): Promise<void> {
  const known = new Set(children(process.pid))
  const renderer = await built.another()
  await show(renderer)
  const pid = children(process.pid).find((child) => !known.has(child))
  if (pid === undefined) throw new Error(`expected a browser of its own for ${name}`)
  cases.push({ name, pid, renderer })
}

async function list(renderer: BuiltRenderer, n: number): Promise<Page> {
  const page = await renderer.open('index', stateWith({ accounts: many(n) }))
  await page.getByTestId('row').first().waitFor()
  return page
}

/**
 * CPU time of a process and all below it, thread by thread: nanoseconds (proc(5), schedstat), because a process' own times
 * are told in hundredths of a second, and a browser has ten processes.
 */
function cpuSeconds(pid: number): number {
  const own = threads(pid).reduce((sum, thread) => sum + runNs(`/proc/${pid}/task/${thread}/schedstat`), 0)
  return children(pid).reduce((sum, child) => sum + cpuSeconds(child), own / 1e9)
}

function threads(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    // It ended meanwhile.
    return []
  }
}

function runNs(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8').split(' ')[0])
  } catch {
    return 0
  }
}

function children(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((candidate) => Number(statOf(candidate)[PARENT]) === pid)
}

/** The fields of /proc/PID/stat behind the name: the state first. */
function statOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    // It ended meanwhile.
    return []
  }
}
