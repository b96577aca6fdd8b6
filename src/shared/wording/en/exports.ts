/** Words about exporting, in English: the terminal's, the native confirmation's, and those of the printed sheet. */
import type { ExportFormat } from '../../views/transfer.ts'
import { count } from './count.ts'
import { terminal } from './terminal.ts'

const EVERYWHERE = terminal.help.list.slice(terminal.help.list.indexOf('Everywhere:'))

/** What each format is for those who choose one. */
const formats: Readonly<Record<ExportFormat, string>> = {
  zeroskew: 'encrypted backup of Zeroskew',
  'key-uri': 'otpauth:// links, one a line',
  aegis: 'Aegis',
  'aegis-encrypted': 'Aegis, encrypted',
  '2fas': '2FAS',
  '2fas-encrypted': '2FAS, encrypted',
  bitwarden: 'Bitwarden (JSON)',
  'google-migration': 'Google Authenticator, QR codes',
  html: 'sheet to print'
}

/** Fields by the name that losses have them. */
const fields: Readonly<Record<string, string>> = {
  kind: 'its kind of code',
  size: 'too long for a QR code',
  issuer: 'issuer',
  label: 'label',
  algorithm: 'algorithm',
  digits: 'number of digits',
  period: 'period',
  counter: 'counter',
  groups: 'groups',
  note: 'note',
  favourite: 'favourite',
  icon: 'icon',
  usage: 'how often it was used'
}

function fieldList(names: readonly string[]): string {
  return names.map((name) => fields[name] ?? name).join(', ')
}

const list = Object.entries(formats)
  .map(([format, name]) => `  ${format.padEnd(20)} ${name}`)
  .join('\n')

export const exports = {
  formats,
  help: `Usage: zeroskew export FILE --to FORMAT [SEARCH...] [--password-file F] [--yes]
                       [--json]

Writes accounts to a new file, which only you can read. All of them, or those
that a SEARCH means. Nothing is ever overwritten. What the format can't carry is
said before anything is written.

Formats:
${list}

  --password-file F      the password of an encrypted file, with one trailing
                         line end dropped; else it is asked for twice
  --yes                  write secrets in clear without being asked; the vault's
                         passphrase is needed all the same, typed or by
                         --passphrase-file
  --json                 {format, isPlain, files, written, losses: [{id, issuer,
                         label, fields}]}

google-migration: FILE.txt gets the links, FILE.png or FILE.svg the QR codes, as
FILE-1of3.png … where several are needed. FILE '-' is standard output, where
that is no terminal.

Exit code 0: all of it is written; 1: some accounts couldn't be carried; 2:
nothing was; 5: not saved.

${EVERYWHERE}`,
  fileMissing: 'Say where to: zeroskew export FILE --to FORMAT',
  formatMissing: `Say which format with --to. There are:\n${list}`,
  unknownFormat: `There is no such format. There are:\n${list}`,
  noneMatches: (searches: readonly string[]) =>
    `No account matches ${searches.map((search) => `‘${search}’`).join(' or ')}, so nothing was written. See them: zeroskew list`,
  takesNoPassword: (format: string, sealed: string | null) =>
    `${format} is in clear and takes no password, so nothing was written. ${sealed === null ? 'Leave --password-file away, or choose an encrypted format; see --help.' : `Did you mean ${sealed}?`}`,
  noneCarried: 'This format can carry none of these accounts, so nothing was written. Choose another one.',
  codesEnd: 'QR codes go into a file that ends in .png or .svg, and the links into one that ends in .txt.',
  notToTerminal: 'This is not for the screen. Name a file, or lead the output into another program.',
  oneStream:
    'Several pictures don’t go through one standard output. Name a file, or export fewer accounts at a time.',
  exists: (path: string) => `${path} is there already, and nothing is overwritten. Choose another name.`,
  notWritten: (path: string, reason: string) =>
    `${path} couldn’t be written${reason === '' ? '' : ` (${reason})`}. Nothing was left there. Choose another place, and try again.`,
  passphraseFirst:
    'Secrets in clear are only written for whoever knows the vault’s passphrase, and it has none yet. Set one: zeroskew vault passphrase',
  isItYou: 'To write secrets in clear, show once more that the vault is yours.',
  nobodyToAsk: 'Nobody can be asked for the passphrase. Give it: --passphrase-file F',
  passwordOf: 'The file gets a password of its own.',
  passwordByFile: 'The file needs a password. Give it: --password-file F',
  confirmPlain: (accounts: number, format: string) =>
    `The secrets of ${count(accounts, 'account', 'accounts')} will lie in clear in the file (${format}). Whoever reads it can make your codes. Write it?`,
  without: (name: string, names: readonly string[]) => `${name}: without ${fieldList(names)}`,
  leftOut: (name: string, names: readonly string[]) => `${name}: left out (${fieldList(names)})`,
  losses: (format: string) => `This format (${format}) can’t carry everything:`,
  written: (accounts: number, path: string) => `${count(accounts, 'account', 'accounts')} written: ${path}`,
  deleteAfterwards: 'The file holds secrets in clear. Delete it as soon as you no longer need it.',
  groupsInClear: 'The names of groups stand in clear in this format, even encrypted.',

  dialog: {
    title: 'Export',
    confirm: (accounts: number) => `Write the secrets of ${count(accounts, 'account', 'accounts')} in clear?`,
    detail: (format: string) =>
      `Format: ${format}.\n\nWhoever reads the file can make your codes. In clear lie issuer, label and secret of each account, and what else the format holds. Delete it as soon as you no longer need it, and keep it off shared folders and clouds.`,
    yes: 'Write in clear',
    no: 'Cancel',
    fileName: 'zeroskew-export',
    links: 'Links',
    pictures: 'QR codes',
    files: 'Exports'
  },

  sheet: {
    language: 'en',
    title: 'Accounts of Zeroskew',
    lead: (accounts: number) =>
      `${count(accounts, 'account', 'accounts')}. Whoever holds this sheet can make the codes of each: keep it as you keep a key. To take one over, scan its QR code, or type what stands beside it.`,
    secret: 'Secret',
    pin: 'PIN',
    kind: 'Kind',
    algorithm: 'Algorithm',
    digits: 'Digits',
    period: 'Period',
    seconds: (seconds: number) => `${seconds} s`,
    counter: 'Counter',
    groups: 'Groups',
    note: 'Note',
    unnamed: '(no name)',
    noQr: 'Too long for a QR code. Type what stands beside it.'
  }
}
