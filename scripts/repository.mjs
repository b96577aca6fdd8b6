/** Where things lie in the checkout, and how its scripts talk. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

export const BIN = join(ROOT, 'node_modules', '.bin')

/** The project's own Node (Electron's major), from the npm package `node`. */
export const OWN_NODE = join(
  ROOT,
  'node_modules',
  ...(process.platform === 'win32' ? ['node', 'bin', 'node.exe'] : ['.bin', 'node'])
)

/** One line for the person at the terminal; standard output belongs to what they asked for. */
export function say(sentence) {
  console.error(`zeroskew: ${sentence}`)
}

/** SHA-256 of a file of the checkout, or `null` where it can't be read. */
export function hashOf(path) {
  try {
    return createHash('sha256')
      .update(readFileSync(join(ROOT, path)))
      .digest('hex')
  } catch {
    return null
  }
}

/** Text of a file of the checkout, or `null`. */
export function readText(path) {
  try {
    return readFileSync(join(ROOT, path), 'utf8')
  } catch {
    return null
  }
}
