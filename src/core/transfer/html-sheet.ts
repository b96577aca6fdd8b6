/**
 * A sheet of accounts to be printed and locked away: one HTML document that needs nothing besides itself, runs no script,
 * and may fetch nothing (its Content-Security-Policy says so). For A4, and as good on US Letter.
 */
import { NO_DETAILS, type NewAccount } from '../otp/account.ts'
import { formatKeyUri } from '../otp/key-uri.ts'
import { secretText } from '../otp/secret-text.ts'
import { qrSvg } from './qr-svg.ts'

/** What stands on the sheet, in the reader's language. */
export interface SheetWords {
  /** As in `<html lang>`. */
  readonly language: string
  readonly title: string
  /** Of how many accounts, and what whoever holds the sheet can do. */
  readonly lead: (count: number) => string
  readonly secret: string
  readonly pin: string
  readonly kind: string
  readonly algorithm: string
  readonly digits: string
  readonly period: string
  readonly seconds: (seconds: number) => string
  readonly counter: string
  readonly groups: string
  readonly note: string
  readonly unnamed: string
  /** In place of a code that would be too large. */
  readonly noQr: string
}

const KINDS = { totp: 'TOTP', hotp: 'HOTP', steam: 'Steam', motp: 'mOTP', yandex: 'Yandex' } as const

/** The document. A string with the secrets in it. */
export async function htmlSheet(accounts: readonly NewAccount[], words: SheetWords): Promise<string> {
  const articles: string[] = []
  for (const account of accounts) articles.push(await article(account, words))
  return `<!doctype html>
<html lang="${escape(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escape(words.title)}</h1>
<p>${escape(words.lead(accounts.length))}</p>
</header>
<main>
${articles.join('\n')}
</main>
</body>
</html>
`
}

async function article(account: NewAccount, words: SheetWords): Promise<string> {
  const { issuer, label } = account
  const [heading, under] = issuer === '' ? [label, ''] : [issuer, label]
  const svg = await qrSvg(formatKeyUri(account))
  const fields = fieldsOf(account, words).map(
    ([name, value, isCode]) =>
      `<dt>${escape(name)}</dt><dd${isCode === true ? ' class="code"' : ''}>${escape(value)}</dd>`
  )
  return `<article>
<div class="qr">${svg ?? `<p>${escape(words.noQr)}</p>`}</div>
<div>
<h2>${escape(heading === '' ? words.unnamed : heading)}</h2>
${under === '' ? '' : `<p class="label">${escape(under)}</p>\n`}<dl>${fields.join('')}</dl>
</div>
</article>`
}

type SheetField = readonly [name: string, value: string, isCode?: true]

/** What has to be typed where no camera reads the code: all of it, also what is usual. */
function fieldsOf(account: NewAccount, words: SheetWords): readonly SheetField[] {
  const { kind, algorithm, digits, details = NO_DETAILS } = account
  const secret = secretText(account.secret, kind === 'motp' ? 'hex' : 'base32')
  return [
    [words.secret, secret.replace(/(.{4})(?=.)/gu, '$1 '), true],
    ...('pin' in account ? [[words.pin, secretText(account.pin, 'utf8'), true] as const] : []),
    [words.kind, KINDS[kind]],
    [words.algorithm, algorithm],
    [words.digits, digits.toString()],
    kind === 'hotp'
      ? [words.counter, account.counter.toString()]
      : [words.period, words.seconds(account.period)],
    ...(details.groups.length === 0 ? [] : [[words.groups, details.groups.join(', ')] as const]),
    ...(details.note === '' ? [] : [[words.note, details.note] as const])
  ]
}

/** Names come from anywhere: nothing of them may become a tag, an attribute's end or an entity. */
function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`)
}

/** Black on white whatever the screen's colours are: it is for paper. */
const STYLE = `
@page { size: A4; margin: 15mm }
:root { color-scheme: light; font: 10.5pt/1.45 system-ui, sans-serif; color: #000; background: #fff }
body { max-width: 180mm; margin: 8mm auto; padding: 0 5mm }
h1 { font-size: 16pt; margin: 0 0 2mm }
header p { margin: 0 0 6mm; max-width: 140mm }
article { display: grid; grid-template-columns: 42mm 1fr; gap: 6mm; padding: 5mm 0; border-top: .3mm solid #000; break-inside: avoid }
.qr svg { display: block; width: 42mm; height: 42mm }
h2 { font-size: 12.5pt; margin: 0; overflow-wrap: anywhere }
.label { margin: 0; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5mm 4mm; margin: 2.5mm 0 0 }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap }
.code { font-family: ui-monospace, monospace; font-size: 11pt }
@media print { body { max-width: none; margin: 0; padding: 0 } }
`
