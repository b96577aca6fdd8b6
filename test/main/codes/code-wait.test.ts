import { describe, expect, it } from 'vitest'
import { CodeWait } from '../../../src/main/codes/code-wait.ts'

const NOBODY = new AbortController().signal

describe('CodeWait', () => {
  it('ends after its time, and once called off at once', async () => {
    const wait = new CodeWait()
    await wait.begin(1, NOBODY)
    const long = wait.begin(3_600_000, NOBODY)
    wait.callOff()
    await expect(long).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is called off by whoever asked, before it began as well', async () => {
    const wait = new CodeWait()
    const asked = new AbortController()
    const long = wait.begin(3_600_000, asked.signal)
    asked.abort()
    await expect(long).rejects.toMatchObject({ code: 'cancelled' })
    await expect(wait.begin(1, asked.signal)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('is one: a new wait calls the former one off, and isn’t touched by its end', async () => {
    const wait = new CodeWait()
    const former = wait.begin(3_600_000, NOBODY)
    const latter = wait.begin(20, NOBODY)
    await expect(former).rejects.toMatchObject({ code: 'cancelled' })
    await latter
    const last = wait.begin(3_600_000, NOBODY)
    wait.callOff()
    await expect(last).rejects.toMatchObject({ code: 'cancelled' })
  })
})
