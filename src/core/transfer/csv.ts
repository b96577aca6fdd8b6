/** Comma-separated values, RFC 4180, with either line end. */
import { damaged } from './container.ts'

/**
 * The rows, one after another, blank ones left out. After a closing quote whatever follows up to the next comma is taken
 * as part of the cell: apps that don't quote names write such.
 * @throws TransferError `damaged-file` for a quote that isn't closed
 */
export function* csvRows(text: string): Generator<readonly string[]> {
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
  let cell = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return damaged('file', 'a closing quote', 'the end of the file')
    if (text.charAt(quote + 1) !== '"') {
      const rest = unquoted(text, quote + 1)
      return { cell: cell + text.slice(from, quote) + rest.cell, end: rest.end }
    }
    cell += text.slice(from, quote + 1)
    from = quote + 2
  }
}

function unquoted(text: string, start: number): Cell {
  const plain = /[^,\r\n]*/uy
  plain.lastIndex = start
  const [cell = ''] = plain.exec(text) ?? []
  return { cell, end: start + cell.length }
}
