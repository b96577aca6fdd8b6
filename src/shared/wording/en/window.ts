/** Words of the windows, in English. */
import type { ClockView, OffEffect } from '../../views/clock.ts'
import type { KeychainState } from '../../views/vault.ts'
import { count, figures } from './count.ts'

/** An account as it is called in a sentence. */
function nameOf(account: { readonly issuer: string; readonly label: string }): string {
  return account.issuer || account.label || 'Account without a name'
}

export const window = {
  appName: 'Zeroskew',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  noPaste: 'This window never reads the clipboard: please type it.',
  later: 'Later',
  nameOf,
  /** Sentences one after the other. */
  together: (...sentences: string[]): string => sentences.filter((it) => it !== '').join(' '),

  menu: {
    open: 'More',
    language: 'Language',
    languages: { en: 'English', ja: '日本語' },
    lock: 'Lock',
    licence: 'Licence (GPL-3.0-or-later)',
    version: (version: string): string => `Zeroskew ${version}`
  },

  demo: {
    tag: 'Demo',
    sentence: 'Invented accounts; nothing is kept.'
  },

  clock: {
    heading: 'Clock',
    show: 'Show the clock’s details',
    hide: 'Back to the accounts',
    checkAgain: 'Check again',
    checking: 'Checking…',
    checkedAt: (time: string): string => `Checked ${time}`,
    neverChecked: 'Not checked yet',
    shortAgreement: (view: ClockView): string => `${view.agreeing} of ${view.configured}`,
    figures: {
      offset: 'Offset',
      bound: 'Bound',
      agreement: 'Servers that agree',
      trust: 'Trust',
      refusedStrict: 'A strict site refuses',
      refusedOneStep: 'A site that allows one step refuses'
    },
    codes: (n: number, of: number): string =>
      n === 0 ? 'no code' : n === of ? 'every code' : `${n} of ${of}`,
    sources: 'Who says so',
    columns: { source: 'Server', offset: 'Your clock is', delay: 'Delay' },
    kinds: { ntp: 'NTP', nts: 'NTS', https: 'HTTPS' },
    milliseconds: (ms: number): string => `${figures.format(Math.round(ms))} ms`,
    scale: {
      logarithmic: 'logarithmic',
      marks: ['1 min', '1 h', '1 day']
    },
    effect: {
      'strict-sites': 'Strict sites refuse codes',
      'most-sites': 'Most sites refuse codes'
    } satisfies Record<OffEffect, string>
  },

  opening: { title: 'Opening the vault…' },

  missing: {
    title: 'Codes that work, on a clock that is right',
    text: 'Zeroskew keeps your sign-in codes in an encrypted file on this computer, and tells you when the clock would spoil them.',
    points: {
      local: 'Nothing leaves this computer: no account, no server.',
      clock: 'The clock is compared with time servers before you log in.',
      recovery: 'A recovery code opens the vault if all else is lost.'
    },
    create: 'Create the vault…'
  },

  locked: {
    title: 'The vault is locked',
    text: 'Unlock it to see your codes.',
    /** Where there is no passphrase. */
    honest: 'Locking hides your codes; anyone at this session can unlock.',
    unlock: 'Unlock…',
    /** Beside a way that comes first. */
    otherwise: 'Open another way…',
    unlockWith: {
      passphrase: 'Unlock with the passphrase…',
      recovery: 'Unlock with the recovery code…',
      shares: 'Unlock with shares…'
    },
    tryKeychain: 'Try the keychain again',
    asking: 'Asking the keychain…',
    openByKeychain: 'Unlock with the keychain',
    unlockKeychain: 'Unlock the keychain',
    waiting: 'The system asks for the keychain’s password in a window of its own. Take your time.',
    stopWaiting: 'Cancel',
    /** Why the keychain doesn’t open it: the title, and what to do. */
    keychain: {
      locked: {
        title: 'The keychain is locked',
        text: 'The key of your vault lies in it, and nothing is lost. Unlock it, or open the vault another way.'
      },
      unreachable: {
        title: 'The keychain doesn’t answer',
        text: 'The key of your vault lies in it, and nothing is lost. Zeroskew notices when it is back; until then open the vault another way.'
      },
      absent: {
        title: 'This system has no keychain just now',
        text: 'The vault is as it was. Start the system’s keychain, or open the vault another way.'
      },
      lost: {
        title: 'The key is not in the keychain',
        text: 'The keychain was reset, or the vault comes from elsewhere. The vault is as it was; open it another way, then the key can be renewed.'
      },
      wrong: {
        title: 'The keychain holds another key',
        text: 'The key that lies there doesn’t open this vault. The vault is as it was; open it another way, then the key can be renewed.'
      }
    }
  },

  gone: {
    title: 'The vault file is gone',
    text: (backups: number): string =>
      `But ${count(backups, 'backup of it is', 'backups of it are')} still there. Put the latest one in its place, unless you moved the file yourself.`,
    backups: 'See the backups',
    create: 'Begin with an empty vault…'
  },

  damaged: {
    title: 'The vault file is damaged',
    text: 'It was left exactly as it is, and nothing is written to it. A backup can be put in its place; the damaged file is kept beside it.',
    backups: 'See the backups'
  },

  unreadable: {
    title: 'The vault file can’t be read',
    /** By the system's own name for why. */
    text: (reason: string | undefined): string =>
      `It was left as it is.${reason === undefined ? '' : ` The system says ${reason}.`} Check the path, and that you may read it.`,
    backups: 'See the backups'
  },

  newer: {
    title: 'This vault is from a newer Zeroskew',
    text: (version: string): string =>
      `It was left exactly as it is. Update Zeroskew to open it; this is ${version}. A backup from before the update opens, too.`,
    backups: 'See the backups'
  },

  recovery: {
    reminder: 'Your recovery code isn’t confirmed yet.',
    confirm: 'Confirm…'
  },

  list: {
    label: 'Accounts',
    columns: { account: 'Account', code: 'Code', actions: 'Actions' },
    search: 'Search',
    clearSearch: 'Clear the search',
    count: (n: number): string => count(n, 'account', 'accounts'),
    found: (n: number, of: number): string => `${figures.format(n)} of ${count(of, 'account', 'accounts')}`,
    noMatch: (query: string): string => `No account matches “${query}”.`,
    noMatchHint: 'Issuer and label are searched. Esc shows all accounts.',
    emptyTitle: 'No accounts yet',
    emptyText:
      'Copy an otpauth:// link or a picture of a QR code, then paste it here. Or drop a picture on this window.',
    emptyAdd: 'Add an account',
    paste: 'Paste',
    next: 'next',
    nextRead: (digits: string): string => `next code ${digits}`,
    codeRead: (digits: string): string => `code ${digits}`,
    noCode: 'no code at the moment',
    counter: (n: number): string => `counter ${figures.format(n)}`,
    nextCode: 'Next code',
    nextCodeOf: (name: string): string => `Next code of ${name}`,
    copy: (name: string): string => `Copy the code of ${name}`,
    copied: (name: string): string => `Code of ${name} copied`,
    remove: (name: string): string => `Remove ${name}`,
    copiedNext: (name: string): string => `Next code of ${name} copied`,
    copiedWaited: (name: string): string => `Code of ${name} copied, fresh`,
    waiting: 'Waiting for the next code…',
    removed: (name: string): string => `${name} is in the trash`,
    undo: 'Undo',
    restored: (name: string): string => `${name} is back`,
    seconds: (n: number): string => `${figures.format(n)} s`,
    countdown: (n: number, period: number): string => `${n} of ${period} seconds left`
  },

  add: {
    open: 'Add an account',
    title: 'Add an account',
    paste: 'Paste',
    pasteHint: 'An otpauth:// link or a picture of a QR code',
    choose: 'Choose a picture…',
    chooseHint: 'A screenshot or photo of the QR code',
    type: 'Type it in…',
    typeHint: 'Opens a small window of its own',
    dropHint: 'Pictures and other apps’ exports can also be dropped anywhere on this window.',
    drop: 'Drop to add',
    dropHintOver: 'Any app’s export or backup, or pictures of QR codes',
    dropText: 'Text can’t be dropped here',
    dropTextHint: 'This window never reads secrets. Copy the text, then press Paste instead.',
    locked: 'Unlock the vault first, then add the account.',
    working: 'Reading…'
  },

  secret: {
    privacy: 'Only this small window sees it, until it closes.',
    show: 'Show',
    hide: 'Hide',
    passphrase: 'Passphrase',
    recoveryCode: 'Recovery code',
    shares: 'Shares'
  },

  create: {
    lead: 'The vault is one encrypted file. Choose what opens it.',
    keychain: 'The keychain of this computer',
    keychainHint: 'Opens by itself while you are signed in. Other programs of yours could read it too.',
    keychainState: {
      present: '',
      locked: 'The keychain is locked. Unlock it and open this window again, or use a passphrase.',
      unreachable: 'The keychain doesn’t answer just now. Use a passphrase.',
      absent: 'This system has no keychain. Use a passphrase.'
    } satisfies Record<KeychainState, string>,
    passphrase: 'A passphrase',
    passphraseHint: 'Asked for after locking. Needed to show or export secrets later.',
    again: 'Once more',
    mismatch: 'The two are not the same yet.',
    empty: 'Choose a passphrase.',
    chooseOne: 'Choose at least one.',
    strength: {
      short: 'Short. Four or five random words are easier to remember and far harder to guess.',
      fair: 'Fair. A word more makes it much stronger.',
      long: 'A good length.'
    },
    create: 'Create the vault',
    busy: 'Creating… this takes a second'
  },

  recoveryCode: {
    title: 'Write this down',
    lead: 'This recovery code opens the vault if the keychain or the passphrase is lost. It isn’t stored and can’t be shown again.',
    where: 'On paper, away from this computer.',
    written: 'I have written it down',
    confirmTitle: 'Type it once, whole',
    confirmLead:
      'So you know that what is on paper opens the vault. Capital letters and dashes don’t matter.',
    showAgain: 'Show it again',
    confirm: 'Confirm',
    confirmed: 'The recovery code is confirmed',
    confirmedText: 'Keep the paper safe. You can close this window.',
    done: 'Done',
    lost: 'Not written down, or not sure?',
    renew: 'Make a new one',
    renewed: 'The old code doesn’t open this vault any more.',
    group: (n: number, text: string): string => `group ${n}: ${text}`
  },

  unlock: {
    submit: 'Unlock',
    busy: 'Opening…',
    recoveryHint: 'From your paper. Capital letters and dashes don’t matter.',
    ways: 'Unlock with'
  },

  typed: {
    kind: 'Kind',
    kinds: {
      totp: 'By time (TOTP)',
      hotp: 'By counter (HOTP)',
      steam: 'Steam',
      motp: 'mOTP',
      yandex: 'Yandex'
    },
    issuer: 'Site or service',
    label: 'Account',
    secret: 'Secret',
    secretHint: 'Letters A–Z and digits 2–7, as the site shows it. Spaces don’t matter.',
    more: 'Algorithm, digits, period',
    moreHotp: 'Algorithm, digits, counter',
    algorithm: 'Algorithm',
    digits: 'Digits',
    period: 'Period (seconds)',
    counter: 'Counter',
    add: 'Add',
    secretHexHint: 'Digits 0–9 and letters a–f, as the other device shows it.',
    pin: 'PIN',
    pinHint: { motp: 'Four digits, as on the other device.', yandex: '4 to 16 digits, as in Yandex Key.' },
    numberMissing: 'Type a whole number.',
    secretMissing: 'Type the secret that the site shows beside its QR code.'
  }
}
