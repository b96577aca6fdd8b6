import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ChildPort } from '../../../src/core/fork-child.ts'
import { answeringChild } from '../../fakes/answering-child.ts'
import { forkReader, readInChild } from '../../../src/core/transfer/read-in-child.ts'

const CHILD = join(import.meta.dirname, '../../../src/core/transfer/reading-child.ts')
const fork = forkReader(CHILD)
const reading = { name: 'x', password: null }

describe('readInChild', () => {
  it('reads accounts of every kind of key, and what failed, as in the same process', async () => {
    const text = [
      'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
      'otpauth://motp/x:y?secret=ORSXG5DJNZTQ&pin=1234',
      'hello'
    ].join('\n')
    const read = await readInChild(Buffer.from(text), reading, { fork })
    expect(read.format).toBe('key-uri')
    expect(read.found).toBe(read.accounts.length + read.failed.length)
    expect(read.accounts[0]?.account.secret.export().toString('hex')).toBe('48656c6c6f21deadbeef')
    expect(read.failed.at(-1)).toMatchObject({
      entry: 3,
      error: { name: 'KeyUriError', code: 'not-a-key-uri' }
    })
  })

  it('gives the reader’s own refusals', async () => {
    await expect(readInChild(Buffer.from('no accounts here'), reading, { fork })).rejects.toMatchObject({
      name: 'TransferError',
      code: 'not-an-export'
    })
    await expect(readInChild(Buffer.from('ZEROSKEW'), reading, { fork })).rejects.toMatchObject({
      code: 'password-needed'
    })
  })

  it('ends a child that hangs at the deadline, and one that is no longer wanted at once', async () => {
    const killed: number[] = []
    const hanging = (): ChildPort => ({
      send: () => undefined,
      onMessage: () => undefined,
      onExit: () => undefined,
      kill: () => killed.push(1)
    })
    const late = readInChild(Buffer.from('x'), reading, { fork: hanging, deadlineMs: 20 })
    await expect(late).rejects.toMatchObject({ code: 'took-too-long' })
    const stop = new AbortController()
    const ended = readInChild(Buffer.from('x'), reading, { fork: hanging, signal: stop.signal })
    stop.abort()
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' })
    expect(killed).toHaveLength(2)
  })

  it('gives a key derivation its time', async () => {
    const deriving = (): ChildPort =>
      answeringChild(({ say }) => {
        say({ said: { kind: 'deriving', estimateMs: 50 }, secrets: [] })
        const read = { kind: 'read', format: 'key-uri', found: 0, accounts: [], failed: [] }
        setTimeout(() => say({ said: read, secrets: [] }), 200)
      })
    const estimates: number[] = []
    const how = { ...reading, onDeriving: (ms: number) => estimates.push(ms) }
    await readInChild(Buffer.from('x'), how, { fork: deriving, deadlineMs: 100 })
    expect(estimates).toEqual([50])
  })

  it('says that it took too long where the child died of its memory or of a fault', async () => {
    const dying = forkReader(join(import.meta.dirname, 'no-such-child.ts'))
    await expect(readInChild(Buffer.from('x'), reading, { fork: dying })).rejects.toMatchObject({
      code: 'took-too-long'
    })
  })
})
