/** `zeroskew import`: accounts from other apps' exports, backups and pictures of QR codes, with a receipt. */
import { basename } from 'node:path'
import { presentFailure, Refusal } from '../../core/present-failure.ts'
import { allLive, joinExports, ofFile } from '../../core/transfer/collect.ts'
import { IMPORT_FORMATS, type FormatId } from '../../core/transfer/formats.ts'
import type { ReadExport } from '../../core/transfer/importer.ts'
import { LIMITS } from '../../core/transfer/limits.ts'
import { readExport, type FormattedExport } from '../../core/transfer/read-export.ts'
import { readImportFile } from '../../core/transfer/read-file.ts'
import { entriesToAdd, planImport, receiptOf } from '../../core/transfer/receipt.ts'
import { TransferError } from '../../core/transfer/transfer-error.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { askHidden, canAsk, readWhole } from '../ask.ts'
import { EXIT } from '../exit-codes.ts'
import { importJson, printImport, type Imported, type ReadFile, type UnreadFile } from '../import-report.ts'
import { expectVault, withVault } from '../open-vault.ts'
import { readOptions } from '../options.ts'
import { readPassphraseFile } from '../passphrase.ts'
import { note, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

const NAMES = { flags: ['dry-run', 'with-trash'], values: ['from', 'password-file'] } as const
/** How often somebody may mistype a file's password. */
const TRIES = 3
const PASSWORD_BYTES = 4096

export async function importFiles(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, NAMES)
  if (options.words.length === 0) throw new UsageError('import-file-missing')
  const from = formatNamed(options.value('from'))
  await expectVault(options, terminal)
  const passwordFile = options.value('password-file')
  const password =
    passwordFile === undefined ? null : await readPassphraseFile(passwordFile, '--password-file')
  try {
    const { files, unread } = await readAll(options.words, { from, password }, terminal)
    // Each was told by then.
    if (files.length === 0) return EXIT.usage
    return await withVault(options, terminal, async (vault) => {
      const imported = await take(vault, joined(files), {
        changes: !options.has('dry-run'),
        withTrash: options.has('with-trash')
      })
      const report: Imported = { ...imported, files, unread, isDryRun: options.has('dry-run') }
      if (options.has('json')) printJson(terminal, importJson(report, terminal))
      else printImport(report, terminal)
      const isPartial = imported.failed.length + unread.length > 0 || imported.missingParts !== undefined
      if (imported.found === imported.failed.length) return EXIT.usage
      return isPartial ? EXIT.off : EXIT.done
    })
  } finally {
    password?.fill(0)
  }
}

interface How {
  readonly from: FormatId | undefined
  readonly password: Buffer | null
}

/**
 * Reads every file; one that can't be read doesn't stop the others.
 * @throws what wasn't expected; Refusal `no-account-found`
 */
async function readAll(
  paths: readonly string[],
  how: How,
  terminal: Terminal
): Promise<{ files: ReadFile[]; unread: UnreadFile[] }> {
  const files: ReadFile[] = []
  const unread: UnreadFile[] = []
  for (const path of paths) {
    const name = path === '-' ? 'stdin' : basename(path)
    try {
      files.push({ name, read: await readOne(path, name, how, terminal) })
    } catch (error) {
      const failure = presentFailure(error)
      if (failure.code === 'internal') throw error
      unread.push({ name, failure })
      const { unreadable, passwordByFile } = terminal.wording.transfer
      const isUnasked = failure.code === 'password-needed' && !canAsk(terminal)
      const sentence = isUnasked ? passwordByFile : terminal.wording.failure(failure)
      note(terminal, paths.length === 1 ? sentence : unreadable(name, sentence))
    }
  }
  if (files.length > 0 && files.every(({ read }) => read.found === 0)) throw new Refusal('no-account-found')
  return { files, unread }
}

async function readOne(
  path: string,
  name: string,
  { from, password }: How,
  terminal: Terminal
): Promise<FormattedExport> {
  const bytes =
    path === '-'
      ? await readWhole(terminal.stdin, LIMITS.fileBytes)
      : await readImportFile(path, 'shell-pipes')
  try {
    let format: FormatId | null = null
    const read = (given: Buffer | null): Promise<FormattedExport> =>
      readExport(bytes, {
        name,
        password: given,
        ...(from === undefined ? {} : { from }),
        onFormat: (known) => (format = known),
        onDeriving: (ms) => {
          if (ms > 2000) note(terminal, terminal.wording.transfer.deriving(Math.round(ms / 1000)))
        }
      })
    try {
      return await read(password)
    } catch (error) {
      if (password !== null || !isAskable(error) || !canAsk(terminal)) throw error
      return await readAsking(read, name, format, terminal)
    }
  } finally {
    bytes.fill(0)
  }
}

async function readAsking(
  read: (password: Buffer) => Promise<FormattedExport>,
  name: string,
  format: FormatId | null,
  terminal: Terminal
): Promise<FormattedExport> {
  const { askPassword, askPasswordOf, formats } = terminal.wording.transfer
  const question = format === null ? askPasswordOf(name) : askPassword(name, formats[format])
  for (let tried = 1; ; tried++) {
    const typed = await askHidden(terminal, question, PASSWORD_BYTES)
    try {
      return await read(typed)
    } catch (error) {
      if (!isAskable(error) || tried === TRIES) throw error
      note(terminal, terminal.wording.failure(presentFailure(error)))
    } finally {
      typed.fill(0)
    }
  }
}

/** Another password may be right. */
function isAskable(error: unknown): boolean {
  return (
    error instanceof TransferError && (error.code === 'password-needed' || error.code === 'wrong-password')
  )
}

function joined(files: readonly ReadFile[]): ReadExport {
  return files
    .map(({ name, read }): ReadExport => (files.length > 1 ? ofFile(read, name) : read))
    .reduce((all, read) => joinExports(all, read), { found: 0, accounts: [], failed: [] })
}

/** What becomes of what was read; with `changes` false nothing is added, and the receipt says what would be. */
async function take(
  vault: Vault,
  read: ReadExport,
  { changes, withTrash }: { readonly changes: boolean; readonly withTrash: boolean }
): Promise<
  Pick<
    Imported,
    'found' | 'entries' | 'added' | 'addedToTrash' | 'alreadyThere' | 'leftOut' | 'failed' | 'missingParts'
  >
> {
  const trashed = vault.trash.map(({ account }) => account)
  const plan = planImport(vault.accounts, trashed, withTrash ? allLive(read) : read)
  const toAdd = entriesToAdd(plan, null)
  const accounts = toAdd.map(({ account }) => account)
  const outcome = changes ? await vault.add(accounts) : { added: accounts, alreadyThere: [] }
  const { found, added, addedToTrash, alreadyThere, leftOut, failed } = receiptOf(plan, toAdd, outcome)
  return {
    found,
    entries: plan.entries,
    added: added.length,
    addedToTrash: addedToTrash.length,
    alreadyThere,
    leftOut,
    failed,
    ...(read.missingParts === undefined ? {} : { missingParts: read.missingParts })
  }
}

function formatNamed(name: string | undefined): FormatId | undefined {
  if (name === undefined) return undefined
  const format = IMPORT_FORMATS.find((one) => one === name.toLowerCase())
  if (format === undefined) throw new UsageError('unknown-format', IMPORT_FORMATS.join(', '))
  return format
}
