/**
 * (vault, import) pairs (issue "in and out", must show 3): no account that was there is changed or lost, nothing is there
 * twice that wasn't, and the receipt's sum is right. Few names and few secrets, so that most imports collide.
 */
import { createSecretKey, randomBytes } from 'node:crypto'
import { NO_DETAILS, type NewAccount } from '../../src/core/otp/account.ts'
import { allLive } from '../../src/core/transfer/collect.ts'
import type { ReadExport } from '../../src/core/transfer/importer.ts'
import { entriesToAdd, planImport, receiptOf } from '../../src/core/transfer/receipt.ts'
import { TransferError } from '../../src/core/transfer/transfer-error.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { createMemoryVault, type Vault } from '../../src/core/vault/vault.ts'
import { plainAccount } from '../core/transfer/importers/samples.ts'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { Findings, type Harness } from '../faults/report.ts'
import { seeded } from '../seeded.ts'

type Import = (vault: Vault, read: ReadExport, chosen: readonly number[] | null) => Promise<Sums>

interface Sums {
  readonly found: number
  readonly added: number
  readonly addedToTrash: number
  readonly alreadyThere: number
  readonly leftOut: number
  readonly failed: number
}

export const receipts: Harness = {
  name: 'receipts',
  full: 100_000,
  async run(count) {
    const findings = new Findings()
    const { faults, collisions } = await judge(count, importAsWeDo)
    findings.figure(
      `${count} (vault, import) pairs, ${collisions} with something already there: ${faults.length} faults`
    )
    findings.expect(faults.length === 0, `every pair (${faults[0] ?? ''})`)
    const planted = async (name: string, bad: Import): Promise<[string, boolean]> => [
      name,
      (await judge(200, bad)).faults.length > 0
    ]
    findings.planted(
      new Map([
        await planted('an import that replaces accounts of the same name', replacing),
        await planted('an import that adds what is there', doubling),
        await planted('an import that takes for live what lay in the trash', reviving),
        await planted('an import that drops what lay in the trash', leavingTrash),
        await planted('a receipt that forgets the failures', forgetting)
      ])
    )
    return findings
  }
}

const importAsWeDo: Import = async (vault, read, chosen) => {
  const plan = planImport(
    vault.accounts,
    vault.trash.map(({ account }) => account),
    read
  )
  const toAdd = entriesToAdd(plan, chosen)
  const receipt = receiptOf(plan, toAdd, await vault.add(toAdd.map(({ account }) => account)))
  const { added, addedToTrash, failed } = receipt
  return { ...receipt, added: added.length, addedToTrash: addedToTrash.length, failed: failed.length }
}

const replacing: Import = async (vault, read, chosen) => {
  const names = new Set(read.accounts.map(({ account }) => `${account.issuer}:${account.label}`))
  const same = vault.accounts.filter(({ issuer, label }) => names.has(`${issuer}:${label}`))
  await vault.remove(same.map(({ id }) => id))
  return await importAsWeDo(vault, read, chosen)
}

const doubling: Import = async (vault, read, chosen) => {
  const done = await importAsWeDo(vault, read, chosen)
  const [first] = vault.accounts
  if (first !== undefined) await vault.add([{ ...first, label: `${first.label} ` }])
  return done
}

const reviving: Import = async (vault, read, chosen) => await importAsWeDo(vault, allLive(read), chosen)

const leavingTrash: Import = async (vault, read, chosen) => {
  const done = await importAsWeDo(vault, read, chosen)
  const [last] = vault.trash
  if (done.addedToTrash > 0 && last !== undefined) await vault.emptyTrash(last.account.id)
  return done
}

const forgetting: Import = async (vault, read, chosen) => ({
  ...(await importAsWeDo(vault, read, chosen)),
  failed: 0
})

async function judge(count: number, work: Import): Promise<{ faults: string[]; collisions: number }> {
  const setting = { files: nodeFiles, keychain: null, randomBytes, process: await thisProcess() }
  const random = seeded(count)
  const faults: string[] = []
  let collisions = 0
  for (let pair = 0; pair < count; pair++) {
    const vault = createMemoryVault(setting)
    await vault.add(accounts(random, 6))
    const before = vault.accounts
    const deleted = before.filter(() => random() < 0.2).map(({ id }) => id)
    if (deleted.length > 0) await vault.remove(deleted)
    const read = exportOf(random)
    const chosen =
      random() < 0.5 ? null : read.accounts.map(({ entry }) => entry).filter(() => random() < 0.7)
    const fault = await faultOf(vault, read, chosen, work)
    if (fault.text !== null) faults.push(`pair ${pair}: ${fault.text}`)
    if (fault.collided) collisions++
    vault.lock()
  }
  return { faults, collisions }
}

