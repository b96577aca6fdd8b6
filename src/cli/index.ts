/**
 * The command line: finds the command, runs it, and turns whatever went wrong into a sentence and an exit code.
 * Commands are loaded on use, because each one is started anew every time.
 */
import packageJson from '../../package.json' with { type: 'json' }
import type { Failure } from '../shared/failure.ts'
import { languageOf, wordingFor } from '../shared/wording/wording.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { HiddenKeys } from './hidden-keys.ts'
import { readOptions, splitCommand } from './options.ts'
import { note, print, type Command, type Terminal } from './terminal.ts'
import { CancelledError, UsageError, unknownCommand } from './usage-error.ts'

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  add: async () => (await import('./commands/add.ts')).add,
  import: async () => (await import('./commands/import.ts')).importFiles,
  export: async () => (await import('./commands/export.ts')).exportAccounts,
  list: async () => (await import('./commands/list.ts')).list,
  code: async () => (await import('./commands/code.ts')).code,
  watch: async () => (await import('./commands/watch.ts')).watch,
  check: async () => (await import('./commands/check.ts')).check,
  locate: async () => (await import('./commands/locate.ts')).locate,
  remove: async () => (await import('./commands/remove.ts')).remove,
  restore: async () => (await import('./commands/restore.ts')).restore,
  edit: async () => (await import('./commands/edit.ts')).edit,
  show: async () => (await import('./commands/show.ts')).show,
  pick: async () => (await import('./commands/pick.ts')).pick,
  report: async () => (await import('./commands/report.ts')).report,
  trash: async () => (await import('./commands/trash.ts')).trash,
  vault: async () => (await import('./commands/vault.ts')).vault
}

const terminal: Terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  hiddenKeys: new HiddenKeys(process.stdin),
  env: process.env,
  wording: wordingFor(languageOf(localeOf(process.env))),
  now: () => Date.now()
}

/** Set when output couldn't be written; a reader that has had enough (EPIPE: `| head`) is no fault. */
const output = { failed: false }
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') output.failed = true
})
process.stderr.on('error', () => undefined)
// A fault of ours outside of any command's promise, in a timer say: a sentence, not a stack. Told at the very end,
// after the live view has left the screen.
process.on('uncaughtException', () => {
  process.on('exit', () => note(terminal, terminal.wording.failure({ code: 'internal' })))
  process.exit(EXIT.internal)
})

const exitCode = await run(process.argv.slice(2)).catch(explain)
terminal.hiddenKeys.show()
await flushed(process.stdout)
if (output.failed) note(terminal, terminal.wording.terminal.outputFailed)
await flushed(process.stderr)
// Sockets that still wait for dead servers, and the keychain's child, would keep the process.
process.exit(output.failed && toldByOutput(exitCode) ? EXIT.notSaved : exitCode)

/** Exit codes of a command that has done its work: a verdict counts for nothing where what it is about can't be read. */
function toldByOutput(exitCode: number): boolean {
  return exitCode === EXIT.done || exitCode === EXIT.off || exitCode === EXIT.uncertain
}

async function run(args: readonly string[]): Promise<number> {
  const { help: pages } = terminal.wording.terminal
  const { name, rest, help } = splitCommand(args)
  if (name === undefined) {
    const options = readOptions(rest, { flags: ['version'] })
    if (options.has('version')) return say(`zeroskew ${packageJson.version}`)
    if (help) return say(pages.main)
    note(terminal, pages.main)
    return EXIT.usage
  }
  if (name === 'help') return say(helpOn(rest))
  if (name === 'version' && rest.length === 0) return say(`zeroskew ${packageJson.version}`)
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) throw unknownCommand(name, Object.keys(COMMANDS))
  // Before the command is loaded: help needs no vault and no network code.
  if (help) return say(helpPage(name, rest))
  const command = await load()
  return await command(rest, terminal)
}

/** `zeroskew help`, alone or with a command. */
function helpOn(words: readonly string[]): string {
  const { name, rest } = splitCommand(words)
  if (name === undefined || name === 'help') return terminal.wording.terminal.help.main
  if (!Object.hasOwn(COMMANDS, name)) throw unknownCommand(name, Object.keys(COMMANDS))
  return helpPage(name, rest)
}

function helpPage(name: string, rest: readonly string[]): string {
  const { help: ofDesktop } = terminal.wording.desktop
  if (Object.hasOwn(ofDesktop, name)) return ofDesktop[name as keyof typeof ofDesktop]
  const { help } = terminal.wording.terminal
  const { help: vaultHelp } = terminal.wording.vault
  if (name === 'import') return terminal.wording.transfer.help
  if (name === 'export') return terminal.wording.exports.help
  if (name === 'vault') return vaultHelpPage(splitCommand(rest).name)
  if (name === 'restore') return vaultHelp.restore
  return Object.hasOwn(help, name) ? help[name as keyof typeof help] : help.main
}

/** @throws UsageError - `unknown-command`, as without --help. */
function vaultHelpPage(name: string | undefined): string {
  const { help } = terminal.wording.terminal
  const pages = { ...terminal.wording.vault.help, init: help.vaultInit, status: help.vaultStatus }
  if (name === undefined) return help.vault
  // Accounts are restored, not the vault.
  if (name !== 'restore' && Object.hasOwn(pages, name)) return pages[name as keyof typeof pages]
  const names = Object.keys(pages).filter((page) => page !== 'restore')
  throw unknownCommand(name, names, 'vault ')
}

async function explain(error: unknown): Promise<number> {
  const { wording } = terminal
  if (error instanceof UsageError) {
    note(terminal, wording.terminal.usage[error.code](error.what))
    return error.exitCode
  }
  if (error instanceof CancelledError) {
    note(terminal, wording.terminal.cancelled)
    return EXIT.cancelled
  }
  const { presentFailure } = await import('../core/present-failure.ts')
  const failure = presentFailure(error)
  note(terminal, sentenceOf(failure, error))
  if (failure.code === 'damaged') note(terminal, wording.terminal.seeBackups)
  return exitCodeOf(failure.code)
}

/** Where no vault is, the place tells a mistyped --home, and backups that there was one. */
function sentenceOf(failure: Failure, error: unknown): string {
  const { wording } = terminal
  const paths: unknown = error instanceof Error && 'paths' in error ? error.paths : undefined
  const [file, ...backups] = Array.isArray(paths) ? (paths as readonly unknown[]) : []
  if (failure.code !== 'no-vault' || typeof file !== 'string') return wording.failure(failure)
  return backups.length > 0
    ? wording.vault.vaultGone(file, backups.length)
    : wording.terminal.vaultMissing(file)
}

function say(text: string): number {
  print(terminal, text)
  return EXIT.done
}

/** POSIX.1-2017 §8.2: the first of these that is set and not empty. */
function localeOf(env: NodeJS.ProcessEnv): string {
  return [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? 'C'
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // The error event of a failed write comes after its callback.
    const settle = (): void => void setImmediate(resolve)
    if (stream.destroyed || !stream.writable) settle()
    else stream.write('', settle)
  })
}
