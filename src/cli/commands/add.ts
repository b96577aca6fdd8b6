/**
 * `zeroskew add`: accounts from Key URIs and Google's migration codes, from standard input or an argument, all of them or
 * none; or one account from its bare secret, named by options.
 */
import { presentFailure, Refusal } from '../../core/present-failure.ts'
import type { NewAccount } from '../../core/otp/account.ts'
import type { FailedEntry } from '../../core/transfer/importer.ts'
import { readKeyUriLines } from '../../core/transfer/importers/key-uri.ts'
import { LIMITS } from '../../core/transfer/limits.ts'
import { accountsJson } from '../account-json.ts'
import { askHidden, canAsk, readWhole } from '../ask.ts'
import { EXIT } from '../exit-codes.ts'
import { expectVault, withVault } from '../open-vault.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { nameToShow } from '../search.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { accountOfSecret, isNamed, looksLikeSecret, SECRET_OPTIONS } from '../typed-secret.ts'
import { UsageError } from '../usage-error.ts'

/** Links of 10,000 accounts come to about 1.5 MB. */
const INPUT_LIMIT_BYTES = 4 * 1024 * 1024

/** So many links' faults are told one by one; with more it is the whole paste that is wrong. */
const TOLD_FAILURES = 3

export async function add(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { values: SECRET_OPTIONS })
  const [uri] = options.words
  wordsAtMost(1, options, 'add')
  if (isNamed(options)) {
    if (uri !== undefined && uri !== '-') throw new UsageError('secret-in-arguments')
    await expectVault(options, terminal)
    const account = accountOfSecret(await readInput(terminal.wording.terminal.askSecret, terminal), options)
    return await keep([account], options, terminal)
  }
  await expectVault(options, terminal)
  const links = await readLinks(uri, terminal)
  if (looksLikeSecret(links)) throw new UsageError('secret-without-name')
  return await addLinks(links, options, terminal)
}

async function addLinks(links: string, options: Options, terminal: Terminal): Promise<number> {
  const words = terminal.wording.terminal
  const { found, accounts, failed, missingParts } = await readKeyUriLines(links)
  if (found === 0) throw new Refusal('no-account-found')
  if (failed.length > 0) {
    for (const entry of failed.slice(0, TOLD_FAILURES)) note(terminal, sentenceOf(entry, found, terminal))
    if (failed.length > TOLD_FAILURES) note(terminal, words.moreLinks(failed.length - TOLD_FAILURES))
    if (found > 1) note(terminal, words.nothingAdded)
    return EXIT.usage
  }
  if (missingParts !== undefined) {
    note(terminal, terminal.wording.transfer.missingParts(missingParts.parts, missingParts.of))
  }
  const read = accounts.map(({ account }) => account)
  return await keep(read, options, terminal)
}

async function keep(accounts: readonly NewAccount[], options: Options, terminal: Terminal): Promise<number> {
  const words = terminal.wording.terminal
  return await withVault(options, terminal, async (vault) => {
    const before = vault.accounts
    const { added, alreadyThere } = await vault.add(accounts)
    if (options.has('json')) {
      printJson(terminal, {
        added: accountsJson(added, vault),
        alreadyThere: accountsJson(alreadyThere, vault)
      })
      return EXIT.done
    }
    for (const account of added) {
      const name = nameToShow(account, terminal.wording)
      print(terminal, words.added(name))
      if (before.some((other) => sameName(other, account))) note(terminal, words.sameName(name))
    }
    for (const account of alreadyThere)
      print(terminal, words.alreadyThere(nameToShow(account, terminal.wording)))
    return EXIT.done
  })
}

async function readLinks(argument: string | undefined, terminal: Terminal): Promise<string> {
  const { uriInArguments, askUri } = terminal.wording.terminal
  if (argument === undefined || argument === '-') return await readInput(askUri, terminal)
  note(terminal, uriInArguments)
  return argument
}

async function readInput(question: string, terminal: Terminal): Promise<string> {
  const bytes = canAsk(terminal)
    ? await askHidden(terminal, question, LIMITS.keyUriCharacters)
    : await readWhole(terminal.stdin, INPUT_LIMIT_BYTES)
  const text = bytes.toString('utf8')
  bytes.fill(0)
  // Windows' editors begin a file with a byte order mark.
  return text.replace(/^\ufeff/u, '')
}

function sentenceOf({ entry, error }: FailedEntry, found: number, terminal: Terminal): string {
  const sentence = terminal.wording.failure(presentFailure(error))
  return found === 1 ? sentence : terminal.wording.terminal.link(entry, sentence)
}

function sameName(one: NewAccount, other: NewAccount): boolean {
  return one.issuer === other.issuer && one.label === other.label
}
