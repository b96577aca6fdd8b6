import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ask } from '../../../src/core/clock/ask.ts'
import { ClockFile, parseClockFile } from '../../../src/core/clock/clock-file.ts'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import { Manners } from '../../../src/core/clock/manners.ts'
import type { Answer } from '../../../src/core/clock/sample.ts'
import { parseServerUrl, type Source } from '../../../src/core/clock/source.ts'
import { stakesOf } from '../../../src/core/clock/verdict.ts'
import { anchorAt, type WallClock } from '../../../src/core/clock/wall-clock.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'
import type { LockSetting } from '../../../src/core/vault/vault-lock.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const FOUR = ['a', 'b', 'c', 'd'].map(parseServerUrl)

let path: string
let lock: LockSetting
/** How far the test has put all clocks of the machine, and the local one alone, ahead, ms. */
let passedMs: number
let setMs: number
let asked: string[]
let answers: Record<string, Answer>
let offsetMs: number
let processes: { monitor: ClockMonitor; manners: Manners }[]

beforeEach(async () => {
  path = join(tempFolder(), 'state', 'clock.json')
  lock = { files: nodeFiles, process: await thisProcess(), randomBytes }
  passedMs = 0
  setMs = 0
  asked = []
  answers = {}
  offsetMs = 0
  processes = []
})
afterEach(async () => {
  for (const { monitor } of processes) monitor.close()
  await Promise.all(processes.map(({ manners }) => manners.settled()))
})

/** Like another process: its own monotonic clock, memory and monitor. */
function anotherProcess(sources: readonly Source[] = FOUR): {
  monitor: ClockMonitor
  manners: Manners
  askD: () => Promise<Answer>
} {
  const beganMs = performance.now()
  const clock: WallClock = {
    wallMs: () => Math.floor(Date.UTC(2026, 0, 1) + performance.now() + passedMs + setMs),
    monotonicMs: () => performance.now() - beganMs + passedMs
  }
  const manners = new Manners({
    file: new ClockFile(path, lock),
    clock,
    sinceStartMs: () => performance.now() + passedMs
  })
  const ask: Ask = ({ way }) => {
    asked.push(way.host)
    const sample = {
      kind: 'ntp',
      voucher: 'nobody',
      server: way.host,
      offsetMs: offsetMs - setMs,
      delayMs: 1,
      boundMs: 5,
      rootDelayMs: 0,
      rootDispersionMs: 0,
      stratum: 2,
      leap: 0,
      takenAtMs: clock.monotonicMs()
    } as const
    const answer: Answer = answers[way.host] ?? { kind: 'sample', sample }
    return new Promise((resolve) => setTimeout(() => resolve(answer), 30))
  }
  const monitor = new ClockMonitor({
    sources,
    ask: manners.polite({ ntp: ask }),
    clock,
    random: () => 0,
    sharing: manners,
    timing: { burst: { count: 1, gapMs: 2000 } }
  })
  processes.push({ monitor, manners })
  const polite = manners.polite({ ntp: ask }).ntp ?? ask
  const way = { kind: 'ntp', host: 'd', port: 123 } as const
  return { monitor, manners, askD: () => polite({ way, clock, anchor: anchorAt(clock), timeoutMs: 1000 }) }
}

const kiss = (code: string): Answer => ({ kind: 'rejected', reason: `kiss-code ${code}` })

