/**
 * npm run bench:clock: how far off the measured offset is, beside what others measure in the same minutes over the same
 * path. Usage: [--runs 40] [--own-runs 40] [--check]; `--full` is 200 and 1,000. Needs chronyd, faketime, python3 and
 * openssl; ntpdig is asked where it is installed and the user is root, because it asks port 123 alone.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Figures, quantile } from '../checks/figures.ts'
import { makeCertificate } from '../fakes/certificates.ts'
import { startChronyd, type Chronyd } from '../fakes/chronyd.ts'
import { findProgram } from '../real-parts.ts'
import {
  chronydOnce,
  ntpdig,
  ntpTimeSync,
  zeroskew,
  type Measurement,
  type TimeClient
} from './time-clients.ts'

interface Path {
  readonly name: string
  readonly forthMs: number
  readonly backMs: number
  readonly jitterMs: number
  /** The server's clock is ahead by this, s. */
  readonly aheadS: number
}

const PATHS: readonly Path[] = [
  { name: 'direct', forthMs: 0, backMs: 0, jitterMs: 0, aheadS: 0 },
  { name: 'RTT 100 ms', forthMs: 50, backMs: 50, jitterMs: 0, aheadS: 0 },
  { name: 'RTT 20 ms + 15 ms jitter', forthMs: 10, backMs: 10, jitterMs: 15, aheadS: 0 },
  { name: 'asymmetric 90/10 ms', forthMs: 90, backMs: 10, jitterMs: 0, aheadS: 0 },
  { name: 'server +47 s', forthMs: 0, backMs: 0, jitterMs: 0, aheadS: 47 },
  { name: 'server −47 s', forthMs: 0, backMs: 0, jitterMs: 0, aheadS: -47 }
]
/** Where the path ends on this machine: a loopback address of our own, so that two benches don't meet at port 123. */
const HOST = `127.1.${(process.pid >> 8) & 255}.${(process.pid & 127) + 1}`
/** So many of chronyd's at once: each takes 5 s, and nearly all of it is waiting. */
const AT_ONCE = 10

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    'own-runs': { type: 'string' },
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false }
  }
})
const runs = Number(values.runs ?? (values.full ? 200 : 40))
const ownRuns = Number(values['own-runs'] ?? (values.full ? 1000 : runs))
const figures = new Figures({ check: values.check })
const isRoot = process.getuid?.() === 0
const hasNtpdig = isRoot && findProgram('ntpdig') !== null

const certificate = makeCertificate()
let [own, inside] = [0, 0]
try {
  for (const path of PATHS.filter(({ name }) => name.includes(values.only ?? ''))) {
    // A path that couldn't be measured is a target missed; the others are measured all the same.
    await measure(path).catch((error: unknown) => {
      figures.expect(false, `${path.name} measured`, error instanceof Error ? error.message : String(error))
    })
  }
} finally {
  certificate.remove()
}
figures.heading('all paths')
figures.expect(inside >= 0.999 * own, 'the truth is inside the bound in ≥ 99.9 %', `${inside} of ${own}`)
if (!hasNtpdig) figures.say('ntpdig not asked: not installed, or not root, who alone may listen on port 123')
figures.end()

async function measure(path: Path): Promise<void> {
  const server = await startChronyd({
    nts: certificate,
    lines: [`ntsntpserver ${HOST}`],
    ...(path.aheadS === 0 ? {} : { off: `${path.aheadS > 0 ? '+' : ''}${path.aheadS}s` })
  })
  const proxy = await startProxy(path, server).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  try {
    figures.heading(`${path.name} (|error| ms: median, p99, most; ${runs} runs, ${ownRuns} of our own)`)
    await measureThrough(path, server)
  } finally {
    // The next path ends at the same address and port.
    const gone = once(proxy, 'exit')
    proxy.kill()
    await gone
    await server.stop()
  }
}

async function measureThrough(path: Path, server: Chronyd): Promise<void> {
  const byNts = zeroskew({ kind: 'nts', host: server.host, port: server.ntsPort }, [certificate.pem])
  const byNtp = zeroskew({ kind: 'ntp', host: HOST, port: server.port }, [])
  const library = ntpTimeSync(HOST, server.port)
  const dig = ntpdig(HOST)
  const errors = { nts: [], ntp: [], library: [], dig: [], chronyd: [] } as Record<string, number[]>
  const note = async (name: string, client: TimeClient): Promise<Measurement> => {
    const measurement = await client()
    errors[name]?.push(Math.abs(measurement.offsetMs - path.aheadS * 1000))
    return measurement
  }
  for (let run = 0; run < Math.max(runs, ownRuns); run++) {
    if (run < ownRuns) {
      for (const [name, client] of [
        ['nts', byNts],
        ['ntp', byNtp]
      ] as const) {
        const { offsetMs, boundMs } = await note(name, client)
        own++
        if (Math.abs(offsetMs - path.aheadS * 1000) <= boundMs) inside++
      }
    }
    if (run < runs) {
      await note('library', library)
      if (hasNtpdig) await note('dig', dig)
    }
  }
  const once = chronydOnce(HOST, server.port)
  for (let left = runs; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => note('chronyd', once)))
  }
  const names = {
    nts: 'zeroskew, NTS',
    ntp: 'zeroskew, plain',
    library: 'ntp-time-sync getTime()',
    dig: 'ntpdig',
    chronyd: 'chronyd -Q'
  }
  for (const [key, name] of Object.entries(names)) {
    const list = errors[key] ?? []
    if (list.length > 0)
      figures.say(`${name.padEnd(24)} ${[0.5, 0.99, 1].map((q) => ms(quantile(list, q))).join('  ')}`)
  }
  const isDelayed = path.forthMs > 0
  // The same number of each, made in the same minutes: the more runs, the worse the worst of them.
  if (isDelayed && hasNtpdig) compare(path.name, errors.nts?.slice(0, runs) ?? [], errors.dig ?? [])
}

function compare(name: string, ours: readonly number[], digs: readonly number[]): void {
  const median = quantile(ours, 0.5)
  const medianLimit = Math.max(2 * quantile(digs, 0.5), 1)
  figures.expect(
    median <= medianLimit,
    `${name}: median ≤ max(2 × ntpdig's, 1 ms)`,
    `${ms(median)} ≤ ${ms(medianLimit)}`
  )
  const p99 = quantile(ours, 0.99)
  const p99Limit = 1.5 * quantile(digs, 0.99)
  figures.expect(p99 <= p99Limit, `${name}: p99 ≤ 1.5 × ntpdig's`, `${ms(p99)} ≤ ${ms(p99Limit)}`)
}

async function startProxy({ forthMs, backMs, jitterMs }: Path, server: Chronyd): Promise<ChildProcess> {
  const ports = isRoot ? [server.port, 123] : [server.port]
  const script = join(import.meta.dirname, 'delay-proxy.py')
  const args = [server.host, server.port, forthMs, backMs, jitterMs, HOST, ...ports]
  const proxy = spawn('python3', [script, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const isReady = await Promise.race([
    once(proxy.stdout, 'data').then(() => true),
    once(proxy, 'exit').then(() => false)
  ])
  if (!isReady) throw new Error(`expected a delayed path to ${HOST}, got none`)
  return proxy
}

function ms(value: number): string {
  return value.toFixed(3).padStart(9)
}
