import { createSecretKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Account } from '../../../src/core/otp/account.ts'
import { CodeBoard } from '../../../src/main/codes/code-board.ts'
import type { CodeView } from '../../../src/shared/views/code.ts'

const secret = createSecretKey(Buffer.from('12345678901234567890'))
const TOTP: Account = {
  id: 't',
  kind: 'totp',
  issuer: '',
  label: 'a',
  secret,
  algorithm: 'SHA1',
  digits: 8,
  period: 30
}
const HOTP: Account = {
  id: 'h',
  kind: 'hotp',
  issuer: '',
  label: 'b',
  secret,
  algorithm: 'SHA1',
  digits: 6,
  counter: 0
}

function boardAt(startMs: number, accounts: readonly Account[] = [TOTP], correctionMs: number | null = 0) {
  vi.setSystemTime(startMs)
  const pushed: (readonly CodeView[])[] = []
  let ticks = 0
  const board = new CodeBoard({
    accounts: () => accounts,
    nowMs: () => Date.now(),
    correctionMs: () => correctionMs,
    onCodes: (codes) => pushed.push(codes),
    onTick: () => ticks++
  })
  board.recompute()
  return { board, pushed, ticks: () => ticks }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('CodeBoard', () => {
  it('shows no codes before 1970, by the clock or corrected, and shows them once the clock is set', () => {
    expect(boardAt(59_000, [TOTP], -60_000).board.codes).toEqual([])
    const { board, pushed } = boardAt(-1, [TOTP, HOTP])
    expect(board.codes).toEqual([])
    board.start('second')
    vi.setSystemTime(59_000)
    vi.advanceTimersByTime(1100)
    expect(pushed.at(-1)?.map(({ id }) => id)).toEqual(['t'])
    vi.setSystemTime(-86_400_000)
    vi.advanceTimersByTime(1100)
    expect(pushed.at(-1)).toEqual([])
    board.stop()
  })

  it('shows 94287082 at 59 s and pushes the code of the next step within 10 ms of 60 s', () => {
    const { board, pushed } = boardAt(59_000)
    expect(board.codeOf('t')?.code).toBe('94287082')
    board.start('second')
    vi.advanceTimersByTime(990)
    expect(pushed).toHaveLength(1)
    vi.advanceTimersByTime(20)
    expect(pushed).toHaveLength(2)
    expect(pushed[1]?.[0]?.timeStep).toBe(2)
    expect(pushed[1]?.[0]?.code).toBe(pushed[0]?.[0]?.nextCode)
    board.stop()
  })

  it('ticks each second for eyes and once a step for the tray', () => {
    const { board, ticks } = boardAt(60_000)
    board.start('second')
    vi.advanceTimersByTime(10_100)
    expect(ticks()).toBe(11)
    board.start('step')
    vi.advanceTimersByTime(19_000)
    expect(ticks()).toBe(12)
    board.stop()
  })

  it('follows a clock that was set within a second', () => {
    const { board, pushed } = boardAt(60_000)
    board.start('second')
    vi.setSystemTime(1_000_000_000)
    vi.advanceTimersByTime(1100)
    expect(pushed.at(-1)?.[0]?.validFromMs).toBe(999_990_000)
    board.stop()
  })

  it('shows corrected codes for as long as they are right by true time, with the code by this clock beside them', () => {
    const { board, pushed } = boardAt(12_000, [TOTP], 47_000)
    expect(board.codeOf('t')).toMatchObject({ code: '94287082', validFromMs: -17_000, validUntilMs: 13_000 })
    expect(board.codeOf('t')?.byThisClock).not.toBe('94287082')
    board.start('step')
    vi.advanceTimersByTime(1010)
    expect(pushed.at(-1)?.[0]?.timeStep).toBe(2)
    board.stop()
  })

  it('shows no time-based code while the correction waits for a fresh measurement', () => {
    expect(boardAt(59_000, [TOTP], null).board.codeOf('t')).toBeNull()
  })

  it('never computes an HOTP code by itself, and forgets the shown one when cleared', () => {
    const { board } = boardAt(0, [HOTP])
    expect(board.codeOf('h')).toBeNull()
    board.showHotp({ id: 'h', code: '755224', counter: 0 })
    expect(board.codeOf('h')?.code).toBe('755224')
    board.clear()
    board.recompute()
    expect(board.codeOf('h')).toBeNull()
  })

  it('leaves no timer behind when stopped', () => {
    const { board } = boardAt(0)
    board.start('second')
    board.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
