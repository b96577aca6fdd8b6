/** Words of the backups, in English. */
import type { BackupView } from '../../views/vault.ts'
import { count, figures } from './count.ts'

export const backups = {
  open: 'Backups…',
  title: 'Backups',
  lead: 'Kept by themselves: the last ten changes, and one for each of 30 days of use.',
  place: { beside: 'Beside the vault', second: 'Second place' } satisfies Record<BackupView['place'], string>,
  noneTitle: 'No backups yet',
  none: 'The first one is made by the next change.',
  noneSecond: 'The next change is copied there.',
  age: (daysAgo: number | null): string =>
    daysAgo === null
      ? 'Before the last change'
      : daysAgo === 0
        ? 'Today'
        : `${count(daysAgo, 'day', 'days')} of use ago`,
  revision: (n: number): string => `version ${figures.format(n)}`,
  state: {
    good: 'good',
    'older-key': 'opens by the former ways',
    'other-vault': 'of another vault',
    damaged: 'damaged',
    'newer-version': 'by a newer Zeroskew'
  } satisfies Record<NonNullable<BackupView['state']>, string>,
  look: 'Look inside',
  lookOf: (age: string): string => `Look inside: ${age}`,
  putBack: 'Put back…',
  putBackOf: (age: string): string => `Put back: ${age}`,
  putBackTitle: 'Put this backup in the vault’s place?',
  putBackText:
    'A file there that can’t be read is kept beside it, so nothing is lost. The vault then opens by the ways it had at that time.',
  putBackDo: 'Put it back',
  isBack: 'The backup is in place',
  whenLocked: 'Unlock the vault to look inside.',
  olderKey: (n: number): string =>
    `${count(n, 'backup opens', 'backups open')} by ways from before the key was changed. Whoever has an old code and an old file can still read them.`,
  removeOlder: 'Delete them…',
  removeOlderTitle: (n: number): string => `Delete ${count(n, 'old backup', 'old backups')}?`,
  removeOlderText: 'What is kept nowhere else is lost. Backups made since the key was changed stay.',
  removeOlderDo: 'Delete',
  removedOlder: (n: number): string => `${count(n, 'backup', 'backups')} deleted`,
  second: {
    title: 'A second place',
    text: 'Another folder that gets a copy of each change: a second disk, a stick, a synchronised folder. The copies are encrypted like the vault.',
    choose: 'Choose a folder…',
    change: 'Another folder…',
    forget: 'Forget',
    forgotten: 'No more copies go there. Those that are there stay.',
    chosen: 'From the next change on, copies go there, too'
  },
  contents: {
    label: 'Accounts in this backup',
    lead: (n: number, revision: number): string =>
      `${count(n, 'account', 'accounts')}, version ${figures.format(revision)}.`,
    empty: 'This backup holds no accounts.',
    there: 'in the vault already',
    lowered: 'counter lower than known',
    restoreAll: 'Restore all',
    restore: (n: number): string => (n === 0 ? 'Restore selected' : `Restore ${figures.format(n)} selected`),
    restoreHint: 'They come back as new accounts; nothing is replaced.',
    choose: (name: string): string => `Choose ${name}`
  },
  counters: {
    title: 'Which counters?',
    text: (n: number): string =>
      n === 1
        ? 'One account by counter stood lower in this backup than it does now. Sites refuse counters that were used already.'
        : `${figures.format(n)} accounts by counter stood lower in this backup than they do now. Sites refuse counters that were used already.`,
    label: 'Counter',
    higher: 'The higher one',
    asInBackup: 'As in the backup',
    higherHint: 'Right nearly always.',
    asInBackupHint: 'Only if the site was set back, too.',
    restore: 'Restore'
  },
  restored: (n: number, there: number): string =>
    n === 0
      ? 'Nothing was restored: all of them are in the vault already.'
      : `${count(n, 'account', 'accounts')} restored${there === 0 ? '' : `, ${figures.format(there)} there already`}`
}
