/** `zeroskew export`: accounts into a new file, for another app, for paper or for safe keeping. */
import { randomBytes } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Account } from '../../core/otp/account.ts'
import { exporterOf, exportFormatOf, losses, writeExport, type Loss } from '../../core/transfer/export.ts'
import { ExportFileError, numberedPath, writeExportFiles } from '../../core/transfer/export-file.ts'
import type { Writing } from '../../core/transfer/exporters/exporter.ts'
import type { ExportFormatId } from '../../core/transfer/formats.ts'
import { removedAtEnd } from '../../core/transfer/removed-at-end.ts'
import { codeOf, nodeFiles } from '../../core/vault/node-files.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { askYes, canAsk } from '../ask.ts'
import { EXIT } from '../exit-codes.ts'
import { ENDING } from '../hidden-keys.ts'
import { withVault } from '../open-vault.ts'
import { readOptions, type Options } from '../options.ts'
import { askCredential, askNewPassphrase, readNewPassphraseFile } from '../passphrase.ts'
import { matching, nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

type ExportOptions = Options<'yes', 'to' | 'password-file'>

const STDOUT = '-'

/** What is to be written, and where. */
interface Plan {
  /** {@link STDOUT}, or a path. */
  readonly file: string
  readonly format: ExportFormatId
  readonly codesAs: Writing['codesAs']
}

/** A sentence instead of an export: nothing was written. */
type Refused = { readonly refused: string }

export async function exportAccounts(args: readonly string[], terminal: Terminal): Promise<number> {
  const options: ExportOptions = readOptions(args, { flags: ['yes'], values: ['to', 'password-file'] })
  // Standard output has room for one of the two.
  if (options.words[0] === STDOUT && options.has('json'))
    throw new UsageError('conflicting-options', '-, --json')
  const plan = planOf(options, terminal)
  if ('refused' in plan) return refuse(plan, terminal)
  try {
    return await withVault(options, terminal, (vault) => exportFrom(vault, plan, options, terminal))
  } catch (error) {
    if (!(error instanceof ExportFileError)) throw error
    const { exists, notWritten } = terminal.wording.exports
    if (error.code === 'exists') return refuse({ refused: exists(error.path) }, terminal)
    note(terminal, notWritten(error.path, codeOf(error.cause)))
    return EXIT.notSaved
  }
}

async function exportFrom(
  vault: Vault,
  plan: Plan,
  options: ExportOptions,
  terminal: Terminal
): Promise<number> {
  if (vault.accounts.length === 0) return refuse({ refused: terminal.wording.terminal.noAccounts }, terminal)
  const accounts = chosen(vault, options.words.slice(1), terminal)
  if ('refused' in accounts) return refuse(accounts, terminal)
  const lost = losses(accounts, plan.format)
  tellLosses(lost, plan.format, terminal)
  const written = accounts.length - lost.filter(isLeftOut).length
  if (written === 0) return refuse({ refused: terminal.wording.exports.noneCarried }, terminal)
  if (await isThere(plan.file))
    return refuse({ refused: terminal.wording.exports.exists(plan.file) }, terminal)
  if (exporterOf(plan.format).isPlain) {
    const refused = await reasonAgainstPlain(vault, written, plan, options, terminal)
    if (refused !== null) return refuse({ refused }, terminal)
  }
  const files = await write(accounts, plan, options, terminal)
  if ('refused' in files) return refuse(files, terminal)
  report({ plan, files, written, lost }, options, terminal)
  return written === accounts.length ? EXIT.done : EXIT.off
}

/** Before anybody types anything; whether it still is when it is written is seen then. */
async function isThere(file: string): Promise<boolean> {
  if (file === STDOUT) return false
  try {
    await lstat(file)
    return true
  } catch {
    return false
  }
}

function planOf(options: ExportOptions, terminal: Terminal): Plan | Refused {
  const words = terminal.wording.exports
  const [file] = options.words
  const name = options.value('to')
  if (file === undefined || file === '') return { refused: words.fileMissing }
  if (name === undefined) return { refused: words.formatMissing }
  const format = exportFormatOf(name.toLowerCase())
  if (format === null) return { refused: words.unknownFormat }
  if (exporterOf(format).isPlain && options.value('password-file') !== undefined) {
    return { refused: words.takesNoPassword(format, exportFormatOf(`${format}-encrypted`)) }
  }
  // Checked before anything is asked.
  if (file === STDOUT && terminal.stdout.isTTY) return { refused: words.notToTerminal }
  if (format !== 'google-migration') return { file, format, codesAs: 'text' }
  const codesAs = file === STDOUT ? 'text' : CODES_AS[extname(file).toLowerCase()]
  return codesAs === undefined ? { refused: words.codesEnd } : { file, format, codesAs }
}

const CODES_AS: Readonly<Record<string, Writing['codesAs']>> = {
  '.txt': 'text',
  '.png': 'png',
  '.svg': 'svg'
}

/**
 * Those that any of the searches means, in the vault's order; all where nothing is searched for. A search that means
 * none is refused: whoever deletes the other app's accounts afterwards believes that each was written.
 */
function chosen(
  { accounts }: Vault,
  searches: readonly string[],
  { wording }: Terminal
): readonly Account[] | Refused {
  if (searches.length === 0) return accounts
  const found = searches.map((search) => matching(accounts, search))
  const lacking = searches.filter((_, at) => found[at]?.length === 0)
  if (lacking.length > 0) return { refused: wording.exports.noneMatches(lacking) }
  const meant = new Set(found.flat())
  return accounts.filter((account) => meant.has(account))
}

/**
 * Secrets in clear are for whoever knows the passphrase, and says yes. A vault that has no keychain was opened by
 * somebody who has just shown it.
 * @returns Why not, or `null`.
 */
async function reasonAgainstPlain(
  vault: Vault,
  count: number,
  { format }: Plan,
  options: ExportOptions,
  terminal: Terminal
): Promise<string | null> {
  const { exports: words, terminal: general } = terminal.wording
  if (!vault.ways.includes('passphrase')) return words.passphraseFirst
  if (options.value('passphrase-file') === undefined && vault.ways.includes('keychain')) {
    note(terminal, words.isItYou)
    const passphrase = await askCredential(terminal, true)
    if (passphrase === null) return words.nobodyToAsk
    try {
      await vault.keys.check({ kind: 'passphrase', passphrase })
    } finally {
      passphrase.fill(0)
    }
  }
  if (options.has('yes')) return null
  const question = words.confirmPlain(count, words.formats[format])
  if (!canAsk(terminal)) note(terminal, question)
  return (await askYes(terminal, question)) ? null : general.needsYes
}

/** Gives the paths that were written; none of them for standard output. */
async function write(
  accounts: readonly Account[],
  plan: Plan,
  options: ExportOptions,
  terminal: Terminal
): Promise<{ readonly paths: readonly string[] } | Refused> {
  const { exports: words } = terminal.wording
  const password = exporterOf(plan.format).isPlain ? null : await passwordFor(options, terminal)
  if (password === null && !exporterOf(plan.format).isPlain) return { refused: words.passwordByFile }
  const written: Buffer[] = []
  try {
    written.push(
      ...(await writeExport(accounts, plan.format, {
        password,
        randomBytes,
        nowMs: terminal.now(),
        codesAs: plan.codesAs,
        sheetWords: words.sheet
      }))
    )
    if (plan.file === STDOUT) {
      const [only, ...more] = written
      if (only === undefined || more.length > 0) return { refused: words.oneStream }
      await new Promise((done) => terminal.stdout.write(only, done))
      return { paths: [] }
    }
    const files = written.map((bytes, index) => ({
      path: numberedPath(resolve(plan.file), index, written.length),
      bytes
    }))
    await removedAtEnd(
      (unfinished) => writeExportFiles(files, { files: nodeFiles, randomBytes, unfinished }),
      ENDING
    )
    return { paths: files.map(({ path }) => path) }
  } finally {
    password?.fill(0)
    for (const bytes of written) bytes.fill(0)
  }
}

/** @returns `null` where nobody can be asked. */
async function passwordFor(options: ExportOptions, terminal: Terminal): Promise<Buffer | null> {
  const file = options.value('password-file')
  if (file !== undefined) return await readNewPassphraseFile(file, '--password-file', terminal)
  if (canAsk(terminal)) note(terminal, terminal.wording.exports.passwordOf)
  return await askNewPassphrase(terminal)
}

function tellLosses(lost: readonly Loss[], format: ExportFormatId, terminal: Terminal): void {
  if (lost.length === 0) return
  const words = terminal.wording.exports
  note(terminal, words.losses(words.formats[format]))
  for (const loss of lost) {
    const name = nameToShow(loss.account, terminal.wording)
    const [first, ...reasons] = loss.fields
    note(
      terminal,
      `  ${first === 'account' ? words.leftOut(name, reasons) : words.without(name, loss.fields)}`
    )
  }
}

interface Report {
  readonly plan: Plan
  readonly files: { readonly paths: readonly string[] }
  readonly written: number
  readonly lost: readonly Loss[]
}

function report({ plan, files, written, lost }: Report, options: ExportOptions, terminal: Terminal): void {
  const words = terminal.wording.exports
  const { isPlain } = exporterOf(plan.format)
  if (plan.file === STDOUT) return
  if (options.has('json')) {
    const told = lost.map(({ account, fields }) => ({ ...account, fields }))
    printJson(terminal, { format: plan.format, isPlain, files: files.paths, written, losses: told })
  } else print(terminal, words.written(written, files.paths.join('\n')))
  if (isPlain) note(terminal, words.deleteAfterwards)
}

function isLeftOut({ fields }: Loss): boolean {
  return fields.includes('account')
}

function refuse({ refused }: Refused, terminal: Terminal): number {
  note(terminal, refused)
  return EXIT.usage
}
