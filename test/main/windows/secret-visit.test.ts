import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createMemoryVault } from '../../../src/core/vault/vault.ts'
import { SecretVisit } from '../../../src/main/windows/secret-visit.ts'
import { testSetting } from '../../fakes/vault-setting.ts'

describe('SecretVisit', () => {
  it('takes shares of one set, and refuses a mistyped one, one twice, and one of another set', async () => {
    const vault = createMemoryVault(await testSetting())
    const [first = '', second = ''] = await vault.keys.makeShares(2, 3)
    const [foreign = ''] = await vault.keys.makeShares(2, 3)
    const visit = new SecretVisit()
    const view = visit.addShare(first)
    expect(view).toMatchObject({ index: 1, threshold: 2 })
    expect(() => visit.addShare(first.toLowerCase())).toThrow(
      expect.objectContaining({ code: 'share-twice' })
    )
    expect(() => visit.addShare(foreign)).toThrow(expect.objectContaining({ code: 'shares-differ' }))
    const wrong = second.slice(0, -1) + (second.endsWith('0') ? '1' : '0')
    expect(() => visit.addShare(wrong)).toThrow(expect.objectContaining({ code: 'share-mistyped' }))
    expect(visit.addShare(second)).toEqual({ ...view, index: 2 })
    expect(visit.shares).toEqual([first, second])
    visit.begin()
    expect(visit.shares).toEqual([])
  })

  it('ends work under way when it is cancelled, and when the window closes', async () => {
    const visit = new SecretVisit()
    for (const end of [() => visit.abort(), () => visit.begin()]) {
      const work = visit.abortable(
        (signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('ended')))
          })
      )
      end()
      await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    }
  })

  it('passes on what the work throws by itself', async () => {
    const fault = new Error(randomBytes(4).toString('hex'))
    await expect(new SecretVisit().abortable(() => Promise.reject(fault))).rejects.toBe(fault)
  })
})
