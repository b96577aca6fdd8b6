import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KeptClipboard } from '../../../src/main/codes/clipboard.ts'

/** A clipboard as main sees it; an entry is its text. */
function fakeClipboard({ takesHints = true, canBeRead = true } = {}) {
  const state = { text: 'before', hinted: false }
  const kept = new KeptClipboard({
    clipboard: {
      readText: () => (canBeRead ? Promise.resolve(state.text) : Promise.reject(new Error('no focus'))),
      write: ([entry]) => {
        if (!takesHints) return Promise.reject(new Error('unknown type'))
        Object.assign(state, { text: entry as unknown as string, hinted: true })
        return Promise.resolve()
      },
      writeText: (text) => Promise.resolve(void (state.text = text)),
      clear: () => void (state.text = '')
    },
    clearsAfter: () => 30,
    entry: (text) => text as never
  })
  return { state, kept }
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
      clipboard: {
        readText: () => Promise.resolve(state.text),
        write: async ([entry]) => {
          await written.promise
          state.text = entry as unknown as string
        },
        writeText: () => Promise.resolve(),
        clear: () => void (state.text = '')
      },
      clearsAfter: () => null,
      entry: (text) => text as never
    })
    const copying = kept.copy('123456')
    const locking = kept.clearIfOurs()
    written.resolve(null)
    await Promise.all([copying, locking])
    expect(state.text).toBe('')
  })

  it('takes it back at once when asked, also where the clipboard can’t be read', async () => {
    const { state, kept } = fakeClipboard({ canBeRead: false })
    await kept.copy('123456')
    await kept.clearIfOurs()
    expect(state.text).toBe('')
    expect(vi.getTimerCount()).toBe(0)
  })
})
