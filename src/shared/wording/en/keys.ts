/** Words of the ways into the vault, in English. */
import type { KeychainState, KeysView, WayIn } from '../../views/vault.ts'
import { count } from './count.ts'

export const keys = {
  open: 'Ways in…',
  title: 'Ways in',
  lead: 'Each of these opens the vault by itself. Two remain at least, so that losing one never locks you out.',
  names: {
    keychain: 'Keychain',
    passphrase: 'Passphrase',
    recovery: 'Recovery code',
    shares: 'Shares'
  } satisfies Record<WayIn, string>,
  what: {
    keychain:
      'Opens by itself while you are signed in. Lies in the keychain of this computer; other programs of yours could read it too.',
    passphrase: 'Asked for after locking, and before secrets are shown. Lies in your head alone.',
    recovery: 'For when all else is lost. Lies on your paper; it isn’t stored.',
    shares: 'Some of several sheets of paper together, kept by different people or in different places.'
  } satisfies Record<WayIn, string>,
  set: 'set',
  notSet: 'not set',
  keychainState: {
    present: '',
    locked: 'The keychain is locked just now. Unlock it first.',
    unreachable: 'The keychain doesn’t answer just now. Try again later.',
    absent: 'This system has no keychain.'
  } satisfies Record<KeychainState, string>,
  unconfirmed: 'Not confirmed yet: type it once, so that you know the paper is right.',
  shareSet: (set: NonNullable<KeysView['shareSet']>): string =>
    `Any ${set.threshold} of ${set.count} open the vault · set ${set.id}`,
  twoRemain: 'Two ways must remain. Add another one, then this one can go.',
  add: 'Add…',
  addNow: 'Add',
  change: 'Change…',
  renew: 'New code…',
  confirm: 'Confirm…',
  make: 'Make shares…',
  makeAgain: 'New shares…',
  remove: 'Remove',
  removeOf: (way: string): string => `Remove: ${way}`,
  removeTitle: {
    keychain: 'Remove the keychain’s key?',
    passphrase: 'Remove the passphrase?',
    recovery: 'Remove the recovery code?',
    shares: 'Remove the shares?'
  } satisfies Record<WayIn, string>,
  removeText: {
    keychain:
      'The vault no longer opens by itself when you sign in. It asks for one of the other ways instead.',
    passphrase: 'Secrets can’t be shown or exported until a new one is set.',
    recovery: 'The code on your paper then opens nothing but older backups.',
    shares: 'The sheets then open nothing but older backups. They can be thrown away.'
  } satisfies Record<WayIn, string>,
  removed: (way: string): string => `${way}: removed`,
  keychainAdded: 'The keychain opens the vault again',
  rotate: {
    title: 'The master key',
    text: 'Change it when a key, a code or an old file came into wrong hands. The window says first what happens.',
    open: 'Change the master key…'
  },
  olderBackups: (n: number): string =>
    `${count(n, 'backup opens', 'backups open')} by ways from before the key was changed.`,
  seeBackups: 'Backups…'
}