describe('processes that share a folder', () => {
  it('send no more packets for three demands at once than for one, and tell the same', async () => {
    const three = [anotherProcess(), anotherProcess(), anotherProcess()]
    const states = await Promise.all(three.map(({ monitor }) => monitor.check()))
    expect(asked.toSorted()).toEqual(['a', 'b', 'c', 'd'])
    expect(states.map((state) => state.verdict.kind)).toEqual(['in-step', 'in-step', 'in-step'])
    const statuses = states.map((state) => state.reports.map((report) => report.status.kind).join(' '))
    expect(new Set(statuses)).toEqual(new Set(['survivor survivor survivor survivor']))
  })

  it('give another the last outcome for 15 s, with its age', async () => {
    const first = anotherProcess()
    const measured = await first.monitor.check()
    await first.manners.settled()
    passedMs += 10_000
    const taken = await anotherProcess().monitor.check()
    expect(asked).toHaveLength(4)
    expect(Math.abs(taken.checkedAtMs - measured.checkedAtMs)).toBeLessThan(2000)
    passedMs += 5000
    await anotherProcess().monitor.check()
    expect(asked).toHaveLength(8)
  })

  it('do not believe what was found before the clock was set', async () => {
    const first = anotherProcess()
    await first.monitor.check()
    await first.manners.settled()
    setMs = 3000
    const { verdict } = await anotherProcess().monitor.check()
    expect(asked).toHaveLength(8)
    expect(verdict).toMatchObject({ kind: 'in-step', measured: { offsetMs: -3000 } })
  })

  it('do not take answers of other sources', async () => {
    const other = [parseServerUrl('x')]
    const both = [anotherProcess(), anotherProcess(other)]
    await Promise.all(both.map(({ monitor }) => monitor.check()))
    expect(asked.toSorted()).toEqual(['a', 'b', 'c', 'd', 'x'])
  })

  it('judge what they are told by their own accounts', async () => {
    offsetMs = 3000
    const [first, second] = [anotherProcess(), anotherProcess()]
    expect((await first.monitor.check()).verdict.kind).toBe('in-step')
    await first.manners.settled()
    const nowMs = Math.floor(Date.UTC(2026, 0, 1) + performance.now())
    const strict = new ClockMonitor({
      sources: FOUR,
      ask: {},
      // Both stand still: one that went on without the other would be a clock that was set.
      clock: { wallMs: () => nowMs, monotonicMs: () => 0 },
      stakes: () => stakesOf([10]),
      random: () => 0,
      sharing: second.manners
    })
    processes.push({ monitor: strict, manners: second.manners })
    expect((await strict.check()).verdict.kind).toBe('off')
    expect(asked).toHaveLength(4)
  })

  it('ask for themselves where the folder can’t be written, or the file holds nonsense', async () => {
    const first = anotherProcess()
    await first.monitor.check()
    await first.manners.settled()
    for (const text of ['', '{', 'null', '{"version":2}', '{"version":1,"checks":[{}],"kisses":[null,7]}']) {
      expect(parseClockFile(text)).toEqual({ kisses: [], checks: [] })
    }
    const content = readFileSync(path, 'utf8')
    for (const spoilt of ['survivor', 'agreed', '"offsetMs": ']) {
      writeFileSync(
        path,
        content.replaceAll(spoilt, spoilt.startsWith('"') ? '"offsetMs": null, "x": ' : 'liar')
      )
      asked = []
      const again = anotherProcess()
      expect((await again.monitor.check()).verdict.kind).toBe('in-step')
      expect(asked).toHaveLength(4)
      await again.manners.settled()
    }
    path = '/dev/null/clock.json'
    asked = []
    expect((await anotherProcess().monitor.check()).verdict.kind).toBe('in-step')
    expect(asked).toHaveLength(4)
  })

  it('pass the turn on where a check is given up', async () => {
    const [first, second] = [anotherProcess(), anotherProcess()]
    void first.monitor.check()
    await expect.poll(() => asked.length, { interval: 1 }).toBe(4)
    const waiting = second.monitor.check()
    first.monitor.close()
    expect((await waiting).verdict.kind).toBe('in-step')
    expect(asked).toHaveLength(8)
  })
})

