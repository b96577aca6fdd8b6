import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdleLock } from '../../../src/main/vault/idle-lock.ts'

function scene(minutes: number | null) {
  const state = { lastUseMs: 0, looks: 0, locks: 0, minutes }
  const idle = new IdleLock({
    idleSeconds: () => {
      state.looks++
      return Math.floor((Date.now() - state.lastUseMs) / 1000)
    },
    lockAfterMinutes: () => state.minutes,
    lock: () => {
      state.locks++
      idle.stop()
    }
  })
  return { state, idle }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(0)
})
afterEach(() => vi.useRealTimers())

describe('IdleLock', () => {
  it('locks once after 5 minutes without use, looking at most every 15 s', () => {
    const { state, idle } = scene(5)
    idle.watch()
    vi.advanceTimersByTime(299_000)
    expect(state.locks).toBe(0)
    vi.advanceTimersByTime(2000)
    expect(state.locks).toBe(1)
    expect(state.looks).toBeLessThanOrEqual(22)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('counts from the last use', () => {
    const { state, idle } = scene(1)
    idle.watch()
    vi.advanceTimersByTime(50_000)
    state.lastUseMs = Date.now()
    vi.advanceTimersByTime(50_000)
    expect(state.locks).toBe(0)
    vi.advanceTimersByTime(11_000)
    expect(state.locks).toBe(1)
  })

  it('locks at once when the machine was idle for longer while it slept', () => {
    const { state, idle } = scene(1)
    idle.watch()
    vi.setSystemTime(3_600_000)
    idle.watch()
    expect(state.locks).toBe(1)
  })

  it('never looks where it never locks, nor after it was stopped', () => {
    const { state, idle } = scene(null)
    idle.watch()
    expect(vi.getTimerCount()).toBe(0)
    state.minutes = 1
    idle.watch()
    idle.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
