/**
 * The texts that the checks look at, by path from the repository's root: the sources of the shells, the settings, and what
 * was built. A fault is planted by changing a copy of this map, never on the disk.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export type Texts = ReadonlyMap<string, string>

const SOURCES = ['src/main', 'src/preload', 'src/renderer', 'src/shared'] as const
const SINGLE = ['electron-builder.yml', 'package.json'] as const

export function readTexts(folders: readonly string[] = [...SOURCES, 'out']): Texts {
  const paths = folders
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:ts|js|cjs|html|svelte)$/u.test(entry.name))
        .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    )
  return new Map([...paths, ...SINGLE].sort().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}

/** @throws where the file isn't there: a check that looks at nothing proves nothing. */
export function textOf(texts: Texts, path: string): string {
  const text = texts.get(path)
  if (text === undefined) throw new Error(`expected the file ${path}`)
  return text
}

/** A copy in which one place of one file reads differently. @throws where that place isn't there any more */
export function changed(texts: Texts, path: string, from: string, to: string): Texts {
  const text = textOf(texts, path)
  if (!text.includes(from)) throw new Error(`expected ${path} to hold ${from}`)
  return new Map([...texts, [path, text.replace(from, () => to)]])
}
