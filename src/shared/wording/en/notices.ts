/** What is to be told about an open vault, and what can be done about it, in English. */
import { count, figures } from './count.ts'

export const notices = {
  label: 'About the vault',
  more: (n: number): string => `Show ${figures.format(n)} more`,
  understood: 'OK',
  unsaved: {
    text: 'Changes are in memory only.',
    retry: 'Try again',
    elsewhere: 'Save elsewhere…',
    saved: 'Saved',
    savedElsewhere: 'Saved there. Try the usual place again when there is room'
  },
  readOnly: {
    text: 'Nothing can be written where the vault lies. Codes work, but those by counter don’t, and changes can’t be kept. Save it elsewhere, or see that you may write there.',
    saved: 'Saved there as a copy. Zeroskew goes on with the one that can’t be written'
  },
  rolledBack: {
    text: (revision: number, seen: number): string =>
      `An older vault file was put back: version ${figures.format(revision)}; ${figures.format(seen)} was seen here before. Newer accounts may be in a backup.`,
    way: 'Backups…'
  },
  doubtful: {
    text: (n: number): string =>
      `${count(n, 'account by counter has', 'accounts by counter have')} to be confirmed before the next code.`,
    way: 'Confirm…',
    title: 'Confirm the counters',
    lead: 'An older vault was put back. Codes given since then were used, so the stored counters may be too low. If unsure, go up by a few: sites look ahead a little.',
    stored: (n: number): string => `Stored: ${figures.format(n)}. It can only go up.`,
    counter: (name: string): string => `Next counter of ${name}`,
    confirm: 'Confirm',
    confirmed: (name: string): string => `Counter of ${name} confirmed`,
    notANumber: (least: number): string => `Type a whole number, ${figures.format(least)} or more.`,
    none: 'All counters are confirmed.'
  },
  conflicts: (n: number): string =>
    `Another program changed ${count(n, 'account', 'accounts')} first. Its change was kept; yours lies in the account’s history.`,
  permissionsMended:
    'Others on this computer could have read the vault’s file or folder. That was mended; what they could have copied is encrypted.',
  noBackup: {
    beside: 'The last change was saved, but without a backup.',
    second: 'The last change was saved, but not copied to the second place.',
    way: 'Backups…'
  },
  keychainLost: {
    text: 'The keychain doesn’t have this vault’s key any more, so the vault doesn’t open by itself.',
    way: 'Renew the keychain’s key'
  },
  notUnderstood: (n: number): string =>
    `${count(n, 'account is', 'accounts are')} of a kind that only a newer Zeroskew knows. ${n === 1 ? 'It is' : 'They are'} kept as ${n === 1 ? 'it is' : 'they are'}; update to see ${n === 1 ? 'it' : 'them'}.`
}
