/** Words of the terminal about the vault itself, in English: ways in, backups, trash. */
import { terminal } from './terminal.ts'

const EVERYWHERE = terminal.help.list.slice(terminal.help.list.indexOf('Everywhere:'))

export const vault = {
  help: {
    restore: `Usage: zeroskew restore [SEARCH] [--json]

Takes the one deleted account that matches out of the trash; without SEARCH
lists what is in it.

  --json                 {restored}, or {trash}

${EVERYWHERE}`,
    passphrase: `Usage: zeroskew vault passphrase [--new-passphrase-file F | --remove] [--json]

Sets or changes the passphrase; without a file it is asked for, twice.

  --new-passphrase-file F  take the new passphrase from this file
  --remove               remove the passphrase; refused where fewer than two
                         ways in would remain
  --json                 {ways}: the ways in afterwards

${EVERYWHERE}`,
    recovery: `Usage: zeroskew vault recovery [--yes] [--json]
       zeroskew vault recovery --confirm [--json]

Makes a new recovery code and prints it, once; the former one doesn't open the
vault any more, but still the backups that were made before.

  --yes                  make it without asking, even where you have confirmed
                         the one you have
  --confirm              type the code you have, to be sure that it is right
  --json                 {recoveryCode}, or {confirmed}

${EVERYWHERE}`,
    shares: `Usage: zeroskew vault shares --threshold K --count N [--qr] [--sheets DIR]
                             [--yes] [--json]
       zeroskew vault shares --remove [--json]

Makes N shares of which any K open the vault (2 ≤ K ≤ N ≤ 16). Shares of an
earlier set open nothing any more. To open the vault by shares, write them into
a file, one a line: --passphrase-file F

  --qr                   show each share as a QR code, too
  --sheets DIR           write one printable sheet (SVG) for each share into
                         this folder
  --yes                  make them without asking, even where there is a set
                         that becomes void
  --remove               remove the shares' way in
  --json                 {setId, threshold, count, shares}; with --remove {ways}

${EVERYWHERE}`,
    rotate: `Usage: zeroskew vault rotate --yes [--delete-old-backups] [--json]

Gives the vault a new master key: for when a key, a code or an old file came
into wrong hands. The keychain gets a new item, the passphrase stays, the
recovery code is a new one, shares are void.

  --yes                  do it; without, only say what would happen
  --delete-old-backups   delete backups that open by the old ways
  --json                 {recoveryCode, voided}, and {oldBackups}, or
                         {oldBackupsDeleted, backups}

${EVERYWHERE}`,
    backups: `Usage: zeroskew vault backups [--json]
       zeroskew vault backups look FILE [--backup-passphrase-file F]
       zeroskew vault backups restore FILE (SEARCH... | --all)
                                      [--lower-counters]
                                      [--backup-passphrase-file F]
       zeroskew vault backups restore FILE --whole [--yes]
       zeroskew vault backups delete --old [--yes]

Lists the kept versions, looks into one, or takes accounts out of one. Nothing
is replaced by it. List and look work on a damaged vault's backups as well.
'delete --old' deletes those that open by the ways from before the master key
was changed; one of the vault as it is now is kept first if there is none.
DAY OF USE numbers the days on which the vault was changed; it is no date, so
that a wrong clock does no harm.

  --all                  all accounts of the backup
  --backup-passphrase-file F
                         the passphrase or recovery code of a backup that is
                         under another key
  --lower-counters       HOTP: take the backup's counter even where it is lower
                         than what is known
  --whole                put the backup in the place of a vault that is damaged
                         or gone; what lies there is kept under another name
  --yes                  do it without asking
  --json                 list: [{path, revision, day, place, state}]; look:
                         {revision, accounts}; restore: {added, alreadyThere},
                         with --whole {vault, backup, kept}; delete:
                         {oldBackupsDeleted, backups}

${EVERYWHERE}`,
    counter: `Usage: zeroskew vault counter SEARCH N [--json]

Confirms an HOTP account's counter after an older vault was put back: N is the
number of the next code. It never goes below the one stored.

  --json                 {confirmed}: the account as list --json has it

${EVERYWHERE}`,
    verify: `Usage: zeroskew vault verify [--json]

Opens the vault and checks it and every backup to the last byte. Exit code 1: a
backup is damaged.

  --json                 {vault, backups: [{path, revision, state}]}

${EVERYWHERE}`
  },
  restored: (name: string) => `Restored: ${name}`,
  trashEmpty: 'The trash is empty.',
  passphraseSet: 'The passphrase is set.',
  passphraseRemoved: 'The passphrase is removed.',
  nobodyToType: 'A passphrase is needed and nobody can be asked. Give --new-passphrase-file.',
  askRecoveryCode: 'Recovery code: ',
  newRecoveryCode:
    'The new recovery code, shown only now: write it down. The former one no longer opens the vault, but still the backups made before:',
  recoveryConfirmed: 'The recovery code is right.',
  sharesNeedNumbers:
    'Say how many shares are needed and how many are made: --threshold 2 --count 3 (up to 16).',
  sharesMade: (threshold: number, count: number, setId: string) =>
    `${count} shares, of which any ${threshold} open the vault. Set ${setId}. They are shown only now:`,
  share: (index: number, count: number) => `Share ${index} of ${count}`,
  replaceShares: (setId: string) =>
    `There are shares already (set ${setId}); they open nothing any more once new ones are made. Make new ones?`,
  sheetsWritten: (paths: readonly string[]) => `Written, to be printed:\n${paths.join('\n')}`,
  sharesRemoved: 'The shares open nothing any more.',
  noShares: 'There are no shares; nothing was changed.',
  sheet: {
    title: 'Zeroskew: a share of a vault',
    index: (index: number, count: number, setId: string) => `Share ${index} of ${count}, set ${setId}`,
    needed: (threshold: number) => `Any ${threshold} shares of this set open the vault. Keep them apart.`
  },
  sheetNotWritten: (path: string, code: string) =>
    `The sheet could not be written (${path}${code === '' ? '' : `: ${code}`}). The shares above are good: write them down, or make new ones.`,
  rotateFirst: (voided: readonly string[]) =>
    `A new master key: the keychain gets a new item, the passphrase stays, a new recovery code is shown${voided.length === 0 ? '' : `, and these open nothing any more: ${voided.join(', ')}`}. Older files and backups keep opening by the old ways. To do it: --yes`,
  rotated: 'The vault has a new master key. Its new recovery code, shown only now:',
  oldBackups: (count: number) =>
    `Backups that still open by the old ways: ${count}. To delete them: zeroskew vault backups delete --old`,
  deleteWhich:
    'Only backups that open by the ways from before the master key was changed are deleted by hand: zeroskew vault backups delete --old. Others are let go of by themselves.',
  deleteOld: (count: number) =>
    `Backups that open by the ways from before the master key was changed: ${count}. What is kept nowhere else is lost with them. Delete them?`,
  oldBackupsDeleted: (deleted: number, left: number) =>
    `Deleted backups that opened by the old ways: ${deleted}. Backups that there are now: ${left}`,
  noBackups: 'There are no backups yet.',
  vaultGone: (file: string, count: number) =>
    `There is no vault at ${file}, but ${count === 1 ? 'a backup of one that was there' : `${count} backups of one that was there`}. See: zeroskew vault backups. To have it back: zeroskew vault backups restore FILE --whole`,
  beginAnew: 'Nothing was made. To begin with an empty vault beside these backups: zeroskew vault init --yes',
  wholeOnlyForClosed:
    'The vault opens, so nothing of it is replaced. To take accounts out of the backup: zeroskew vault backups restore FILE --all',
  restoreWhole: (backup: string) =>
    `The vault can’t be opened. Put this backup in its place, and keep what lies there under another name? ${backup}`,
  restoredWhole: (file: string, kept: string | null) =>
    `The backup is the vault now: ${file}. It opens by the ways it had when it was made.${kept === null ? '' : ` What lay there is kept: ${kept}`}`,
  backupHeadings: ['REVISION', 'DAY OF USE', 'STATE', 'FILE'],
  state: {
    good: 'good',
    'older-key': 'good, older key',
    'other-vault': 'of another vault',
    damaged: 'damaged',
    'newer-version': 'of a newer version'
  },
  backupEmpty: 'This backup holds no accounts.',
  backupUnknown: 'Name a backup as the list shows it: zeroskew vault backups',
  counterLowered: (name: string) =>
    `The backup's counter is lower than the highest one known; the highest is kept: ${name}. To take the lower one: --lower-counters`,
  vaultGood: (revision: number, accounts: number) =>
    `The vault is whole: revision ${revision}, ${accounts} accounts.`,
  counterNeeded: 'Say the number of the next code, as the site has it: zeroskew vault counter SEARCH N',
  counterConfirmed: (name: string, counter: number) =>
    `The counter is confirmed: ${name}. The next code is number ${counter}.`,
  counterStays: (counter: number) =>
    `A counter never goes back: the codes before number ${counter} were given out already, so that one stands.`,
  rolledBack: (revision: number, seen: number) =>
    `Warning: this is an older vault (revision ${revision}) than the latest seen here (${seen}). It is open; counters of HOTP accounts have to be confirmed before their next code: zeroskew vault counter SEARCH N`,
  mended: (mended: readonly ('vault' | 'folder' | 'backups')[]) =>
    `Others had rights on the vault’s ${mended.map((what) => ({ vault: 'file', folder: 'folder', backups: 'backups' })[what]).join(', ')}; the permissions have been mended.`,
  suspended: 'The vault was locked by its user: the keychain opens it again after the passphrase was used.',
  backupTrouble: ({ place, code }: BackupTrouble) =>
    place === 'beside'
      ? `The change is saved, but no backup could be kept${because(code)}. Check the folder ‘backups’ beside the vault.`
      : `The change is saved, but no copy of it in the second place. ${secondPlaceAway(code)}`,
  secondPlaceAway
}

interface BackupTrouble {
  readonly place: 'beside' | 'second'
  /** The system's name for why, or ''. */
  readonly code: string
}

function because(code: string): string {
  return code === '' ? '' : ` (${code})`
}

function secondPlaceAway(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'The folder chosen as the second place for backups isn’t there (ENOENT). Connect its disk, or choose another folder in the app.'
    case 'ENODEV':
      return 'The second place for backups had copies and is empty now, so nothing is written there: its disk may not be connected. Connect it, or choose the folder again in the app.'
    default:
      return `The second place for backups can’t be used${because(code)}. Check that it is connected and that you may write there.`
  }
}
