import { describe, expect, it } from 'vitest'
import { freeotp2Importer } from '../../../../src/core/transfer/importers/freeotp2.ts'
import { readJavaHashMap } from '../../../../src/core/transfer/java-hash-map.ts'
import { ownTime } from '../../../busy.ts'
import { describeSamples } from './reading-samples.ts'
import { codeOf, sample, samplesOf } from './samples.ts'

describeSamples(freeotp2Importer)

describe('a damaged file of FreeOTP 2', () => {
  const whole = sample('freeotp2', 'emoji.xml')
  const password = samplesOf('freeotp2')[0]?.[1].password ?? null

  it.each([
    ['a cut off end', whole.subarray(0, -1)],
    ['more after its end', Buffer.concat([whole, Buffer.from('x')])],
    ['another class', Buffer.from(whole.toString('latin1').replace('HashMap', 'HashSet'), 'latin1')],
    ['no master key', Buffer.from(whole.toString('latin1').replace('masterKey', 'masterCat'), 'latin1')]
  ])('is refused with %s', async (_, bytes) => {
    expect(await codeOf(freeotp2Importer, bytes, password)).toBe('damaged-file')
  })

  it('is refused at every length of its 1,000 first bytes, in no time', () => {
    const tookMs = ownTime()
    for (let length = 0; length < 1_000; length++) {
      expect(() => readJavaHashMap(whole.subarray(0, length))).toThrow(/HashMap/u)
    }
    expect(tookMs()).toBeLessThan(2_000)
  })

  it('takes a string that stands there twice as a reference to the first (TC_REFERENCE)', () => {
    const head = whole.subarray(0, whole.indexOf(Buffer.from('77080000', 'hex')))
    const body = Buffer.from('770800000010000000017400016171007e000278', 'hex')
    expect(readJavaHashMap(Buffer.concat([head, body]))).toEqual(new Map([['a', 'a']]))
  })
})
