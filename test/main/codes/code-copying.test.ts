import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../../src/core/otp/account.ts'
import { presentCode } from '../../../src/core/present.ts'
import { Refusal } from '../../../src/core/present-failure.ts'
import {
  consecutiveAsArguments,
  consecutiveCodes,
  copyAtOnce,
  copyCode,
  type CodeCopyingPorts
} from '../../../src/main/codes/code-copying.ts'

const secret = createSecretKey(Buffer.from('12345678901234567890'))
const TOTP = {
  id: 't',
  kind: 'totp',
  issuer: '',
  label: 'a',
  secret,
  algorithm: 'SHA1',
  digits: 8,
  period: 30
} as const
const HOTP: Account = { ...TOTP, id: 'h', kind: 'hotp', digits: 6, counter: 1 }

/** RFC 6238 App. B: 94287082 at 59 s; the step before 30 s ends there has another. */
const AT_59_S = '94287082'

function scene(startMs: number, nearEnd: 'wait' | 'next' | 'now', offsetMs = 0) {
  let nowMs = startMs
  const copied: string[] = []
  const used: string[] = []
  const waits: number[] = []
  const ports: CodeCopyingPorts = {
    accounts: () => [TOTP, HOTP],
    codeOf: (id) => (id === 't' ? presentCode(TOTP, nowMs, offsetMs) : { id, code: '755224', counter: 0 }),
    nearEnd: () => nearEnd,
    copy: (text) => Promise.resolve(void copied.push(text)),
    replace: (text) => Promise.resolve(void copied.push(`then ${text}`)),
    noteUse: (id) => used.push(id),
    nowMs: () => nowMs,
    wait: (ms) => {
      waits.push(ms)
      nowMs += ms
      return Promise.resolve()
    }
  }
  return { ports, copied, used, waits }
}

describe('copyCode', () => {
  it('copies the code on show while 3 s are left, whatever is set', async () => {
    for (const nearEnd of ['wait', 'next', 'now'] as const) {
      const { ports, copied, used, waits } = scene(57_000, nearEnd)
      expect(await copyCode(ports, 't', 'usual')).toEqual({
        which: 'current',
        validUntilMs: 60_000,
        isCorrected: false
      })
      expect({ copied, used, waits }).toEqual({ copied: [AT_59_S], used: ['t'], waits: [] })
    }
  })

  it('waits for the next code when less than 3 s are left', async () => {
    const { ports, copied, waits } = scene(27_001, 'wait')
    expect(await copyCode(ports, 't', 'usual')).toEqual({
      which: 'waited',
      validUntilMs: 60_000,
      isCorrected: false
    })
    expect(copied).toEqual([AT_59_S])
    expect(waits[0]).toBeGreaterThanOrEqual(2999)
    expect(waits[0]).toBeLessThan(3100)
  })

  it('copies the next code, or the one that is about to end, where that is set', async () => {
    const next = scene(27_001, 'next')
    expect(await copyCode(next.ports, 't', 'usual')).toMatchObject({ which: 'next', validUntilMs: 60_000 })
    expect(next.copied).toEqual([AT_59_S])
    const now = scene(59_999, 'now')
    expect(await copyCode(now.ports, 't', 'usual')).toMatchObject({ which: 'current', validUntilMs: 60_000 })
    expect(now.copied).toEqual([AT_59_S])
  })

  it('copies the next code when it is asked for', async () => {
    const { ports, copied } = scene(0, 'wait')
    expect(await copyCode(ports, 't', 'next')).toMatchObject({ which: 'next', validUntilMs: 60_000 })
    expect(copied).toEqual([AT_59_S])
  })

  it('copies a corrected code, and says so', async () => {
    const { ports, copied } = scene(12_000, 'wait', 45_000)
    expect(await copyCode(ports, 't', 'usual')).toEqual({
      which: 'current',
      validUntilMs: 15_000,
      isCorrected: true
    })
    expect(copied).toEqual([AT_59_S])
  })

  it('copies an HOTP code on show, which has no end', async () => {
    const { ports, copied } = scene(29_999, 'wait')
    expect(await copyCode(ports, 'h', 'usual')).toEqual({ which: 'current', isCorrected: false })
    expect(copied).toEqual(['755224'])
  })

  it('copies nothing if the vault was locked while it waited', async () => {
    const { ports, copied } = scene(29_000, 'wait')
    let isLocked = false
    const locking: CodeCopyingPorts = {
      ...ports,
      accounts: () => {
        if (isLocked) throw new Error('locked')
        return [TOTP]
      },
      wait: () => Promise.resolve(void (isLocked = true))
    }
    await expect(copyCode(locking, 't', 'usual')).rejects.toThrow('locked')
    expect(copied).toEqual([])
  })

  it('copies nothing once whoever asked for it changed their mind', async () => {
    const { ports, copied, used } = scene(29_000, 'wait')
    const asked = new AbortController()
    const waiting = { ...ports, wait: () => Promise.resolve().then(() => asked.abort()) }
    await expect(copyCode(waiting, 't', 'usual', asked.signal)).rejects.toMatchObject({ code: 'cancelled' })
    expect({ copied, used }).toEqual({ copied: [], used: [] })
  })

  it('says that there is no such account, and that no code is on show', async () => {
    const { ports } = scene(0, 'wait')
    await expect(copyCode(ports, 'x', 'usual')).rejects.toMatchObject({ code: 'unknown-account' })
    const hidden = { ...ports, codeOf: () => null }
    await expect(copyCode(hidden, 't', 'usual')).rejects.toMatchObject({ code: 'no-code-shown' })
  })
})

describe('copyAtOnce', () => {
  it('copies the code valid now, and where it is about to end the next one in its place when that begins', async () => {
    const { ports, copied, used, waits } = scene(27_500, 'wait')
    await copyAtOnce(ports, 't')
    expect(copied).toEqual([presentCode(TOTP, 27_500, 0).code, `then ${AT_59_S}`])
    expect({ used, waits }).toEqual({ used: ['t'], waits: [2520] })
  })

  it('copies once while 3 s are left, and as it is set otherwise', async () => {
    for (const [startMs, nearEnd] of [
      [57_000, 'wait'],
      [27_500, 'next'],
      [59_500, 'now']
    ] as const) {
      const { ports, copied, waits } = scene(startMs, nearEnd)
      await copyAtOnce(ports, 't')
      expect({ copied, waits }).toEqual({ copied: [AT_59_S], waits: [] })
    }
  })

  it('replaces nothing once the vault is locked', async () => {
    const { ports, copied } = scene(27_500, 'wait')
    const locking = { ...ports, wait: () => Promise.reject(new Refusal('cancelled')) }
    await expect(copyAtOnce(locking, 't')).rejects.toMatchObject({ code: 'cancelled' })
    expect(copied).toHaveLength(1)
  })
})

describe('consecutiveCodes', () => {
  it('gives two codes in a row, usable together until the second one ends, as AWS takes them', () => {
    const codes = consecutiveCodes(scene(12_000, 'wait').ports, 't')
    expect(codes).toMatchObject({ codes: [expect.any(String), AT_59_S], validUntilMs: 60_000 })
    expect(consecutiveAsArguments(codes)).toMatch(
      /^--authentication-code1 \d{8} --authentication-code2 94287082$/u
    )
  })

  it('has none for an account by counter', () => {
    expect(() => consecutiveCodes(scene(0, 'wait').ports, 'h')).toThrow(
      expect.objectContaining({ code: 'no-code-shown' })
    )
  })
})
