import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ClockHistory,
  formatHistory,
  MOST_ENTRIES,
  parseHistory,
  thinned,
  withEntry,
  type HistoryEntry
} from '../../../src/core/clock/history.ts'
import { ClockRecorder, entryOf } from '../../../src/core/clock/recorder.ts'
import type { DoneState } from '../../../src/core/clock/clock-state.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess } from '../../../src/core/vault/process-identity.ts'

function entry(minutes: number, boundMs = 5): HistoryEntry {
  return { atMs: minutes * 60_000, offsetMs: 12.5, boundMs, trust: 'authenticated', startedAtMs: -4.25 }
}

const HALF_HOURS = Array.from({ length: 700 }, (_, index) => entry(index * 30))

describe('a history', () => {
  it('comes back as it was written, one entry a line', () => {
    const entries = HALF_HOURS.slice(0, 3)
    const text = formatHistory(entries)
    expect(text.split('\n')).toHaveLength(4)
    expect(parseHistory(text)).toEqual(entries)
  })

  it.each([
    ['not JSON', '{"atMs":1,'],
    ['no object', '17'],
    ['nothing', 'null'],
    ['a number as text', '{"atMs":"1","offsetMs":0,"boundMs":1,"trust":"single","startedAtMs":0}'],
    ['a time that none is', '{"atMs":1e300,"offsetMs":0,"boundMs":1,"trust":"single","startedAtMs":0}'],
    ['a bound below 0', '{"atMs":1,"offsetMs":0,"boundMs":-1,"trust":"single","startedAtMs":0}'],
    ['an unknown trust', '{"atMs":1,"offsetMs":0,"boundMs":1,"trust":"blind","startedAtMs":0}']
  ])('loses a line that holds %s, and no other', (_name, line) => {
    const good = formatHistory([entry(1)])
    expect(parseHistory(`${good}${line}\n${good}`)).toHaveLength(2)
  })

  it('keeps nothing of a line that it does not know', () => {
    expect(parseHistory(formatHistory([entry(1)]).replace('}', ',"label":"octocat"}'))).toEqual([entry(1)])
  })

  it('keeps the better of two checks within a minute', () => {
    expect(withEntry([entry(1, 5)], entry(1.5, 2))).toEqual([entry(1.5, 2)])
    expect(withEntry([entry(1, 5)], entry(1.5, 9))).toEqual([entry(1, 5)])
  })

  it('keeps both where the clock was set in between', () => {
    expect(withEntry([entry(1)], { ...entry(1.5), startedAtMs: 3000 })).toHaveLength(2)
  })

  it(`never holds more than ${MOST_ENTRIES}, with the first and the newest 250 whole`, () => {
    let kept: readonly HistoryEntry[] = []
    for (const next of HALF_HOURS) {
      kept = withEntry(kept, next)
      expect(kept.length).toBeLessThanOrEqual(MOST_ENTRIES)
    }
    expect(kept[0]).toEqual(HALF_HOURS[0])
    expect(kept.slice(-250)).toEqual(HALF_HOURS.slice(-250))
  })

  it('thins by order alone: a clock that was years ahead displaces nothing', () => {
    const ahead = { ...entry(0), atMs: 9e14 }
    const kept = thinned([ahead, ...HALF_HOURS.slice(0, 10)], 8)
    expect(kept[0]).toEqual(ahead)
    expect(kept.slice(-5)).toEqual(HALF_HOURS.slice(5, 10))
  })
})

describe('its file', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zeroskew-history-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))

  async function open(name = 'state/clock-history.jsonl'): Promise<ClockHistory> {
    return new ClockHistory(join(folder, name), {
      files: nodeFiles,
      process: await thisProcess(),
      randomBytes
    })
  }

  it('is empty at first, and holds what is added', async () => {
    const history = await open()
    expect(await history.read()).toEqual([])
    expect(await history.add(entry(1))).toBe(true)
    expect(await history.read()).toEqual([entry(1)])
    expect(readdirSync(join(folder, 'state'))).toEqual(['clock-history.jsonl'])
  })

  it('loses none of 40 checks that two owners add at the same time', async () => {
    const both = [await open(), await open()] as const
    const added = await Promise.all(
      Array.from({ length: 40 }, (_, index) => both[index % 2 === 0 ? 0 : 1].add(entry(index * 30)))
    )
    expect(added).toEqual(Array.from({ length: 40 }, () => true))
    const times = (await both[0].read()).map(({ atMs }) => atMs).toSorted((a, b) => a - b)
    expect(times).toEqual(Array.from({ length: 40 }, (_, index) => index * 30 * 60_000))
  })

  it.each([
    ['of other bytes', Buffer.from([0, 255, 254, 10, 123, 0])],
    ['too large', Buffer.alloc((1 << 20) + 1, 10)]
  ])('is begun anew where it is %s', async (_name, bytes) => {
    const path = join(folder, 'history')
    writeFileSync(path, bytes)
    const history = await open('history')
    expect(await history.read()).toEqual([])
    expect(await history.add(entry(1))).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe(formatHistory([entry(1)]))
  })

  it('goes on where a process was ended in the middle of writing', async () => {
    writeFileSync(join(folder, 'history.new'), '{"atMs"')
    const history = await open('history')
    expect(await history.add(entry(1))).toBe(true)
    expect(await history.read()).toHaveLength(1)
  })

  it('stops nothing where it cannot be written', async () => {
    writeFileSync(join(folder, 'state'), 'a file where the folder should be')
    const history = await open()
    expect(await history.add(entry(1))).toBe(false)
    expect(await history.read()).toEqual([])
  })
})

describe('ClockRecorder', () => {
  const done: DoneState = {
    kind: 'done',
    verdict: {
      kind: 'in-step',
      measured: { offsetMs: 3, boundMs: 9, trust: 'majority', refusedStrict: 0, refusedOneStep: 0 }
    },
    reports: [],
    checkedAtMs: 1000,
    checkedAtMonotonicMs: 0,
    measuredAtMonotonicMs: 0
  }
  const clocks = { wallMs: () => 1000, sinceStartMs: () => 400 }

  it('takes a measured verdict, and none without an agreement', () => {
    expect(entryOf(done, 600)).toEqual({
      atMs: 1000,
      offsetMs: 3,
      boundMs: 9,
      trust: 'majority',
      startedAtMs: 600
    })
    expect(entryOf({ ...done, verdict: { kind: 'unknown', reason: 'nobody-answered' } }, 600)).toBeNull()
  })

  it('writes the newest of what comes while another is written', async () => {
    const added: HistoryEntry[] = []
    const recorder = new ClockRecorder({
      ...clocks,
      history: { add: async (next) => (await Promise.resolve(), added.push(next) > 0) }
    })
    recorder.note({ kind: 'never' })
    for (const checkedAtMs of [1000, 1100, 1200]) recorder.note({ ...done, checkedAtMs })
    await recorder.settled()
    expect(added.map(({ atMs }) => atMs)).toEqual([1000, 1200])
    expect(added[0]?.startedAtMs).toBe(600)
  })
})
