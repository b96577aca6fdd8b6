/**
 * An export for the windows: what is lost, the questions before it, the file. Nothing here knows Electron; its dialogs are
 * ports.
 */
import { extname } from 'node:path'
import type { Account } from '../../core/otp/account.ts'
import { exporterOf, losses, writeExport } from '../../core/transfer/export.ts'
import {
  isVaultsOwn,
  numberedPath,
  writeExportFiles,
  type ExportFileSetting
} from '../../core/transfer/export-file.ts'
import type { Writing } from '../../core/transfer/exporters/exporter.ts'
import { removedAtEnd } from '../../core/transfer/removed-at-end.ts'
import { secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { SecretTask } from '../../shared/ipc.ts'
import type { ExportedView, ExportFormat, ExportLossView } from '../../shared/views/transfer.ts'

export type ExportTask = Extract<SecretTask, { kind: 'export' }>

export interface ExportPorts extends ExportFileSetting {
  /** The live accounts. @throws VaultError `locked` */
  readonly accounts: () => readonly Account[]
  /** The native question before secrets are written in clear. */
  readonly confirmPlain: (count: number, format: ExportFormat) => Promise<boolean>
  /** The system's dialog, which asks before it gives the path of a file that is there; null where it was cancelled. */
  readonly askPlace: (format: ExportFormat) => Promise<string | null>
  /** Path of the vault file: neither it nor what lies in its folder is ever replaced, whatever the dialog's answer. */
  readonly vaultPath: string
  /** Unix milliseconds by the local clock. */
  readonly nowMs: () => number
  readonly sheetWords: Writing['sheetWords']
}

/** @throws VaultError `unknown-account` */
export function exportLosses(
  accounts: readonly Account[],
  format: ExportFormat,
  ids: readonly string[] | null
): readonly ExportLossView[] {
  return losses(chosen(accounts, ids), format)
}

/** What the small window is told of its task. `count`: accounts that the format can carry. */
export function presentExport(accounts: readonly Account[], { format, ids }: ExportTask) {
  const lost = exportLosses(accounts, format, ids)
  const leftOut = lost.filter(({ fields }) => fields.includes('account')).length
  return {
    count: chosen(accounts, ids).length - leftOut,
    isPlain: exporterOf(format).isPlain,
    losses: lost
  }
}

/**
 * Writes an export; whoever asks has shown who they are.
 * @param password - As typed; encrypted formats need one.
 * @returns null where one of the dialogs was cancelled: nothing was written then.
 * @throws VaultError `locked`, `unknown-account`; TransferError `password-needed`, `cannot-carry`, `too-large`;
 * ExportFileError
 */
export async function runExport(
  { format, ids }: ExportTask,
  password: string | null,
  ports: ExportPorts
): Promise<ExportedView | null> {
  const { count, isPlain } = presentExport(ports.accounts(), { kind: 'export', format, ids })
  if (isPlain && count > 0 && !(await ports.confirmPlain(count, format))) return null
  const place = await ports.askPlace(format)
  if (place === null) return null
  const path = withExtension(place, format)
  const passwordBytes = password === null ? null : secretBytesOf(password)
  const written: Buffer[] = []
  try {
    written.push(
      // Asked for anew: the vault may have been locked while the dialogs stood there.
      ...(await writeExport(chosen(ports.accounts(), ids), format, {
        password: passwordBytes,
        randomBytes: ports.randomBytes,
        nowMs: ports.nowMs(),
        codesAs: codesAsOf(path),
        sheetWords: ports.sheetWords
      }))
    )
    const files = written.map((bytes, index) => ({ path: numberedPath(path, index, written.length), bytes }))
    // Only what the dialog has asked about may be replaced, and never the vault or its backups.
    const isAgreed = files.length === 1 && path === place
    const replaces = isAgreed && !(await isVaultsOwn(path, ports.vaultPath, ports.files))
    // Signals end the app in order.
    await removedAtEnd((unfinished) => writeExportFiles(files, { ...ports, unfinished }, replaces), [])
    return { files: files.map((file) => file.path), count }
  } finally {
    if (passwordBytes !== null) wipe(passwordBytes)
    wipe(...written)
  }
}

/** The endings that a format's file may have, the usual one first. */
export function extensionsOf(format: ExportFormat): readonly [string, ...string[]] {
  return format === 'google-migration' ? ['png', 'svg', 'txt'] : [exporterOf(format).extension]
}

function withExtension(path: string, format: ExportFormat): string {
  const extensions = extensionsOf(format)
  const isRight =
    format === 'google-migration'
      ? extensions.includes(extname(path).slice(1).toLowerCase())
      : extname(path) !== ''
  return isRight ? path : `${path}.${extensions[0]}`
}

function codesAsOf(path: string): Writing['codesAs'] {
  switch (extname(path).toLowerCase()) {
    case '.svg':
      return 'svg'
    case '.txt':
      return 'text'
    default:
      return 'png'
  }
}

function chosen(accounts: readonly Account[], ids: readonly string[] | null): readonly Account[] {
  if (ids === null) return accounts
  const meant = new Set(ids)
  const found = accounts.filter(({ id }) => meant.has(id))
  if (found.length < meant.size) {
    throw new VaultError('unknown-account', `expected ${meant.size} accounts, got ${found.length} of them`)
  }
  return found
}
