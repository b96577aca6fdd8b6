/** Words of the small window's tasks with secrets, in English. */
import type { SecretTaskView } from '../../views/secret-task.ts'
import type { WayIn } from '../../views/vault.ts'

export const tasks = {
  title: {
    create: 'Create the vault',
    unlock: 'Unlock the vault',
    'confirm-recovery': 'Recovery code',
    'type-account': 'Type in an account',
    'set-passphrase': 'Passphrase',
    'new-recovery': 'New recovery code',
    'make-shares': 'Shares of the vault’s key',
    rotate: 'Change the master key',
    'show-account': 'Secret of an account',
    export: 'Export',
    'import-password': 'Password of the file'
  } satisfies Record<SecretTaskView['kind'], string>,
  deriving: 'Deriving the key…',
  stop: 'Stop',

  reauthenticate: {
    title: 'Is it you?',
    text: 'Before this, show once more that the vault is yours.',
    submit: 'Continue',
    bySystem: 'Use Touch ID',
    or: 'Or by',
    ways: 'Show by'
  },

  passphraseFirst: {
    title: 'First, a passphrase',
    text: 'Without one, anyone at this session could see your secrets. It is asked for before they are shown or exported, and after locking.'
  },

  passphrase: {
    set: 'Set a passphrase',
    change: 'Choose a new passphrase',
    text: 'It opens the vault after locking, and is asked for before secrets are shown.',
    changeText: 'The former one then opens nothing but older backups.',
    fresh: 'New passphrase',
    submit: 'Set',
    remove: 'Remove the passphrase',
    cantRemove: 'It can’t be removed: two ways in must remain.',
    removeText: 'Secrets can’t be shown or exported without one, and locking then only hides the codes.',
    removeDo: 'Remove',
    isSet: 'The passphrase is set',
    isSetText: 'It is asked for from now on. Nobody can tell you what it is, so remember it well.',
    isRemoved: 'The passphrase is removed',
    isRemovedText: 'The vault opens by its other ways.'
  },

  recovery: {
    lead: 'A new code is made and shown once. The former one then opens nothing but older backups.',
    submit: 'Make a new code'
  },

  shares: {
    lead: 'The key is parted into sheets of paper. Some of them together open the vault; fewer tell nothing.',
    count: 'Sheets',
    threshold: 'Needed to open',
    any: (threshold: number, count: number): string =>
      threshold === count
        ? `All ${count} are needed. If one is lost, these open nothing any more.`
        : `Any ${threshold} of ${count} open the vault. ${count - threshold} may be lost.`,
    replaces: 'The sheets made before then open nothing but older backups.',
    submit: 'Make the shares',
    title: (threshold: number, count: number): string => `Any ${threshold} of ${count} open the vault`,
    once: 'They are shown only now. Print them, or copy them by hand, and keep them in different places.',
    print: 'Print…',
    done: 'Done',
    leave: 'Close without them?',
    leaveText: 'They can’t be shown again. Without the sheets these shares open nothing.',
    leaveDo: 'Close',
    stay: 'Stay',
    sheet: 'Zeroskew: a share of a vault’s key',
    index: (index: number, count: number): string => `Share ${index} of ${count}`,
    set: (id: string): string => `Set ${id}`,
    needed: (threshold: number): string =>
      `Any ${threshold} shares of this set open the vault. Keep them in different places.`,
    how: 'In Zeroskew: Unlock, then Shares. Type the groups; capitals and dashes don’t matter.',
    qr: (index: number): string => `QR code of share ${index}`
  },

  unlockByShares: {
    hint: 'From the sheet. Capitals and dashes don’t matter.',
    field: (n: number): string => (n === 1 ? 'First share' : 'Next share'),
    add: 'Add',
    have: (n: number, of: number): string => `${n} of ${of}`,
    label: 'Shares so far',
    share: (index: number): string => `Share ${index}`,
    set: (id: string): string => `Set ${id}`,
    remove: (index: number): string => `Remove share ${index}`,
    enough: 'These are enough.'
  },

  rotate: {
    lead: 'For when a key, a code or an old file came into wrong hands. This happens:',
    points: {
      keychain: 'The keychain gets a new key by itself.',
      passphrase: 'The passphrase stays the same.',
      recovery: 'You get a new recovery code; the former one is void.',
      shares: 'Shares are void. Make new ones afterwards.',
      files:
        'Older files and backups still open by the old ways. They can be deleted afterwards, under Backups.'
    },
    submit: 'Change the key',
    busy: 'Changing the key…',
    done: 'The master key is changed.',
    voided: (ways: string): string => `These don’t open the vault any more: ${ways}.`
  },

  showAccount: {
    secret: 'Secret',
    pin: 'PIN',
    qr: (name: string): string => `QR code of ${name}`,
    warning: 'Whoever sees this can make your codes. Look who stands behind you.',
    reveal: 'Show the secret',
    copy: 'Copy as link',
    copied: 'Copied. Paste it soon; the clipboard is cleared as set.',
    close: 'Close'
  },

  importPassword: {
    lead: (source: string): string => `${source} is encrypted. Type the password that was chosen for it.`,
    file: 'The file',
    password: 'Password',
    submit: 'Open'
  },

  ways: {
    keychain: 'keychain',
    passphrase: 'passphrase',
    recovery: 'recovery code',
    shares: 'shares'
  } satisfies Record<WayIn, string>,
  list: (names: readonly string[]): string => names.join(', ')
}
