/**
 * Loads one of the app's modules out of a text, so that a planted fault runs like the real one. `electron` becomes a fake
 * that the caller gives; modules of main that are in the texts come from there, everything else from the disk.
 */
import { stripTypeScriptTypes } from 'node:module'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT, textOf, type Texts } from './texts.ts'

const FAKES = Symbol.for('zeroskew.fake-electrons')

/** Fakes of the modules loaded so far; a module finds its own by number. */
const fakes: object[] = ((globalThis as Record<symbol, unknown>)[FAKES] ??= []) as object[]

/**
 * @param path - From the repository's root.
 * @param fake - What `import … from 'electron'` gives.
 */
export async function load<M>(texts: Texts, path: string, fake: object = {}): Promise<M> {
  const electron = fakeModule(fake)
  return (await import(/* @vite-ignore */ urlOf(texts, path, electron))) as M
}

function urlOf(texts: Texts, path: string, electron: string): string {
  const script = stripTypeScriptTypes(textOf(texts, path)).replace(
    /(\bfrom\s+|\bimport\s*\(\s*)'([^']+)'/gu,
    (_all, before: string, specifier: string) => `${before}'${resolve(texts, path, specifier, electron)}'`
  )
  return dataUrl(script)
}

function resolve(texts: Texts, path: string, specifier: string, electron: string): string {
  if (specifier === 'electron') return electron
  if (!specifier.startsWith('.')) return specifier
  const target = posix.join(posix.dirname(path), specifier)
  const isMain = target.startsWith('src/main/') && texts.has(target)
  return isMain ? urlOf(texts, target, electron) : pathToFileURL(join(ROOT, target)).href
}

function fakeModule(fake: object): string {
  const number = fakes.push(fake) - 1
  const names = Object.keys(fake).join(', ')
  return dataUrl(`export const { ${names} } = globalThis[Symbol.for('zeroskew.fake-electrons')][${number}]`)
}

function dataUrl(script: string): string {
  return `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`
}
