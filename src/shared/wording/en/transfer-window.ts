/** Words of import and export in the windows, in English. */
import type { ExportFormat, ImportEntry, ImportSource } from '../../views/transfer.ts'
import { count, figures } from './count.ts'
import { fieldNamed } from './field-names.ts'

/** What became of the entries: they add up to all that were found. */
interface PreviewSums {
  readonly fresh: number
  readonly trashed: number
  readonly there: number
  readonly twice: number
  readonly failed: number
}

interface ReceiptSums {
  readonly added: number
  readonly alreadyThere: number
  readonly leftOut: number
  readonly failed: number
}

/** "5 found: 2 new, 3 there already". */
function sums(parts: readonly (readonly [number, string])[]): string {
  const found = parts.reduce((sum, [n]) => sum + n, 0)
  const said = parts.filter(([n]) => n > 0).map(([n, text]) => `${figures.format(n)} ${text}`)
  return `${figures.format(found)} found: ${said.join(', ')}.`
}

const sources: Readonly<Record<Exclude<ImportSource['kind'], 'file'>, string>> = {
  clipboard: 'Clipboard',
  screen: 'Screen',
  camera: 'Camera',
  link: 'Link'
}

const names: Readonly<Record<ExportFormat, string>> = {
  zeroskew: 'Backup of Zeroskew',
  'aegis-encrypted': 'Aegis, encrypted',
  '2fas-encrypted': '2FAS, encrypted',
  'key-uri': 'otpauth:// links',
  aegis: 'Aegis',
  '2fas': '2FAS',
  bitwarden: 'Bitwarden (JSON)',
  'google-migration': 'Google Authenticator',
  html: 'Sheet to print'
}

/** Each format in a line, for those who choose one. */
const explained: Readonly<Record<ExportFormat, string>> = {
  zeroskew: 'Everything, sealed by a password. For safe keeping, or another computer.',
  'aegis-encrypted': 'For Aegis on Android, sealed by a password.',
  '2fas-encrypted': 'For 2FAS, sealed by a password. Group names stand in clear.',
  'key-uri': 'Links, one a line. Nearly every app reads them.',
  aegis: 'For Aegis on Android.',
  '2fas': 'For 2FAS on a phone.',
  bitwarden: 'For Bitwarden’s import.',
  'google-migration': 'Pictures to scan with Google Authenticator’s “Import”.',
  html: 'One page per few accounts, with QR codes, for a drawer with a lock.'
}

