/**
 * Google Authenticator's migration codes, several to a batch; most authenticators for phones read them. As links, one a
 * line, or as a picture each.
 */
import type { NewAccount } from '../../otp/account.ts'
import { formatMigration, migrationLosses, namesOf } from '../migration.ts'
import { secretBytesOf } from '../../vault/secret-bytes.ts'
import { fitsQr, qrPng, qrSvgBytes } from '../qr-svg.ts'
import { TransferError } from '../transfer-error.ts'
import type { Exporter, LossField, Writing } from './exporter.ts'
import { detailLosses } from './fields.ts'

export const googleMigrationExporter: Exporter = {
  format: 'google-migration',
  isPlain: true,
  extension: 'png',
  losses,
  write: async (accounts, { codesAs, randomBytes }) => {
    const links = linksOf(accounts, randomBytes)
    if (codesAs === 'text') return [secretBytesOf(links.map((link) => `${link}\n`).join(''))]
    const pictures: Buffer[] = []
    for (const link of links) {
      const picture = codesAs === 'svg' ? await qrSvgBytes(link) : await qrPng(link)
      if (picture === null) {
        throw new TransferError('too-large', { expected: 'a link that fits a QR code', got: 'a longer one' })
      }
      pictures.push(picture)
    }
    return pictures
  }
}

/** As many as Google puts into one. */
const ACCOUNTS_A_CODE = 10
/** Characters of a link up to which phones read its code with ease. */
const EASY_LENGTH = 1500

function losses(account: NewAccount): readonly LossField[] {
  const fields = migrationLosses(account).flatMap((field): LossField[] => {
    if (field === 'account') return ['kind']
    return field === 'digits' || field === 'period' ? [field] : []
  })
  if (fields.length > 0) return ['account', ...fields]
  if (!fitsQr(formatMigration([account], ONE))) return ['account', 'size']
  return [...nameLosses(account), ...detailLosses(account, [])]
}

const ONE = { size: 1, index: 0, id: 0 } as const

/** The format knows one text for both names; what is read back decides. */
function nameLosses({ issuer, label }: NewAccount): readonly LossField[] {
  const read = namesOf({ issuer, name: issuer === '' ? label : `${issuer}:${label}` })
  const changed: LossField[] = []
  if (read.issuer !== issuer) changed.push('issuer')
  if (read.label !== label) changed.push('label')
  return changed
}

/** One batch: at most ten accounts a link, fewer where they are long. */
function linksOf(accounts: readonly NewAccount[], randomBytes: Writing['randomBytes']): readonly string[] {
  const parts: NewAccount[][] = []
  for (const account of accounts) {
    const last = parts.at(-1)
    if (last === undefined || !fitsWith(last, account)) parts.push([account])
    else last.push(account)
  }
  // 31 bits: the field is a signed number, and some readers take no negative one.
  const id = randomBytes(4).readUInt32BE() >>> 1
  return parts.map((part, index) => formatMigration(part, { size: parts.length, index, id }))
}

function fitsWith(part: readonly NewAccount[], account: NewAccount): boolean {
  const longest = { size: 999, index: 999, id: 2 ** 31 - 1 }
  return part.length < ACCOUNTS_A_CODE && formatMigration([...part, account], longest).length <= EASY_LENGTH
}
