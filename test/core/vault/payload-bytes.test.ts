import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCbor, encodeCbor, isFields, sameCbor, type Fields } from '../../../src/core/vault/cbor.ts'
import { readPayload, writePayload } from '../../../src/core/vault/payload-bytes.ts'
import { EMPTY_PAYLOAD, payloadOf, withField, type Payload } from '../../../src/core/vault/payload.ts'
import { withRecord, withRecords } from '../../../src/core/vault/records.ts'
import { VaultError } from '../../../src/core/vault/vault-error.ts'

const record = (label: string, more: Record<string, number | string | readonly string[]> = {}): Fields =>
  new Map(Object.entries({ kind: 'totp', label, position: 1.5, secret: 'x', ...more }))

const idOf = (number: number): string => number.toString(16).padStart(32, '0')

function payloadWith(count: number): Payload {
  const accounts = new Map(Array.from({ length: count }, (_, at) => [idOf(at), record(`label ${at}`)]))
  const tombstones = new Map([[idOf(99_999), new Map([['deletedOn', 3]])]])
  const use = new Map([['days', 300]])
  return { ...EMPTY_PAYLOAD, accounts, tombstones, use, extra: new Map([['later', [1, 'two', null]]]) }
}

const bytesOf = (payload: Payload): Buffer => Buffer.concat(writePayload(payload).parts)
const same = (a: Payload, b: Payload): boolean =>
  Object.keys(a).every((name) => {
    const [left, right] = [a[name as keyof Payload], b[name as keyof Payload]]
    return sameCbor(new Map(left), new Map(right))
  })

describe('the payload’s bytes', () => {
  it.each([0, 1, 23, 24, 255, 256, 300])('are read as they were written: %i accounts', (count) => {
    const payload = payloadWith(count)
    const { parts, loose } = writePayload(payload)
    expect(loose).toBe(count + 1)
    const read = readPayload(Buffer.concat(parts))
    expect(same(read, payload)).toBe(true)
    expect(writePayload(read).loose).toBe(0)
    expect(bytesOf(read)).toEqual(Buffer.concat(parts))
  })

  it('are those of a decoder that never saw our index, after any 200 changes in a row', () => {
    const change = fc.record({
      part: fc.constantFrom('accounts', 'trash', 'tombstones'),
      id: fc.integer({ min: 0, max: 40 }).map(idOf),
      kind: fc.constantFrom('put', 'edit', 'remove', 'move')
    } as const)
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        let payload = readPayload(bytesOf(payloadWith(30)))
        let expected: Payload = payloadWith(30)
        changes.forEach(({ part, id, kind }, at) => {
          const apply = (before: Payload): Payload => {
            const records = before[part]
            const known = records.get(id)
            const there = before.trash.get(id) ?? null
            if (kind === 'move') {
              return {
                ...before,
                trash: withRecord(before.trash, id, known ?? null),
                [part]: withRecord(records, id, there)
              }
            }
            const next =
              kind === 'remove'
                ? null
                : kind === 'put'
                  ? record(`${at}`)
                  : withField(known ?? new Map(), 'note', at)
            return { ...before, [part]: withRecord(records, id, next) }
          }
          payload = apply(payload)
          expected = apply(expected)
          // Now and then it is saved, and loaded.
          if (at % 37 === 0) payload = readPayload(bytesOf(payload))
        })
        const value = decodeCbor(bytesOf(payload))
        expect(isFields(value) && same(payloadOf(value), expected)).toBe(true)
        expect(same(readPayload(bytesOf(payload)), expected)).toBe(true)
      }),
      { numRuns: 100 }
    )
  })

  it('are taken and refused exactly as by the decoder, for 20,000 mutants', () => {
    const whole = bytesOf(payloadWith(3))
    const judged = (judge: () => Payload): Payload | string => {
      try {
        return judge()
      } catch (error) {
        return error instanceof VaultError ? error.code : 'damaged'
      }
    }
    const byte = fc.integer({ min: 0, max: 255 })
    const place = fc.integer({ min: 0, max: whole.length - 1 })
    let taken = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(place, byte), { minLength: 1, maxLength: 3 }), place, (changes, end) => {
        const mutant = Buffer.from(whole)
        for (const [at, value] of changes) mutant[at] = value
        const cut = end % 5 === 0 ? mutant.subarray(0, end) : mutant
        const decoder = judged(() => {
          const value = decodeCbor(cut)
          return payloadOf(isFields(value) ? value : new Map())
        })
        const ours = judged(() => readPayload(cut))
        if (typeof decoder === 'string' || typeof ours === 'string') {
          expect(ours).toEqual(decoder)
        } else {
          taken++
          expect(same(ours, decoder)).toBe(true)
        }
      }),
      { numRuns: 20_000 }
    )
    expect(taken).toBeGreaterThan(1000)
  })

  it('take a map whose keys don’t rise, or aren’t ASCII, and refuse one with a key twice', () => {
    const item = (name: string): Buffer => encodeCbor(name)
    const accounts = (entry: Buffer): Buffer =>
      Buffer.concat([
        ...[Buffer.of(0xa4), item('use'), Buffer.of(0xa0), item('trash'), Buffer.of(0xa0)],
        ...[item('tombstones'), Buffer.of(0xa0), item('accounts'), Buffer.of(0xa1), item(idOf(1)), entry]
      ])
    const two = (a: string, b: string): Buffer =>
      accounts(Buffer.concat([Buffer.of(0xa2), item(a), Buffer.of(1), item(b), Buffer.of(2)]))
    expect(readPayload(two('b', 'a')).accounts.get(idOf(1))?.get('a')).toBe(2)
    expect(readPayload(two('a', '\u304c')).accounts.get(idOf(1))?.get('\u304c')).toBe(2)
    expect(() => readPayload(two('a', 'a'))).toThrow('payload')
    expect(() => readPayload(accounts(Buffer.of(0xa1, 0x61, 0x61, 0xc1, 0x01)))).toThrow('payload')
    expect(() => readPayload(accounts(Buffer.of(0x01)))).toThrow('accounts')
    const deep = Buffer.concat([
      ...Array.from({ length: 15 }, () => Buffer.from([0xa1, 0x61, 0x61])),
      Buffer.of(1)
    ])
    expect(() => readPayload(accounts(deep))).toThrow('payload')
  })

  it('change no record that others share, beyond 64 changes, too', () => {
    const base = payloadWith(100).accounts
    let all = base
    for (let at = 0; at < 100; at++) all = withRecord(all, idOf(at), at % 2 === 0 ? null : record('changed'))
    expect([...all.values()].map((one) => one.get('label'))).toEqual(
      Array.from({ length: 50 }, () => 'changed')
    )
    expect([all.size, base.size, base.get(idOf(0))?.get('label')]).toEqual([50, 100, 'label 0'])
    const few = withRecords(
      base,
      new Map([
        [idOf(0), null],
        [idOf(100), record('new')],
        [idOf(101), null]
      ])
    )
    expect([few.size, few.has(idOf(0)), few.has(idOf(101)), [...few.keys()].length]).toEqual([
      100,
      false,
      false,
      100
    ])
  })

  it('hold no record of others: wiping what was read leaves nothing that can be read anew', () => {
    const bytes = bytesOf(payloadWith(2))
    const read = readPayload(bytes)
    expect(read.accounts.get(idOf(0))?.get('label')).toBe('label 0')
    bytes.fill(0)
    expect(() => read.accounts.get(idOf(1))?.get('label')).toThrow()
  })
})
