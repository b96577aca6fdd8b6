import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { electronPlace, KeptClipboard, type SystemClipboard } from '../../../src/main/codes/clipboard.ts'

/** A clipboard as main sees it; an entry is its text. */
function fakeClipboard({ takesHints = true, reads = (text: string) => text, isBlind = false } = {}) {
  const state = { text: 'before', hinted: false }
  const clipboard: SystemClipboard = {
    readText: async () => reads(await Promise.resolve(state.text)),
    write: ([entry]) => {
      if (!takesHints) return Promise.reject(new Error('unknown type'))
      Object.assign(state, { text: entry as unknown as string, hinted: true })
      return Promise.resolve()
    },
    writeText: (text) => Promise.resolve(void (state.text = text)),
    clear: () => void (state.text = '')
  }
  const place = electronPlace(clipboard, (text) => text as never, isBlind)
  return { state, kept: new KeptClipboard({ place, clearsAfter: () => 30 }) }
}

const unreadable = (): string => {
  throw new Error('no focus')
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('KeptClipboard', () => {
  it('takes a copy back after 30 s', async () => {
    const { state, kept } = fakeClipboard()
    await kept.copy('123456')
    expect(state).toEqual({ text: '123456', hinted: true })
    await vi.advanceTimersByTimeAsync(29_999)
    expect(state.text).toBe('123456')
    await vi.advanceTimersByTimeAsync(1)
    expect(state.text).toBe('')
  })

  it('leaves alone what somebody else copied since', async () => {
    const { state, kept } = fakeClipboard()
    await kept.copy('123456')
    state.text = 'a letter'
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.text).toBe('a letter')
    await kept.clearIfOurs()
    expect(state.text).toBe('a letter')
  })

  it('counts anew with each copy', async () => {
    const { state, kept } = fakeClipboard()
    await kept.copy('111111')
    await vi.advanceTimersByTimeAsync(20_000)
    await kept.copy('222222')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(state.text).toBe('222222')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(state.text).toBe('')
  })

  it('copies the text alone where the system takes no hints', async () => {
    const { state, kept } = fakeClipboard({ takesHints: false })
    await kept.copy('123456')
    expect(state).toEqual({ text: '123456', hinted: false })
  })

  it('takes back what was still being written when the vault was locked', async () => {
    const written = Promise.withResolvers<null>()
    const state = { text: '' }
    const kept = new KeptClipboard({
      place: {
        write: async (text) => {
          await written.promise
          state.text = text
        },
        holds: (text) => Promise.resolve(state.text === text),
        clear: () => void (state.text = '')
      },
      clearsAfter: () => null
    })
    const copying = kept.copy('123456')
    const locking = kept.clearIfOurs()
    written.resolve(null)
    await Promise.all([copying, locking])
    expect(state.text).toBe('')
  })

  it('takes it back at once when asked, also where the clipboard can’t be read', async () => {
    const { state, kept } = fakeClipboard({ reads: unreadable })
    await kept.copy('123456')
    await kept.clearIfOurs()
    expect(state.text).toBe('')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes it back on Wayland where nothing can be read without focus, and leaves what reads otherwise', async () => {
    const { state, kept } = fakeClipboard({ reads: () => '', isBlind: true })
    await kept.copy('123456')
    await vi.advanceTimersByTimeAsync(30_000)
    expect(state.text).toBe('')
    const other = fakeClipboard({ reads: () => 'a letter', isBlind: true })
    await other.kept.copy('123456')
    await other.kept.clearIfOurs()
    expect(other.state.text).toBe('123456')
  })

  it('leaves a picture alone elsewhere, which reads as no text', async () => {
    const { state, kept } = fakeClipboard({ reads: () => '' })
    await kept.copy('123456')
    state.text = 'a picture'
    await kept.clearIfOurs()
    expect(state.text).toBe('a picture')
  })

  it('replaces what it copied by the next code, and counts anew', async () => {
    const { state, kept } = fakeClipboard()
    await kept.copy('111111')
    await vi.advanceTimersByTimeAsync(20_000)
    await kept.replace('222222')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(state.text).toBe('222222')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(state.text).toBe('')
  })

  it('replaces nothing that it didn’t copy, took back, or can’t read', async () => {
    const { state, kept } = fakeClipboard()
    await kept.replace('222222')
    expect(state.text).toBe('before')
    await kept.copy('111111')
    state.text = 'a letter'
    await kept.replace('222222')
    expect(state.text).toBe('a letter')
    await kept.clearIfOurs()
    await kept.replace('222222')
    expect(state.text).toBe('a letter')
    const unread = fakeClipboard({ reads: unreadable })
    await unread.kept.copy('111111')
    await unread.kept.replace('222222')
    expect(unread.state.text).toBe('111111')
  })
})