async function faultOf(
  vault: Vault,
  read: ReadExport,
  chosen: readonly number[] | null,
  work: Import
): Promise<{ text: string | null; collided: boolean }> {
  const live = new Map(vault.accounts.map((account) => [account.id, words(account)]))
  const trash = new Map(vault.trash.map(({ account }) => [account.id, words(account)]))
  const sums = await work(vault, read, chosen)
  const collided = sums.alreadyThere > 0
  const after = new Map(vault.accounts.map((account) => [account.id, words(account)]))
  const lost = [...live].some(([id, account]) => after.get(id) !== account)
  if (lost) return { text: 'an account was changed or lost', collided }
  const trashAfter = new Map(vault.trash.map(({ account }) => [account.id, words(account)]))
  if ([...trash].some(([id, account]) => trashAfter.get(id) !== account)) {
    return { text: 'something in the trash was changed or lost', collided }
  }
  const intoTrash = [...trashAfter].filter(([id]) => !trash.has(id)).map(([, one]) => one)
  if (intoTrash.length !== sums.addedToTrash) {
    return { text: 'another number of accounts in the trash than told', collided }
  }
  const trashedThere = read.accounts.flatMap(({ account }) => (isTrashed(account) ? [words(account)] : []))
  if (intoTrash.some((one) => !trashedThere.includes(one) || [...live.values()].includes(one))) {
    return { text: 'an account in the trash that wasn’t there, or is live', collided }
  }
  const liveThere = read.accounts.flatMap(({ account }) => (isTrashed(account) ? [] : [words(account)]))
  const cameLive = [...after].filter(([id]) => !live.has(id)).map(([, one]) => one)
  if (cameLive.some((one) => !liveThere.includes(one))) {
    return { text: 'an account is live that lay in the trash', collided }
  }
  if (new Set([...trash.values(), ...intoTrash]).size < new Set(trash.values()).size + intoTrash.length) {
    return { text: 'an account is in the trash twice', collided }
  }
  const addedLive = sums.added - sums.addedToTrash
  if (after.size !== live.size + addedLive) return { text: 'another number of accounts than told', collided }
  const keys = new Set([...live.values(), ...cameLive])
  if (keys.size < new Set(live.values()).size + addedLive)
    return { text: 'an account is there twice', collided }
  const isRight = sums.found === sums.added + sums.alreadyThere + sums.leftOut + sums.failed
  return { text: isRight && sums.found === read.found ? null : 'a wrong sum', collided }
}

function exportOf(random: () => number): ReadExport {
  const list = accounts(random, 8).map((account): NewAccount =>
    random() < 0.3 ? { ...account, details: { ...NO_DETAILS, isTrashed: true } } : account
  )
  const failed = Array.from({ length: Math.floor(random() * 3) }, (_, i) => ({
    entry: list.length + i + 1,
    name: '',
    error: new TransferError('bad-field', { field: 'secret', expected: 'base 32', got: 'nothing' })
  }))
  return {
    found: list.length + failed.length,
    accounts: list.map((account, i) => ({ entry: i + 1, account })),
    failed
  }
}

const SECRETS = ['one', 'two', 'three'].map((text) => createSecretKey(Buffer.from(`secret number ${text}`)))

function accounts(random: () => number, most: number): NewAccount[] {
  const pick = <T>(...of: readonly [T, ...T[]]): T => of[Math.floor(random() * of.length)] ?? of[0]
  const [secret] = SECRETS
  if (secret === undefined) return []
  return Array.from({ length: Math.floor(random() * most) }, (): NewAccount => {
    const base = {
      issuer: pick('GitHub', 'Bank', ''),
      label: pick('alice', 'bob'),
      secret: pick(secret, ...SECRETS),
      digits: pick(6, 8)
    }
    return random() < 0.3
      ? { ...base, kind: 'hotp', algorithm: 'SHA1', counter: Math.floor(random() * 3) }
      : { ...base, kind: 'totp', algorithm: pick('SHA1', 'SHA256'), period: pick(30, 60) }
  })
}

function isTrashed({ details }: NewAccount): boolean {
  return details?.isTrashed === true
}

/** An HOTP account is the same whatever its counter says, which is why that one is left out. */
function words(account: NewAccount): string {
  const left = ['id', 'counter', 'details']
  const fields = Object.entries(plainAccount(account)).filter(([name]) => !left.includes(name))
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}
