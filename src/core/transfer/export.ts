/** Writing accounts for another app, for paper or for safe keeping: which formats there are, and what each leaves out. */
import type { Account } from '../otp/account.ts'
import { aegisEncryptedExporter, aegisExporter } from './exporters/aegis.ts'
import { bitwardenExporter } from './exporters/bitwarden.ts'
import type { Exporter, LossField, Writing } from './exporters/exporter.ts'
import { googleMigrationExporter } from './exporters/google-migration.ts'
import { htmlExporter } from './exporters/html.ts'
import { keyUriExporter } from './exporters/key-uri.ts'
import { twoFasEncryptedExporter, twoFasExporter } from './exporters/two-fas.ts'
import { zeroskewExporter } from './exporters/zeroskew.ts'
import { EXPORT_FORMATS, type ExportFormatId } from './formats.ts'
import { TransferError } from './transfer-error.ts'

const EXPORTERS: Readonly<Record<ExportFormatId, Exporter>> = {
  zeroskew: zeroskewExporter,
  'key-uri': keyUriExporter,
  aegis: aegisExporter,
  'aegis-encrypted': aegisEncryptedExporter,
  '2fas': twoFasExporter,
  '2fas-encrypted': twoFasEncryptedExporter,
  bitwarden: bitwardenExporter,
  'google-migration': googleMigrationExporter,
  html: htmlExporter
}

/** An account of which a format can't carry everything. */
export interface Loss {
  readonly account: Pick<Account, 'id' | 'issuer' | 'label'>
  /** `account` first where it is left out, then the fields for which it is; else the fields that are. */
  readonly fields: readonly LossField[]
}

/** The writer of a format. */
export function exporterOf(format: ExportFormatId): Exporter {
  return EXPORTERS[format]
}

/** The format of this name, or `null`. */
export function exportFormatOf(name: string): ExportFormatId | null {
  return EXPORT_FORMATS.find((format) => format === name) ?? null
}

/** What a format can't carry of these accounts; of those that aren't named it carries all. */
export function losses(accounts: readonly Account[], format: ExportFormatId): readonly Loss[] {
  return accounts.flatMap((account) => {
    const fields = exporterOf(format).losses(account)
    const { id, issuer, label } = account
    return fields.length === 0 ? [] : [{ account: { id, issuer, label }, fields }]
  })
}

/**
 * Writes the accounts that the format can carry, in their order.
 * @returns One file, or several that belong together; the caller wipes them.
 * @throws TransferError `cannot-carry` where there is none, `password-needed`, `too-large`
 */
export async function writeExport(
  accounts: readonly Account[],
  format: ExportFormatId,
  writing: Writing
): Promise<readonly Buffer[]> {
  const exporter = exporterOf(format)
  const carried = accounts.filter((account) => !exporter.losses(account).includes('account'))
  if (carried.length === 0) {
    throw new TransferError('cannot-carry', {
      field: 'account',
      expected: 'an account that the format can carry',
      got: `none among ${accounts.length}`
    })
  }
  return await exporter.write(carried, writing)
}
