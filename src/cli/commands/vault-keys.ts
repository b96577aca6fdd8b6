/** `zeroskew vault passphrase | recovery | shares | rotate`: the ways into the vault. */
import { access, constants, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shareSheet } from '../../core/vault/share-sheet.ts'
import { SHARES } from '../../core/vault/key-slot-shares.ts'
import { codeOf } from '../../core/vault/node-files.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { askHidden, askYes, canAsk, readWhole } from '../ask.ts'
import { EXIT } from '../exit-codes.ts'
import { readOptions, wordsAtMost, type Options } from '../options.ts'
import { withVault } from '../open-vault.ts'
import { askCredential, askNewPassphrase, readNewPassphraseFile, readPassphraseFile } from '../passphrase.ts'
import { note, print, printJson, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

const CODE_LIMIT_BYTES = 256

export async function vaultPassphrase(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['remove'], values: ['new-passphrase-file'] })
  wordsAtMost(0, options, 'vault passphrase')
  if (options.has('remove') && options.value('new-passphrase-file') !== undefined) {
    throw new UsageError('conflicting-options', '--remove, --new-passphrase-file')
  }
  const words = terminal.wording.vault
  return await withVault(options, terminal, async (vault) => {
    if (options.has('remove')) {
      await vault.keys.remove('passphrase')
      tellWays(words.passphraseRemoved, vault, options, terminal)
      return EXIT.done
    }
    const file = options.value('new-passphrase-file')
    const passphrase =
      file === undefined
        ? await askNewPassphrase(terminal)
        : await readNewPassphraseFile(file, '--new-passphrase-file', terminal)
    if (passphrase === null) {
      note(terminal, words.nobodyToType)
      return EXIT.usage
    }
    try {
      await vault.keys.setPassphrase(passphrase)
    } finally {
      passphrase.fill(0)
    }
    tellWays(words.passphraseSet, vault, options, terminal)
    return EXIT.done
  })
}

export async function vaultRecovery(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['confirm', 'yes'] })
  wordsAtMost(0, options, 'vault recovery')
  const words = terminal.wording.vault
  return await withVault(options, terminal, async (vault) => {
    if (options.has('confirm')) {
      const typed = canAsk(terminal)
        ? await askHidden(terminal, words.askRecoveryCode, CODE_LIMIT_BYTES)
        : await readWhole(terminal.stdin, CODE_LIMIT_BYTES)
      if (typed.length === 0) throw new UsageError('no-recovery-code')
      const confirmed = await vault.keys.confirmRecovery(typed.toString('utf8'))
      typed.fill(0)
      if (!confirmed) throw new VaultError('wrong-recovery-code', 'expected the recovery code, got another')
      if (options.has('json')) printJson(terminal, { confirmed })
      else print(terminal, words.recoveryConfirmed)
      return EXIT.done
    }
    const { replaceRecovery } = terminal.wording.terminal
    if (vault.keys.recoveryConfirmed && !(await mayReplace(replaceRecovery, options, terminal))) {
      return EXIT.usage
    }
    tellCode(words.newRecoveryCode, await vault.keys.newRecoveryCode(), {}, options, terminal)
    return EXIT.done
  })
}

export async function vaultShares(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, {
    flags: ['remove', 'qr', 'yes'],
    values: ['threshold', 'count', 'sheets']
  })
  wordsAtMost(0, options, 'vault shares')
  if (options.has('qr') && options.has('json')) throw new UsageError('conflicting-options', '--qr, --json')
  const sheets = options.value('sheets')
  const makes =
    options.has('qr') || (options.value('threshold') ?? options.value('count') ?? sheets) !== undefined
  if (options.has('remove') && makes) {
    throw new UsageError('conflicting-options', '--remove, --threshold, --count, --qr, --sheets')
  }
  const words = terminal.wording.vault
  const [threshold, count] = [Number(options.value('threshold')), Number(options.value('count'))]
  const areNumbers = Number.isInteger(threshold) && Number.isInteger(count)
  const within = threshold >= SHARES.least && threshold <= count && count <= SHARES.most
  if (!options.has('remove') && !(areNumbers && within)) {
    note(terminal, words.sharesNeedNumbers)
    return EXIT.usage
  }
  // Before the former shares are void.
  if (sheets !== undefined) await expectFolder(sheets)
  return await withVault(options, terminal, async (vault) => {
    if (options.has('remove')) {
      const hadShares = vault.keys.shareSet !== null
      if (hadShares) await vault.keys.remove('shares')
      tellWays(hadShares ? words.sharesRemoved : words.noShares, vault, options, terminal)
      return EXIT.done
    }
    const former = vault.keys.shareSet
    if (former !== null && !(await mayReplace(words.replaceShares(former.setId), options, terminal))) {
      return EXIT.usage
    }
    const shares = await vault.keys.makeShares(threshold, count)
    const setId = vault.keys.shareSet?.setId ?? ''
    if (options.has('json')) {
      printJson(terminal, { setId, threshold, count, shares })
    } else {
      print(terminal, words.sharesMade(threshold, count, setId))
      for (const [at, share] of shares.entries()) {
        print(terminal, `\n${words.share(at + 1, count)}\n  ${share}`)
        if (options.has('qr')) print(terminal, await qrOf(share))
      }
    }
    return await writeSheets(sheets, shares, { threshold, setId }, terminal)
  })
}

