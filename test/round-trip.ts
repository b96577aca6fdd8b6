/** Random vaults through an export format and back: what came back differently although the format carries it. */
import { createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { NO_DETAILS, type Account } from '../src/core/otp/account.ts'
import { losses, writeExport } from '../src/core/transfer/export.ts'
import type { LossField, Writing } from '../src/core/transfer/exporters/exporter.ts'
import { sealBackup } from '../src/core/transfer/exporters/zeroskew.ts'
import type { ExportFormatId } from '../src/core/transfer/formats.ts'
import { readExport } from '../src/core/transfer/read-export.ts'
import { createRecoverySlot } from '../src/core/vault/key-slot-recovery.ts'
import { exports as words } from '../src/shared/wording/en/exports.ts'
import { bare, detailedAccounts } from './random-accounts.ts'

/** `zeroskew-by-code`: the own backup, opened by a recovery code, which derives no key for a quarter of a second. */
export type Trip = Exclude<ExportFormatId, 'html'> | 'zeroskew-by-code'

/** How many vaults a whole check takes through each; those with an expensive key derivation fewer. */
export const TRIPS: Readonly<Record<Trip, number>> = {
  zeroskew: 100,
  'zeroskew-by-code': 10_000,
  'key-uri': 10_000,
  aegis: 10_000,
  'aegis-encrypted': 500,
  '2fas': 10_000,
  '2fas-encrypted': 10_000,
  bitwarden: 10_000,
  'google-migration': 10_000
}

export const PASSWORD = Buffer.from('round trip Ä 7')

export const WRITING: Writing = {
  password: PASSWORD,
  randomBytes,
  nowMs: 1_795_336_200_000,
  codesAs: 'text',
  sheetWords: words.sheet
}

export const vaults = fc
  .array(detailedAccounts, { minLength: 1, maxLength: 8 })
  .map((accounts) =>
    accounts.map((account, i): Account => ({ ...account, id: i.toString(16).padStart(32, '0') }))
  )

type Plant = (accounts: readonly Account[]) => readonly Account[]

/** What an export that is wrong would write. */
export const PLANTS: Readonly<Record<string, Plant>> = {
  'an account is missing': (accounts) => accounts.slice(1),
  'an account is there twice': (accounts) => [...accounts, ...accounts.slice(0, 1)],
  'another secret': ([first, ...rest]) =>
    first === undefined ? rest : [{ ...first, secret: createSecretKey(randomBytes(20)) }, ...rest],
  'another number of digits': ([first, ...rest]) =>
    first === undefined ? rest : [{ ...first, digits: first.digits === 6 ? 8 : 6 }, ...rest],
  'another name': ([first, ...rest]) =>
    first === undefined ? rest : [{ ...first, label: `${first.label}?` }, ...rest]
}

export interface Tripped {
  readonly accounts: number
  /** Accounts of which something was listed as lost. */
  readonly listed: number
}

/**
 * Takes a vault through a format and back.
 * @param plant - a fault of the export, to show that it is noticed
 * @throws Error with both sides where what came back isn't what the format carries
 */
export async function roundTrip(
  trip: Trip,
  accounts: readonly Account[],
  plant: Plant = (same) => same
): Promise<Tripped> {
  const format = trip === 'zeroskew-by-code' ? 'zeroskew' : trip
  const lost = new Map(losses(accounts, format).map(({ account, fields }) => [account.id, fields]))
  const fieldsOf = (account: Account): readonly LossField[] => lost.get(account.id) ?? []
  const carried = accounts.filter((account) => !fieldsOf(account).includes('account'))
  const expected = carried.map((account) => without(account, fieldsOf(account), format))
  const told = { accounts: accounts.length, listed: lost.size }
  if (expected.length === 0) return told
  const { bytes, password } = await written(trip, plant(accounts))
  const read = await readExport(bytes, { name: '', password })
  const isFormat = read.format === format || format === `${read.format}-encrypted`
  if (!isFormat) throw new Error(`expected ${format} to be recognised, got ${read.format}`)
  const got = read.accounts.map(({ account }, i) => {
    const rest = bare(account) as Bare
    delete rest.id
    const original = carried[i]
    return original === undefined ? rest : { ...rest, ...lostNames(original, fieldsOf(original)) }
  })
  const [a, b] = [JSON.stringify(expected.map(sorted)), JSON.stringify(got.map(sorted))]
  if (read.failed.length > 0 || a !== b) {
    const failed = read.failed.map(({ error }) => error.message).join('; ')
    throw new Error(`${format}: expected\n${a}\ngot\n${b}\nfailed: ${failed}`)
  }
  return told
}

async function written(
  trip: Trip,
  accounts: readonly Account[]
): Promise<{ bytes: Buffer; password: Buffer }> {
  if (trip !== 'zeroskew-by-code') {
    const [bytes = Buffer.alloc(0)] = await writeExport(accounts, trip, WRITING)
    return { bytes, password: PASSWORD }
  }
  let code = ''
  const makeSlot = (vaultId: Buffer, masterKey: Buffer) => {
    const { slot, recoveryCode } = createRecoverySlot(vaultId, masterKey, randomBytes)
    code = recoveryCode
    return slot
  }
  return { bytes: await sealBackup(accounts, makeSlot, randomBytes), password: Buffer.from(code) }
}

type Bare = Record<string, unknown>

const ONE_GROUP: readonly ExportFormatId[] = ['2fas', '2fas-encrypted', 'bitwarden']

/** The account as the format is said to carry it. */
function without(account: Account, fields: readonly LossField[], format: ExportFormatId): Bare {
  const { details = NO_DETAILS } = account
  const kept = {
    ...details,
    ...(fields.includes('groups')
      ? { groups: ONE_GROUP.includes(format) ? details.groups.slice(0, 1) : [] }
      : {}),
    ...(fields.includes('note') ? { note: '' } : {}),
    ...(fields.includes('favourite') ? { isFavourite: false } : {}),
    ...(fields.includes('icon') ? { icon: null } : {}),
    ...(fields.includes('usage') ? { useCount: 0 } : {})
  }
  const isEmpty = JSON.stringify(kept) === JSON.stringify(NO_DETAILS)
  const carried = bare({ ...account, details: kept }) as Bare
  delete carried.id
  if (isEmpty) delete carried.details
  return carried
}

/** Names that were listed as lost come back as something else, which is what the list says. */
function lostNames({ issuer, label }: Account, fields: readonly LossField[]): Bare {
  return {
    ...(fields.includes('issuer') ? { issuer } : {}),
    ...(fields.includes('label') ? { label } : {})
  }
}

function sorted(value: object): unknown {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}
