/** The scripts that make a page's two worlds, as text for Chromium, and the codec of what travels between them and main. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { runInThisContext } from 'node:vm'

interface Codec {
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

/** Name of the isolated world, the same as Electron's. */
export const ISOLATED_WORLD = 'Electron Isolated Context'

/** The function that the isolated world posts to main with. */
export const BINDING = '__standInPost'

export interface WorldOptions {
  /** Known to the two worlds of one window only. */
  readonly secretName: string
  /** Folder in which links to dropped files appear. */
  readonly dropFolder: string
  /** Path of the preload script, or `null`. */
  readonly preload: string | null
}

/** Source of the page's own world. */
export function mainWorldSource({ secretName }: WorldOptions): string {
  return `(${source('main-world')})(${JSON.stringify(secretName)}, ${source('bridge-values')})`
}

/** Source of the preload's world. */
export function isolatedWorldSource({ secretName, dropFolder, preload }: WorldOptions): string {
  const code = preload === null ? '' : readFileSync(preload, 'utf8')
  const processInfo = { platform: process.platform, versions: process.versions }
  return `(${source('isolated-world')})({
    secretName: ${JSON.stringify(secretName)},
    makeCodec: ${source('codec')},
    makeBridgeValues: ${source('bridge-values')},
    dropFolder: ${JSON.stringify(dropFolder)},
    processInfo: ${JSON.stringify(processInfo)},
    preload: (require, module, exports, process) => {${code}
    }
  })`
}

/** The codec of what crosses the wire; the page runs the same source. */
export const codec = (runInThisContext(`(${source('codec')})`) as () => Codec)()

/** Text of the one function that a file of in-page/ exports. */
function source(name: string): string {
  const text = readFileSync(new URL(`./in-page/${name}.js`, import.meta.url), 'utf8')
  return text.slice(text.indexOf('export function') + 'export '.length)
}