export async function vaultRotate(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, { flags: ['yes', 'delete-old-backups'] })
  wordsAtMost(0, options, 'vault rotate')
  const words = terminal.wording.vault
  return await withVault(options, terminal, async (vault) => {
    if (!options.has('yes')) {
      note(terminal, words.rotateFirst(vault.keys.voidedByRotation))
      return EXIT.usage
    }
    const passphrase = await presentPassphrase(vault, options, terminal)
    const { recoveryCode, voided } = await vault.keys.rotate(passphrase).finally(() => passphrase?.fill(0))
    const tell = (more: object): void => {
      tellCode(words.rotated, recoveryCode, { voided, ...more }, options, terminal)
    }
    // First, and whatever becomes of the backups: the code is shown only now.
    if (!options.has('json')) tell({})
    const told = await tellOldBackups(vault, options, terminal).catch((error: unknown) => {
      if (options.has('json')) tell({})
      throw error
    })
    if (options.has('json')) tell(told)
    return EXIT.done
  })
}

/** Deletes backups that open by the ways from before, where that is asked for; gives how many there are, or were. */
async function tellOldBackups(
  vault: Vault,
  options: Options<'delete-old-backups'>,
  terminal: Terminal
): Promise<
  { readonly oldBackups: number } | { readonly oldBackupsDeleted: number; readonly backups: number }
> {
  const { oldBackups: words, oldBackupsDeleted: deletedWords } = terminal.wording.vault
  if (options.has('delete-old-backups')) {
    const oldBackupsDeleted = await vault.backups.removeOlderKeys()
    const { length: backups } = await vault.backups.list()
    if (!options.has('json')) note(terminal, deletedWords(oldBackupsDeleted, backups))
    return { oldBackupsDeleted, backups }
  }
  const oldBackups = (await vault.backups.list()).length
  if (oldBackups > 0 && !options.has('json')) note(terminal, words(oldBackups))
  return { oldBackups }
}

/** Whether what people may hold on paper may become void: asked, unless --yes says so. */
async function mayReplace(
  question: string,
  options: Pick<Options<'yes'>, 'has'>,
  terminal: Terminal
): Promise<boolean> {
  if (options.has('yes') || (await askYes(terminal, question))) return true
  if (!canAsk(terminal)) note(terminal, question)
  note(terminal, terminal.wording.terminal.needsYes)
  return false
}

/** What was done to a way in, and for machines the ways that there are now. */
function tellWays(
  sentence: string,
  { ways }: Vault,
  options: Pick<Options, 'has'>,
  terminal: Terminal
): void {
  if (options.has('json')) printJson(terminal, { ways })
  else note(terminal, sentence)
}

/** The passphrase in use, which wraps the new key as well. */
async function presentPassphrase(
  vault: Vault,
  options: Pick<Options, 'value'>,
  terminal: Terminal
): Promise<Buffer | null> {
  if (!vault.ways.includes('passphrase')) return null
  const file = options.value('passphrase-file')
  return file === undefined
    ? await askCredential(terminal, true)
    : await readPassphraseFile(file, '--passphrase-file')
}

/** A share as a QR code of half blocks; the margin that scanners need is part of it. */
async function qrOf(share: string): Promise<string> {
  // Heavy, and rarely used.
  const { default: qrcode } = await import('qrcode')
  return await qrcode.toString(share, { type: 'utf8', errorCorrectionLevel: 'M', margin: 4 })
}

/** @throws UsageError - `no-folder`. */
async function expectFolder(path: string): Promise<void> {
  try {
    const found = await stat(path)
    if (!found.isDirectory()) throw new UsageError('no-folder', '--sheets: ENOTDIR')
    await access(path, constants.W_OK)
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError('no-folder', `--sheets: ${codeOf(error)}`, error)
  }
}

/** Gives the exit code: the shares are made and shown by then, whatever becomes of their sheets. */
async function writeSheets(
  folder: string | undefined,
  shares: readonly string[],
  { threshold, setId }: { readonly threshold: number; readonly setId: string },
  terminal: Terminal
): Promise<number> {
  if (folder === undefined) return EXIT.done
  const { title, index, needed } = terminal.wording.vault.sheet
  const written: string[] = []
  for (const [at, share] of shares.entries()) {
    const words = { title, index: index(at + 1, shares.length, setId), needed: needed(threshold) }
    const path = join(folder, `zeroskew-share-${setId}-${at + 1}.svg`)
    try {
      await writeFile(path, await shareSheet(share, words), { mode: 0o600, flag: 'wx' })
      written.push(path)
    } catch (error) {
      note(terminal, terminal.wording.vault.sheetNotWritten(path, codeOf(error)))
      return EXIT.notSaved
    }
  }
  note(terminal, terminal.wording.vault.sheetsWritten(written))
  return EXIT.done
}

function tellCode(
  sentence: string,
  recoveryCode: string,
  more: object,
  options: Pick<Options, 'has'>,
  terminal: Terminal
): void {
  if (options.has('json')) {
    printJson(terminal, { recoveryCode, ...more })
    return
  }
  print(terminal, [sentence, '', `  ${recoveryCode}`, ''].join('\n'))
}
