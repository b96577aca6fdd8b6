import { describe, expect, it } from 'vitest'
import { accountFrom } from '../../../src/core/otp/account-fields.ts'
import type { NewAccount } from '../../../src/core/otp/account.ts'
import { entriesToAdd, planImport, receiptOf } from '../../../src/core/transfer/receipt.ts'

const account = (label: string, secretBase32 = 'JBSWY3DPEHPK3PXP', isTrashed = false): NewAccount =>
  accountFrom({
    kind: 'totp',
    issuer: 'GitHub',
    label,
    secretBase32,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    counter: 0,
    ...(isTrashed ? { details: { isTrashed } } : {})
  })

const planOf = (there: NewAccount[], read: NewAccount[], trashed: NewAccount[] = []) =>
  planImport(there, trashed, {
    found: read.length,
    accounts: read.map((one, i) => ({ entry: i + 1, account: one })),
    failed: []
  })

describe('planImport', () => {
  it('tells new, already there, same name with another secret, and twice in the file apart', () => {
    const plan = planOf(
      [account('a'), account('b')],
      [
        account('a'),
        account('b', 'KRUGKIDROVUWG2ZA'),
        account('c'),
        account('c'),
        account('c', 'KRUGKIDROVUWG2ZA')
      ]
    )
    expect(plan.entries.map(({ state }) => state)).toEqual([
      'already-there',
      'same-name',
      'new',
      'twice-in-file',
      'same-name'
    ])
  })

  it('takes an account in our trash for a new one, and says so', () => {
    const plan = planOf([], [account('a')], [account('a')])
    expect(plan.entries).toMatchObject([{ state: 'new', isInOurTrash: true }])
  })

  it('adds what lay in the other app’s trash, unless it is not chosen', () => {
    const plan = planOf([], [account('a'), account('b', undefined, true)])
    expect(entriesToAdd(plan, null).map(({ entry }) => entry)).toEqual([1, 2])
    expect(entriesToAdd(plan, [1]).map(({ entry }) => entry)).toEqual([1])
  })

  it('tells what lay in the other app’s trash as already there, where it is live or in the trash here', () => {
    const inTrash = account('a', undefined, true)
    for (const [live, trashed] of [
      [[account('a')], []],
      [[], [account('a')]]
    ] as const) {
      expect(planOf([...live], [inTrash], [...trashed]).entries).toMatchObject([{ state: 'already-there' }])
    }
  })

  it('lets the live one of two come in where the other one lay in the trash, whichever comes first', () => {
    const [live, inTrash] = [account('a'), account('a', undefined, true)]
    const states = (read: NewAccount[]) => planOf([], read).entries.map(({ state }) => state)
    expect(states([inTrash, live, inTrash])).toEqual(['twice-in-file', 'new', 'twice-in-file'])
    expect(states([inTrash, inTrash])).toEqual(['new', 'twice-in-file'])
    expect(states([account('a', 'KRUGKIDROVUWG2ZA', true), live])).toEqual(['new', 'new'])
  })

  it('never adds what is there, though it is chosen', () => {
    expect(entriesToAdd(planOf([account('a')], [account('a')]), [1])).toEqual([])
  })

  it('counts found = added + already there + left out: 5 = 2 + 2 + 1, one of the added in the trash', () => {
    const read = [account('a'), account('b'), account('b'), account('c'), account('d', undefined, true)]
    const plan = planOf([account('a')], read)
    const toAdd = entriesToAdd(plan, [2, 5])
    const added = toAdd.map((one) => one.account)
    const receipt = receiptOf(plan, toAdd, { added, alreadyThere: [] })
    expect(receipt).toMatchObject({ found: 5, alreadyThere: 2, leftOut: 1 })
    expect(receipt.added).toHaveLength(2)
    expect(receipt.addedToTrash.map(({ label }) => label)).toEqual(['d'])
  })

  it('refuses a sum that is wrong: a fault of ours, told loudly', () => {
    const plan = planOf([], [account('a')])
    expect(() => receiptOf(plan, entriesToAdd(plan, null), { added: [], alreadyThere: [] })).toThrow(
      /expected each of 1/u
    )
  })
})