export const transferWindow = {
  /** What is wrong with a field while it is being typed. */
  typed: {
    'not-base32':
      'Only the letters A–Z and the digits 2–7 are in it. Look again: 0 may be O, and 1 may be I.',
    'not-hex': 'Only the digits 0–9 and the letters a–f are in it.',
    'not-digits': '4 to 16 digits, and nothing else.'
  },

  import: {
    open: 'Import from another app',
    openHint: 'An export or backup of Aegis, 2FAS, Google, Ente, Bitwarden and twenty more',
    source: (source: ImportSource): string => (source.kind === 'file' ? source.name : sources[source.kind]),

    reading: 'Reading…',
    deriving: (seconds: number): string =>
      seconds < 2
        ? 'Checking the password takes a moment.'
        : `Checking the password takes about ${figures.format(seconds)} s.`,

    passwordTitle: 'It asks for a password',
    passwordText: (format: string): string =>
      `This is an encrypted file of ${format}. Its password is typed in the small window, never here.`,
    passwordWrong: 'That was not its password. Capitals count.',
    passwordOpen: 'Type the password…',

    title: (n: number): string => `Add ${count(n, 'account', 'accounts')}?`,
    nothingNew: 'Nothing new here',
    noneRead: 'Nothing here can be read',
    noneChosen: 'None chosen yet',
    found: ({ fresh, trashed, there, twice, failed }: PreviewSums): string =>
      sums([
        [fresh, 'new'],
        [trashed, 'from the other app’s trash'],
        [there, 'there already'],
        [twice, 'twice in this import'],
        [failed, 'that can’t be read']
      ]),
    compare: 'Compare the codes with the other app before you delete anything there.',
    byLink:
      'A link asked for this. Add it only if you have just asked for it yourself, on a site that you trust.',
    missing: (parts: readonly number[], of: number): string =>
      parts.length === 1
        ? `Part ${parts.join('')} of ${of} is missing: scan or choose it, too.`
        : `Parts ${parts.join(', ')} of ${of} are missing: scan or choose them, too.`,
    chooseMore: 'Choose the next picture…',
    label: 'Accounts found',
    all: 'All that can be added',
    choose: (name: string): string => `Add ${name}`,
    state: {
      new: '',
      'already-there': 'There already',
      'same-name': 'Same name, other secret: both kept',
      'twice-in-file': 'Twice in this import'
    } satisfies Record<ImportEntry['state'], string>,
    trashed: 'In the trash there, and here',
    without: (fields: readonly string[]): string =>
      `Without ${[...new Set(fields.map(fieldNamed))].join(', ')}: unreadable`,
    shortened: (fields: readonly string[]): string =>
      `Too long, shortened: ${[...new Set(fields.map(fieldNamed))].join(', ')}`,
    cameWithout: (n: number): string =>
      n === 1
        ? '1 came in, but not all that belongs to it; its code is right.'
        : `${figures.format(n)} came in, but not all that belongs to them; their codes are right.`,
    kinds: {
      totp: 'TOTP',
      hotp: 'HOTP',
      steam: 'Steam',
      motp: 'mOTP',
      yandex: 'Yandex'
    } satisfies Record<ImportEntry['account']['kind'], string>,
    codeRead: (digits: string): string => `code ${digits}`,
    noCode: 'no code at the moment',
    counter: (n: number): string => `counter ${figures.format(n)}`,
    secondsLeft: (n: number): string => `${figures.format(n)} s`,
    add: (n: number): string => `Add ${count(n, 'account', 'accounts')}`,
    failedTitle: (n: number): string => `${count(n, 'entry', 'entries')} can’t be read`,
    /** @param file - Where several were read: the one that has it. */
    failedName: (entry: number, name: string, file?: string): string => {
      const place = `${file === undefined ? '' : `${file}, `}${file === undefined ? 'E' : 'e'}ntry ${figures.format(entry)}`
      return name === '' ? place : `${place}: ${name}`
    },
    more: (n: number): string => `Show ${figures.format(n)} more`,

    doneTitle: (n: number): string => `${count(n, 'account', 'accounts')} added`,
    nothingAdded: 'Nothing was added',
    sums: ({ added, alreadyThere, leftOut, failed }: ReceiptSums): string =>
      sums([
        [added, 'added'],
        [alreadyThere, 'there already'],
        [leftOut, 'left out'],
        [failed, 'that couldn’t be read']
      ]),
    keepSource: 'Keep the other app until every code has been compared: some entries did not come in.',
    keepUntilCompared: 'Keep the other app until you have compared the codes and signed in once.',
    andMore: (n: number): string => `and ${figures.format(n)} more`,
    addedToTrash: (n: number): string =>
      n === 1
        ? '1 of them is in the trash here, as it was in the other app. It can be restored.'
        : `${figures.format(n)} of them are in the trash here, as they were in the other app. They can be restored.`,
    undo: 'Undo the import',
    /** @param trashed - Those that the import had put into the trash. */
    undone: (live: number, trashed: number): string =>
      [
        ...(live === 0 ? [] : [`${count(live, 'account is', 'accounts are')} in the trash`]),
        ...(trashed === 0 ? [] : [`${count(trashed, 'account is', 'accounts are')} out of it again`])
      ].join('; '),
    done: 'Done',
    another: 'Choose another file…',
    /** Of a clipboard that holds something else. */
    notPasted:
      'What was copied is no account: expected a link that begins with otpauth://, a picture of a QR code, or a file of another app. A bare secret can be typed in.',
    typeIn: 'Type it in…',

    added: (name: string): string => `${name} added`,
    addedBeside: (name: string): string => `${name} added, beside one of the same name`,
    alreadyThere: (name: string): string => `${name} is there already; nothing was changed`,
    decideFirst: 'Decide about these accounts first.'
  },

  export: {
    open: 'Export…',
    openHint: 'A backup, a sheet to print, or a file for another app',
    title: 'Export',
    which: 'Accounts',
    all: (n: number): string => `All ${figures.format(n)}`,
    some: 'Selected',
    someCount: (n: number): string => (n === 0 ? 'None selected yet.' : `${figures.format(n)} selected.`),
    filter: 'Narrow down',
    choose: (name: string): string => `Export ${name}`,
    format: 'Format',
    encrypted: 'Encrypted',
    plain: 'In clear: whoever reads the file can make your codes',
    names,
    explained,
    losses: (n: number): string =>
      n === 1
        ? 'This format can’t carry one account whole:'
        : `This format can’t carry ${figures.format(n)} accounts whole:`,
    carriesAll: 'This format carries all of it.',
    lossCount: (n: number): string =>
      n === 1 ? 'One not carried whole' : `${figures.format(n)} not carried whole`,
    looking: 'Looking what it carries…',
    go: 'Continue…',

    /** In the small window. */
    lead: (n: number, format: string): string => `${count(n, 'account', 'accounts')} · ${format}`,
    lost: (n: number): string =>
      n === 1
        ? 'One account isn’t carried whole, as was listed.'
        : `${figures.format(n)} accounts aren’t carried whole, as was listed.`,
    nothing: 'This format can carry none of these accounts. Choose another one.',
    warning:
      'The file will hold secrets in clear: whoever reads it can make your codes. The system asks once more.',
    password: 'Password of the file',
    passwordHint: 'Whoever has the file needs it. It can’t be found again if it is lost.',
    submitPlain: 'Write in clear…',
    submit: 'Choose the place…',
    busy: 'Writing…',
    done: 'Exported',
    lies: (n: number, files: readonly string[]): string =>
      `${count(n, 'account', 'accounts')} in ${count(files.length, 'file', 'files')}:`,
    deleteAfterwards: 'It holds secrets in clear. Delete it as soon as you no longer need it.',
    print: 'Open it in a browser, print it, then delete it: it holds secrets in clear.'
  }
}
