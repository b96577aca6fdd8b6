/** Every file below a folder: what a search for something that mustn't lie on the disk has to read. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** @param without - Names in the folder itself that are left out, with all below them. */
export function filesIn(folder: string, without: readonly string[] = []): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !without.includes(name))
    .flatMap((name) => {
      const path = join(folder, name)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isDirectory() === true) return filesIn(path)
      return stat?.isFile() === true ? [path] : []
    })
}
