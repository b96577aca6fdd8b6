/** The help pages as a terminal shows them. */
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../src/cli/printable.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

/** What a terminal has when nobody has made it wider. */
const COLUMNS = 80

describe.each(['en', 'ja'] as const)('the help in %s', (language) => {
  const { terminal, vault, desktop, exports, transfer } = wordingFor(language)
  const pages = {
    ...terminal.help,
    ...vault.help,
    ...desktop.help,
    export: exports.help,
    import: transfer.help
  }

  it.each(Object.entries(pages))(`%s fits into ${COLUMNS} columns`, (_, page) => {
    expect(page.split('\n').filter((line) => columnsOf(line) > COLUMNS)).toEqual([])
  })

  it.each(Object.entries(pages))('%s tells of --json once, and ends no line with a space', (name, page) => {
    const told = page.split('\n').filter((line) => line.startsWith('  --json'))
    expect(told.length).toBe(name === 'vault' ? 0 : 1)
    expect(page).not.toMatch(/ $/mu)
  })
})
