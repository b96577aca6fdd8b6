/** Words about importing, in English: the terminal's, and the names of other apps. */
import type { ImportFormat } from '../../views/transfer.ts'
import { fieldNamed } from './field-names.ts'
import { terminal } from './terminal.ts'

const EVERYWHERE = terminal.help.list.slice(terminal.help.list.indexOf('Everywhere:'))

/** How each format is called by those who have it. */
const formats: Readonly<Record<ImportFormat, string>> = {
  zeroskew: 'Zeroskew',
  'key-uri': 'otpauth:// links',
  'google-migration': 'Google Authenticator',
  aegis: 'Aegis',
  '2fas': '2FAS',
  andotp: 'andOTP',
  ente: 'Ente Auth',
  proton: 'Proton Authenticator',
  bitwarden: 'Bitwarden',
  'bitwarden-csv': 'Bitwarden (CSV)',
  'bitwarden-authenticator': 'Bitwarden Authenticator',
  stratum: 'Stratum',
  freeotp: 'FreeOTP 1',
  freeotp2: 'FreeOTP 2',
  'freeotp-plus': 'FreeOTP+',
  keepass: 'KeePassXC',
  lastpass: 'LastPass Authenticator',
  raivo: 'Raivo OTP',
  duo: 'Duo Mobile',
  steam: 'Steam',
  'totp-authenticator': 'TOTP Authenticator',
  winauth: 'WinAuth',
  'authenticator-plus': 'Authenticator Plus',
  authy: 'Authy',
  'battle-net': 'Battle.net',
  'authenticator-cc': 'Authenticator (browser extension)',
  authme: 'Authme'
}

export const transfer = {
  formats,
  help: `Usage: zeroskew import FILE... [--from FORMAT] [--password-file F]
                       [--with-trash] [--dry-run] [--json]

Takes accounts from another app's export or backup, or from a picture of QR
codes. Which app it is from is seen by the content. FILE '-' is standard input.
No account is ever replaced; what is there already is told and not doubled.

  --from FORMAT          try this format only:
                         ${Object.keys(formats)
                           .join(', ')
                           .replace(/(.{1,54})(?: |$)/gu, '$1\n                         ')
                           .trimEnd()}
  --password-file F      the export's password, with one trailing line end
                         dropped; else it is asked for
  --with-trash           take what lies in the other app's trash as live; else
                         it comes into the trash here
  --dry-run              say what would come in, and change nothing
  --json                 {format, found, added, addedToTrash, alreadyThere,
                         leftOut, failed: [{entry, name, code, message}],
                         entries: [{entry, state, kind, issuer, label,
                         counter?, trashed?, unread?, shortened?, code?}]};
                         addedToTrash are of those added; with several files
                         each entry has its file, and its number in that, and
                         there is files: [{name, …}]

Exit code 0: all of it is in; 1: some entries couldn't be read; 2: none could.

${EVERYWHERE}`,
  askPassword: (name: string, format: string) => `Password of ${name} (${format}): `,
  askPasswordOf: (name: string) => `Password of ${name}: `,
  passwordByFile:
    'This file is encrypted, and nobody can be asked for its password, because standard input is no terminal. Give the one that was chosen in the other app by --password-file F.',
  deriving: (seconds: number) => `Checking the password takes about ${seconds} s.`,
  headings: ['', 'name', 'code now'] as readonly string[],
  counter: (counter: number) => `counter ${counter}`,
  states: {
    new: 'new',
    'already-there': 'already there',
    'same-name': 'new, same name',
    'twice-in-file': 'twice in the file'
  },
  intoTrash: 'into the trash',
  twiceInFiles: 'twice in these files',
  found: (name: string, format: string, count: number) =>
    `${name} (${format}): ${count === 1 ? '1 account' : `${count} accounts`}`,
  sum: (figures: { found: number; added: number; alreadyThere: number; leftOut: number; failed: number }) =>
    [
      `Found ${figures.found} = ${figures.added} added + ${figures.alreadyThere} already there`,
      ...(figures.leftOut === 0 ? [] : [`${figures.leftOut} left out`]),
      `${figures.failed} that couldn’t be read.`
    ].join(' + '),
  wouldSum: (figures: {
    found: number
    added: number
    alreadyThere: number
    leftOut: number
    failed: number
  }) =>
    [
      `Found ${figures.found} = ${figures.added} to add + ${figures.alreadyThere} already there`,
      ...(figures.leftOut === 0 ? [] : [`${figures.leftOut} left out`]),
      `${figures.failed} that can’t be read.`
    ].join(' + '),
  dryRun: 'Nothing was changed: this was a dry run.',
  failedEntry: (entry: number, name: string, sentence: string) =>
    `Entry ${entry}${name === '' ? '' : ` (${name})`}: ${sentence}`,
  without: (field: string, names: readonly string[]) =>
    `Without ${fieldNamed(field)}, which can’t be read: ${names.length > 5 ? `${names.length} accounts` : names.join(', ')}`,
  shortened: (field: string, names: readonly string[]) =>
    `The beginning of the ${fieldNamed(field)} alone, which is longer than 1,024 bytes: ${names.length > 5 ? `${names.length} accounts` : names.join(', ')}`,
  keepSource: 'Keep the other app until every code has been compared: some entries did not come in.',
  missingParts: (parts: readonly number[], of: number) =>
    parts.length === 1
      ? `QR code ${parts[0]} of ${of} of this export is missing. Import it as well.`
      : `QR codes ${parts.join(', ')} of ${of} of this export are missing. Import them as well.`,
  inTrash: (names: readonly string[]) =>
    `In the trash there, and here: ${names.length > 5 ? `${names.length} accounts` : names.join(', ')}`,
  inOurTrash: (name: string) => `${name} lies in the trash here, too; it came in as a new account.`,
  undo: 'To take one out again: zeroskew remove SEARCH',
  restore: 'To take one out of the trash: zeroskew restore SEARCH',
  unreadable: (name: string, sentence: string) => `${name}: ${sentence}`
}
