/** Comma-separated values, RFC 4180, with either line end. */
import { damaged } from './container.ts'
import { TransferError } from './transfer-error.ts'

/** Ten times what 10,000 logins of Bitwarden's 11 columns are. */
const MOST_CELLS = 1_000_000

/**
 * The rows, one after another, blank ones left out. After a closing quote whatever follows up to the next comma is taken
 * as part of the cell: apps that don't quote names write such.
 * @throws TransferError `damaged-file` for a quote that isn't closed; `too-large`
 */
export function* csvRows(text: string): Generator<readonly string[]> {
  measure(text)
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    const { cell, end } = readCell(text, at)
    row.push(cell)
    if (text.charAt(end) === ',') {
      at = end + 1
      continue
    }
    if (row.length > 1 || cell !== '') yield row
    row = []
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
}

interface Cell {
  readonly cell: string
  /** Where its comma or line end stands, or the text's end. */
  readonly end: number
}

function readCell(text: string, start: number): Cell {
  if (text.charAt(start) !== '"') return unquoted(text, start)
  let quote = text.indexOf('"', start + 1)
  while (quote >= 0 && text.charCodeAt(quote + 1) === QUOTE) quote = text.indexOf('"', quote + 2)
  if (quote < 0) return damaged('file', 'a closing quote', 'the end of the file')
  const rest = unquoted(text, quote + 1)
  return { cell: text.slice(start + 1, quote).replaceAll('""', '"') + rest.cell, end: rest.end }
}

function unquoted(text: string, start: number): Cell {
  let end = start
  while (end < text.length && !isSeparator(text.charCodeAt(end))) end++
  return { cell: text.slice(start, end), end }
}

/** Counts cells before any is made: outside of quotes, each separator ends one. */
function measure(text: string): void {
  let [cells, isInQuotes] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === QUOTE) isInQuotes = !isInQuotes
    else if (!isInQuotes && isSeparator(unit) && ++cells > MOST_CELLS) {
      throw new TransferError('too-large', { expected: `≤ ${MOST_CELLS} cells`, got: 'more' })
    }
  }
}

const QUOTE = 0x22

/** Comma, line feed, carriage return. */
function isSeparator(unit: number): boolean {
  return unit === 0x2c || unit === 0x0a || unit === 0x0d
}
