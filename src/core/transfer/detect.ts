/** Whose file it is: by its content, each importer in its turn; a file's name never decides alone. */
import type { FormatId } from './formats.ts'
import type { Importer, Recognition } from './importer.ts'
import { IMPORTERS } from './importers.ts'
import type { Peek } from './peek.ts'

export interface Detected {
  readonly importer: Importer
  readonly recognition: Recognition
}

/**
 * The first that recognises the file, or null where none does.
 * @param from - Only this format is tried: the user says so, where two can't be told apart.
 * @throws TransferError `too-large`: nested deeper, or with more in it, than any export
 */
export function detect(peek: Peek, from?: FormatId): Detected | null {
  for (const importer of IMPORTERS) {
    if (from !== undefined && importer.format !== from) continue
    const recognition = importer.recognise(peek)
    if (recognition !== null) return { importer, recognition }
  }
  return null
}