describe('checks by themselves', () => {
  it('take what another process found within the half hour, its bound widened by what a clock may wander', async () => {
    const first = anotherProcess()
    const measured = await first.monitor.check()
    await first.manners.settled()
    passedMs += 29 * MINUTE_MS
    const claim = await anotherProcess().manners.claim(FOUR, 30 * MINUTE_MS)
    if (claim.kind !== 'known' || claim.selection.kind !== 'agreed')
      throw new Error(`expected it, got ${claim.kind}`)
    expect(claim.ageMs / MINUTE_MS).toBeCloseTo(29, 1)
    const before = 'measured' in measured.verdict ? measured.verdict.measured.boundMs : NaN
    expect(claim.selection.agreement.boundMs - before).toBeCloseTo(29 * 60 * 0.1, 0)
    passedMs += 2 * MINUTE_MS
    const later = await anotherProcess().manners.claim(FOUR, 30 * MINUTE_MS)
    if (later.kind === 'turn') later.end(null)
    expect(later.kind).toBe('turn')
  })

  it('leave a server alone for an hour after RATE, where half an hour is the interval', async () => {
    answers = { d: kiss('RATE') }
    const first = anotherProcess()
    await first.monitor.check()
    await first.manners.settled()
    answers = {}
    const statusAfter = async (minutes: number): Promise<string> => {
      passedMs += minutes * MINUTE_MS
      const { manners, askD } = anotherProcess()
      const claim = await manners.claim(FOUR, 30 * MINUTE_MS)
      const answer = await askD()
      if (claim.kind === 'turn') claim.end(null)
      await manners.settled()
      return answer.kind === 'rejected' ? answer.reason : answer.kind
    }
    expect([await statusAfter(31), await statusAfter(28), await statusAfter(2)]).toEqual([
      'kiss-code RATE',
      'kiss-code RATE',
      'sample'
    ])
  })
})

describe('a server that wants to be left alone', () => {
  async function check(minutesLater = 1): Promise<readonly string[]> {
    passedMs += minutesLater * MINUTE_MS
    asked = []
    const { monitor, manners } = anotherProcess()
    const { reports } = await monitor.check()
    await manners.settled()
    const { status } = reports[3] ?? { status: { kind: 'none' } }
    return [asked.filter((host) => host === 'd').join(), 'reason' in status ? status.reason : status.kind]
  }

  it.each(['DENY', 'RSTR'])(
    'by %s is left alone for a day by all, told as such, then asked once',
    async (code) => {
      answers = { d: kiss(code) }
      expect(await check()).toEqual(['d', `kiss-code ${code}`])
      answers = {}
      expect(await check()).toEqual(['', `kiss-code ${code}`])
      expect(await check(1430)).toEqual(['', `kiss-code ${code}`])
      answers = { d: kiss(code) }
      expect(await check(10)).toEqual(['d', `kiss-code ${code}`])
      answers = {}
      expect(await check()).toEqual(['', `kiss-code ${code}`])
      expect(await check(1440)).toEqual(['d', 'survivor'])
      expect(await check()).toEqual(['d', 'survivor'])
    }
  )

  it('stays counted as configured: two of four that are left are no majority', async () => {
    answers = { c: kiss('DENY'), d: kiss('DENY') }
    await check()
    answers = {}
    passedMs += MINUTE_MS
    const { verdict, reports } = await anotherProcess().monitor.check()
    expect(verdict).toEqual({ kind: 'uncertain', reason: 'too-few-answers' })
    expect(reports).toHaveLength(4)
  })

  it('by RATE is asked half as often: 30 s instead of 15 s on demand, doubled again by each', async () => {
    answers = { d: kiss('RATE') }
    expect(await check()).toEqual(['d', 'kiss-code RATE'])
    expect(await check(20 / 60)).toEqual(['', 'kiss-code RATE'])
    expect(await check(20 / 60)).toEqual(['d', 'kiss-code RATE'])
    answers = {}
    expect(await check(40 / 60)).toEqual(['', 'kiss-code RATE'])
    expect(await check(40 / 60)).toEqual(['d', 'survivor'])
  })

  it('is believed after the clock was set back by ten days', async () => {
    answers = { d: kiss('DENY') }
    await check()
    answers = {}
    setMs = -10 * DAY_MS
    expect(await check()).toEqual(['', 'kiss-code DENY'])
  })

  it('by another code is asked again', async () => {
    answers = { d: kiss('ACST') }
    await check()
    answers = {}
    expect(await check()).toEqual(['d', 'survivor'])
  })
})
