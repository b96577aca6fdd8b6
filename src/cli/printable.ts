/** Text that a terminal shows and doesn't obey, and tables of it: labels come from strangers' links and QR codes. */

/**
 * Replaces what a terminal would obey: C0 and C1 controls but for the line end, and the marks that turn the
 * direction of writing (UAX #9), with which a label could pose as another.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? character : '\ufffd'
  )
}

/** Cells on one line: as above, and without line ends. */
export function printableCell(text: string): string {
  return printable(text).replaceAll('\n', '\ufffd')
}

// East Asian Wide and Fullwidth (UAX #11) as far as names have them, and emoji: two columns each.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const NOTHING = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  // Nearly every name, and what makes a list of thousands quick.
  if (/^[\x20-\x7e]*$/u.test(text)) return text.length
  let columns = 0
  for (const character of text) columns += NOTHING.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return columns
}

/** Cuts a text to so many columns, with … where something is left away. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let kept = ''
  let used = 0
  for (const character of text) {
    const width = columnsOf(character)
    if (used + width > columns - 1) break
    kept += character
    used += width
  }
  return `${kept}…`
}

/** Breaks a text into lines of at most so many columns: at spaces, and where there are none between characters. */
export function wrapTo(text: string, columns: number): string[] {
  const lines: string[] = []
  let rest = text
  while (columnsOf(rest) > columns) {
    const kept = cutTo(rest, columns + 1).slice(0, -1)
    const space = rest.charAt(kept.length) === ' ' ? kept.length : kept.lastIndexOf(' ')
    const end = space > 0 ? space : Math.max(kept.length, 1)
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, rest]
}

/** Lines of a table whose columns are aligned, two spaces apart. */
export function tableOf(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(printableCell))
  const widths: number[] = []
  for (const row of cells) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columnsOf(cell))
    })
  }
  return cells.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell)))
      .join('  ')
      .trimEnd()
  )
}
