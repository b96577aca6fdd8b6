/** Words of the terminal, in English: the help pages, wrong usage, and what the commands say. */
import { assertNever } from '../../failure.ts'

const EVERYWHERE = `Everywhere:
  --home DIR             use this data folder (or set ZEROSKEW_HOME)
  --passphrase-file F    open the vault with the passphrase (or recovery code)
                         in it
  --help                 show this`

const SEARCH = 'SEARCH is a part of the issuer or label, or the id.'

/** Exports have passwords, vaults passphrases. */
const secretOf = (option: string): string =>
  option.startsWith('--password-file') ? 'password' : 'passphrase'

export const terminal = {
  help: {
    main: `Zeroskew: an authenticator that checks the clock before you log in.

Usage: zeroskew COMMAND [OPTIONS]
To begin: zeroskew vault init, then zeroskew add or zeroskew import FILE

  add [URI]              add accounts from otpauth:// links or a typed secret
  import FILE...         take accounts from another app's export or QR codes
  export FILE            write accounts for another app, paper, safe keeping
  list                   the accounts
  code SEARCH | --all    the codes
  watch                  live: codes, countdown and one line about the clock
  check                  how this computer's clock stands, by time servers
  locate SEARCH [CODE]   how far another device's clock is from this one
  edit SEARCH            names, note, groups and favourite of an account
  remove SEARCH          remove an account
  restore [SEARCH]       take an account out of the trash
  trash list | empty     what is in the trash; empty it for good
  vault init | status    make the vault; say how it stands
  vault COMMAND          ways in, backups: see zeroskew vault --help
  show | pick            the window, or the quick pick, of the running app
  report                 what a bug report needs, without labels and secrets

${EVERYWHERE}
  --version              show the version
  --json                 for machines, on standard output. What goes wrong is a
                         sentence on standard error and an exit code, and
                         standard output may be empty then

Exit codes: 0 done, or the clock is in step; 1 the clock is off, or only a part
could be imported or exported, or a backup is damaged; 2 wrong usage, input or
search, no vault where one is needed, or a no to a question: nothing was done; 3
the clock's verdict is uncertain or unknown; 4 the vault can't be opened; 5 not
saved, or unknown whether saved, or output that could not be written; 70 a fault
of Zeroskew itself; 130 cancelled. watch without a vault shows the clock alone
and ends with 0.`,
    add: `Usage: zeroskew add [URI | -]
       zeroskew add [--issuer TEXT] [--label TEXT] [--digits N] [--period N]
                    [--algorithm NAME]

Adds accounts from otpauth:// and otpauth-migration:// links, one a line.
Without URI, or with '-', they are read from standard input, where other
programs can't see them: zeroskew add < links.txt
Either all of them are added or none. An account that is there already is
never replaced.

For a site that shows a secret and no link, name the account; the secret is
asked for, or read from standard input: zeroskew add --issuer GitHub --label me

  --issuer, --label      the site, and who you are there; one of them is enough
  --digits N             the length of a code, 5 to 10; 6 if nothing is said
  --period N             seconds that a code lasts; 30 if nothing is said
  --algorithm NAME       SHA1, SHA256 or SHA512; SHA1 if nothing is said
  --json                 {added, alreadyThere}: two arrays of accounts as list
                         --json has them

${EVERYWHERE}`,
    list: `Usage: zeroskew list [--trash] [--json]

  --trash                the deleted accounts instead
  --json                 an array of {id, kind, issuer, label, algorithm,
                         digits, period | counter, groups, group?, note,
                         isFavourite, hasIcon, useCount, isCounterInDoubt?}:
                         other commands give an account in this shape, too; with
                         --trash {trash: an array of them}

${EVERYWHERE}`,
    code: `Usage: zeroskew code (SEARCH | --all) [--next] [--copy] [--json]
                    [--at TIME | --corrected [--server URL]...]

Prints the code and nothing else.
${SEARCH} For an account with a
counter (HOTP) the advanced counter is stored first.

  --all                  every time-based account, one a line; counters are not
                         advanced
  --next                 the code of the next time step as well
  --copy                 put the code into the clipboard as well, where it stays
                         until something else is copied (the app clears it after
                         a while, the terminal doesn't)
  --at TIME              the code at this time: ISO 8601 or Unix seconds
  --corrected            measure the clock first, and give the code for true
                         time where the clock is off; none where that can't be
                         known well enough (exit code 3). From servers that are
                         not authenticated only up to 120 s, with a warning
  --server URL           with --corrected: ask this time server instead of the
                         usual ones; may be repeated
  --json                 an array of {id, issuer, label, code, nextCode?,
                         timeStep, validFromMs, validUntilMs}, with --corrected
                         {…, correctedByMs, byThisClock}; for HOTP {id, issuer,
                         label, code, counter}

${EVERYWHERE}`,
    watch: `Usage: zeroskew watch [--corrected] [--demo] [--server URL]... [--json]

Shows the codes, how long they last, and one line about the clock. q ends it.
Where output is no terminal it prints once and ends.

  --corrected            codes for true time where the clock is off, with those
                         by this clock beside them; measured anew every minute,
                         and hidden at once when that no longer holds
  --demo                 invented accounts in a vault that is not kept, instead
                         of yours
  --server URL           ask this time server instead of the usual ones; may be
                         repeated
  --json                 print {clock, codes} once

${EVERYWHERE}`,
    check: `Usage: zeroskew check [--server URL]... [--max-skew DURATION]
                      [--json | --openmetrics]

Asks several time servers and says how far this computer's clock is off, with a
bound. The vault is not needed and not opened.

  --server URL           ask this server instead of the usual ones; may be
                         repeated, each is one source: nts://host[:4460],
                         ntp://host[:123] or https://host; a host alone is ntp
  --max-skew DURATION    such as 2s or 500ms, with its unit. Exit code 0: within
                         it for certain; 1: beyond; 3: neither is certain
  --json                 {verdict, effect?, offsetMs, boundMs, trust,
                         withinMaxSkew, sources, ...}; offsetMs is what to add
                         to this clock: positive means that it is slow
  --openmetrics          the same for Prometheus, in seconds

Exit codes: 0 in step; 1 off; 3 uncertain or unknown; 5 output that could not be
written.

${EVERYWHERE}`,
    locate: `Usage: zeroskew locate SEARCH [CODE] [--within DURATION] [--at-change] [--json]

Tells from a code that another device shows how far its clock and this
computer's are apart. Nothing is sent.
${SEARCH} CODE is read from standard
input where it isn't given; there the code that was shown just before may stand
on a line above it, which makes a match by accident next to impossible. Enter
the code within 20 s after reading it.

  --within DURATION      look this far to both sides, such as 3600s: 600s if
                         nothing is said, at most 86400s
  --at-change            the code is entered at the very moment when the other
                         device changes to the next: right to 1 s instead of the
                         length of a code and 20 s
  --json                 {verdict, ranges: [{lowMs, highMs}], falseMatchChance,
                         withinMs, period}; verdict: together | apart |
                         ambiguous | not-found. What is between lowMs and highMs
                         is to be added to this clock to get the other device's:
                         positive means that this one is slow

Exit codes: 0 the two may be in step; 1 they are apart for certain; 2 no code of
this account; 3 the code fits nowhere, or both near and far.

${EVERYWHERE}`,
    remove: `Usage: zeroskew remove SEARCH

Removes the one account that matches.
${SEARCH} It goes to the trash:
zeroskew restore SEARCH takes it out again.

  --json                 {removed}: the account as list --json has it

${EVERYWHERE}`,
    trash: `Usage: zeroskew trash list [--json]
       zeroskew trash empty [--yes]

Lists the deleted accounts, or deletes them for good: then only a backup has
them.

  --yes                  empty it without asking
  --json                 list: {trash}; empty: {emptied}

${EVERYWHERE}`,
    vault: `Usage: zeroskew vault COMMAND

  init [--no-keychain]   make the vault and print its recovery code, once
  status [--json]        whether there is a vault and which ways lead into it
  passphrase             set, change or remove the passphrase
  recovery               make a new recovery code, or confirm the one you have
  shares                 make shares, of which some open the vault
  rotate                 a new master key
  counter SEARCH N       confirm an HOTP counter after an older vault
  backups                kept versions: list, look into, restore from, delete
  verify                 check the vault and every backup

${EVERYWHERE}`,
    vaultInit: `Usage: zeroskew vault init [--no-keychain] [--yes] [--json]

Makes the vault and prints its recovery code, once. Its key is kept in the
system's keychain; a passphrase from --passphrase-file opens it as well. Without
a keychain a passphrase is needed, and asked for.

  --no-keychain          keep no key in the keychain; a passphrase is needed
  --yes                  even where backups of a vault that is gone lie there
  --json                 {file, ways, recoveryCode}

${EVERYWHERE}`,
    vaultStatus: `Usage: zeroskew vault status [--json]

Says whether there is a vault, where it lies and which ways lead into it. It is
not opened.

  --json                 {state, file, ways, recoveryConfirmed}

${EVERYWHERE}`
  },

  /** Wrong usage, with what to do; `what` is an option's or command's name, never a value. */
  usage: {
    'unknown-command': (what: string) =>
      `${what === '' ? 'This' : `'${what}'`} is no command of zeroskew. See: zeroskew ${what.startsWith('vault ') ? 'vault ' : ''}--help`,
    /** `what`: the command that was meant. */
    'mistyped-command': (what: string) =>
      `There is no such command. The nearest is: zeroskew ${what}. All of them: zeroskew ${what.startsWith('vault ') ? 'vault ' : ''}--help`,
    'unknown-option': (what: string) =>
      `There is no ${what === '' ? 'such option' : `option ${what}`} here. See the options with --help.${what.startsWith('--') ? '' : " A word that begins with '-' goes after '--'."}`,
    'value-missing': (what: string) => `The option ${what} needs a value. See --help.`,
    'value-unexpected': (what: string) => `The option ${what} takes no value. See --help.`,
    'given-twice': (what: string) => `The option ${what} is given more than once. Give it once.`,
    'too-many-words': (what: string) =>
      `There are too many words after '${what}'. Put a text with spaces into quotes.`,
    'search-missing': () =>
      'Say which account: a part of its issuer or label, or its id. See them: zeroskew list',
    'backup-search-missing': () =>
      'Say which accounts to restore: --all, or a part of the issuer or label of each, or its id.',
    'not-a-backup': () =>
      'This file is no backup of Zeroskew, and no vault. See the backups: zeroskew vault backups. For another app’s export: zeroskew import FILE',
    'import-file-missing': () =>
      'Say which file: zeroskew import FILE, or zeroskew import - for standard input.',
    'unknown-format': (what: string) => `There is no such format. Known ones: ${what}.`,
    'all-or-search': () => 'Give either --all or a search, not both.',
    'conflicting-options': (what: string) => `The options ${what} don't go together. Leave one away.`,
    'copy-needs-one': () => 'Only one code can be copied. Search for one account instead of --all.',
    'hotp-has-no-time': (what: string) =>
      `This account's codes follow a counter, not the time, so ${what} means nothing for it. Leave it away.`,
    'server-needs-corrected': () => '--server is for --corrected here. Give both, or leave it away.',
    'bad-time': () =>
      '--at expects a time as ISO 8601 (2026-11-22T08:30:00Z) or Unix seconds (1795336200), from 1970 to 9999.',
    'no-time-in-code': () =>
      "This account's codes follow a counter, not the time, so they say nothing of a clock. Choose another account.",
    'bad-duration': (what: string) =>
      `${what} expects a length of time with its unit, such as 2s, 0.5s or 500ms (600s, not 600), up to a day.`,
    'passphrase-file-empty': (what: string) =>
      `The file given with ${what} is empty. Write the ${secretOf(what)} into its first line.`,
    'passphrase-file-lines': (what: string) =>
      `The file given with ${what} has several lines, and such a ${secretOf(what)} couldn't be typed at a question. Write it into one line, with at most one line end after it.`,
    'name-needed': () =>
      'An account without issuer and label could not be told from others. Give it one of the two; nothing was changed.',
    'secret-without-name': () =>
      'This is no otpauth:// link; it looks like a bare secret, which needs a name. Nothing was added. Name it, then paste it again: zeroskew add --issuer SITE --label YOU',
    'name-for-secret': () => 'An account needs a name. Give --issuer, --label or both; nothing was added.',
    'secret-in-arguments': () =>
      'With --issuer and --label the secret is asked for, or read from standard input, where other programs can’t see it. Leave it out of the arguments; a link has its names itself.',
    'nothing-to-change': () =>
      'Say what to change: --issuer, --label, --note, --group, --no-groups, --favourite or --no-favourite. See: zeroskew edit --help',
    'passphrase-file-large': (what: string) =>
      `The file given with ${what} is too large for a ${secretOf(what)}: expected at most 4,096 bytes. Name the right file.`,
    /** `what`: the option, and why. */
    'passphrase-file-unreadable': (what: string) =>
      `The file with the ${secretOf(what)} can't be read (${what}). ${what.endsWith('ENOENT') ? 'There is no such file: check its name and folder.' : 'Check that it is a file, and that you may read it.'}`,
    /** `what`: the option, and why. */
    'no-folder': (what: string) =>
      `The folder can't be used (${what}), and nothing was done. Name a folder that is there and that you may write to.`,
    'passphrase-empty': () => 'The passphrase is empty. Choose one and try again.',
    'passphrases-differ': () => 'The two passphrases differ. Nothing was made; try again.',
    'nobody-to-ask': () =>
      'The vault needs its passphrase or recovery code, and nobody can be asked, because standard input is no terminal. Give --passphrase-file.',
    'passphrase-needed': () =>
      'A passphrase is needed, and nobody can be asked, because standard input is no terminal. Write one into a file and give it: --passphrase-file F',
    'no-recovery-code': () =>
      'No recovery code was given, and nobody can be asked, because standard input is no terminal. Type it there, or lead it in: zeroskew vault recovery --confirm < FILE',
    'backup-damaged': () =>
      'This backup is damaged. It was left as it is, and the vault too; choose another: zeroskew vault backups',
    'backup-nobody-to-ask': () =>
      'This backup is under another key, and nobody can be asked for its passphrase or recovery code. Give --backup-passphrase-file.',
    'no-clipboard': () =>
      'No clipboard was found: expected wl-copy, xclip, xsel, pbcopy or clip.exe. Install one, or leave --copy away.'
  },

  link: (link: number, sentence: string) => `Link ${link}: ${sentence}`,
  moreLinks: (count: number) => `${count} more can’t be used.`,
  nothingAdded: 'Nothing was added.',
  uriInArguments:
    'Warning: other programs can see a link given as an argument, and the shell keeps it. Better: zeroskew add, then paste.',
  askUri: 'Paste the otpauth:// link and press Enter (it stays hidden): ',
  askSecret: 'Paste the secret that the site shows and press Enter (it stays hidden): ',
  askPassphrase: 'Passphrase, or the recovery code: ',
  askRecoveryCode: 'Recovery code: ',
  askNewPassphrase: 'New passphrase: ',
  askPassphraseAgain: 'Once more: ',
  shortPassphrase: (characters: number, least: number) =>
    `Warning: it has only ${characters} ${characters === 1 ? 'character' : 'characters'}; with fewer than ${least} it is guessed soon. Several words are better.`,
  shortIsTaken: 'To take it nevertheless, type it again.',
  askYes: (question: string) => `${question} (yes/no) `,
  cancelled: 'Cancelled.',
  outputFailed: 'The output could not be written completely. Check the disk and try again.',

  added: (name: string) => `Added: ${name}`,
  alreadyThere: (name: string) => `Already there: ${name}`,
  sameName: (name: string) => `There is another account of the same name; both are kept: ${name}`,
  removed: (name: string) => `Removed: ${name}`,
  getBack: (id: string) => `To get it back: zeroskew restore ${id}`,
  trashEmptied: (count: number) => `Deleted for good: ${count} ${count === 1 ? 'account' : 'accounts'}`,
  emptyTrash: (count: number) =>
    `Delete ${count} ${count === 1 ? 'account' : 'accounts'} for good? Only backups have them then.`,
  needsYes: 'Nothing was done. To do it without being asked: --yes',
  noAccounts: 'There are no accounts yet. Add one: zeroskew add',
  noTimeBased:
    "No account's codes follow from the time. Those with a counter are shown one by one: zeroskew code SEARCH",
  noMatch: 'No account matches. These are there:',
  severalMatch: 'Several accounts match. Search more exactly, or by id:',
  copied: 'The code is in the clipboard. It stays there until something else is copied.',
  copyFailed: 'The code could not be put into the clipboard. Copy it by hand.',
  unnamed: '(no name)',

  noKeychain: {
    locked: 'The keychain is locked, so no key is kept there: the vault needs a passphrase.',
    unreachable: "The keychain doesn't answer, so no key is kept there: the vault needs a passphrase.",
    absent: 'There is no keychain here, so the vault needs a passphrase.'
  },
  vaultMade: (file: string) => `The vault is made: ${file}`,
  recoveryCode: 'Its recovery code, shown only now:',
  keepRecoveryCode:
    'Write it down and keep it apart from this computer: it opens the vault when the keychain or the passphrase is lost.',
  vaultAt: (file: string) => `Vault: ${file}`,
  vaultMissing: (file: string) =>
    `There is no vault at ${file}. Make one there: zeroskew vault init (with the same --home, if any), or open the window.`,
  vaultNotOpened: 'Only its header was read; this checks it all: zeroskew vault verify',
  waysIn: (ways: readonly string[]) => `Ways in: ${ways.join(', ')}`,
  recoveryUnconfirmed:
    'The recovery code has not been confirmed yet. Type it once, to be sure that yours is right: zeroskew vault recovery --confirm',
  replaceRecovery:
    'There is a recovery code that you have confirmed; a new one takes its place, and yours opens the vault no more. Make a new one?',
  seeBackups: 'Its backups: zeroskew vault backups',
  backupsOfClosed: (file: string, count: number) =>
    `${count === 1 ? 'This backup is' : `These ${count} backups are`} there. Look into one: zeroskew vault backups look FILE. To put it in the vault’s place (${file}): zeroskew vault backups restore FILE --whole`,
  noBackupsOfClosed: (folder: string) =>
    `No backup was found in ${folder}. If you keep copies elsewhere, look into one: zeroskew vault backups look FILE`,
  notChecked: 'not checked',
  backupOtherKey:
    'This backup is under another key: its own passphrase or recovery code opens it, as it was then.',
  way: { keychain: 'keychain', passphrase: 'passphrase', recovery: 'recovery code', shares: 'shares' },

  sourceHeadings: ['SERVER', 'STATE', 'OFFSET', 'BOUND', 'DELAY'],
  accountHeadings: ['ISSUER', 'LABEL', 'KIND', 'ID'],
  kind: (
    kind: 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex',
    algorithm: string,
    digits: number,
    moving: number
  ): string => {
    switch (kind) {
      case 'totp':
        return `TOTP ${algorithm}, ${digits} digits, ${moving} s`
      case 'hotp':
        return `HOTP ${algorithm}, ${digits} digits, counter ${moving}`
      case 'steam':
        return 'Steam'
      case 'motp':
        return 'mOTP'
      case 'yandex':
        return 'Yandex'
      default:
        return assertNever(kind)
    }
  },
  maxSkew: (within: 'within' | 'beyond' | 'uncertain', limit: string): string => {
    switch (within) {
      case 'within':
        return `It is within ${limit} for certain.`
      case 'beyond':
        return `It is beyond ${limit} for certain.`
      case 'uncertain':
        return `Whether it is within ${limit} is not certain.`
      default:
        return assertNever(within)
    }
  },
  agreed: (agreement: string, trust: string) => `Time servers that agree: ${agreement}, ${trust}.`,

  locateFurther: (within: string) =>
    `It was looked for within ${within} to both sides. To look further: --within 50400s`,

  corrected: {
    /** How the codes shown were made. */
    by: (length: string, bound: string) => `Corrected by ${length} (${bound})`,
    /** The code that this computer's own clock would give. */
    byThisClock: (code: string) => `by this clock ${code}`,
    label: 'corrected',
    warning:
      'Warning: these time servers are not authenticated, and the network could lie. Believe the corrected code only if you trust this network, or if another clock shows the same.',
    inStep: 'The clock is in step: nothing had to be corrected.',
    refused: {
      'not-authenticated':
        'Servers that are not authenticated are believed up to 120 s only. No code is shown. Set the clock first, or name an authenticated server: --server nts://host',
      'too-far': 'Codes are not corrected by more than a day. No code is shown. Set the clock first.'
    },
    notShown: "No code is shown, because it can't be corrected. Without --corrected codes follow this clock.",
    waiting: 'The clock is being measured anew. Codes are hidden until then.',
    /** The servers proved their answers before, and those who answer now don't. */
    lessTrusted:
      'The time servers are no longer authenticated, so codes are hidden. Start again to believe them nevertheless.',
    copied: 'The corrected code is in the clipboard. It stays there until something else is copied.'
  },

  secondsLeft: (seconds: number) => `${seconds} s`,
  /** In place of a code that only shows when it is asked for. */
  counterAccount: 'HOTP',
  more: (count: number) => `… and ${count} more`,
  watchKeys: 'q quits'
}
