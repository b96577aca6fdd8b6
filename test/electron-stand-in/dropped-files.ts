/**
 * Paths of files that a page holds as `File`: Electron's `webUtils.getPathForFile` answers at once, Chromium's
 * protocol a moment later. So the page gets the path of a link in a private folder, and main sees no message of the
 * page before the link lies there. The file's content never enters the page.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import type { CdpSession } from './cdp.ts'

let folder: string | null = null

/** The private folder (0700), removed at the app's end. */
export function dropFolder(): string {
  if (folder !== null) return folder
  const made = mkdtempSync(join(tmpdir(), 'electron-stand-in-dropped-'))
  folder = made
  process.once('exit', () => rmSync(made, { recursive: true, force: true, maxRetries: 20 }))
  return made
}

/**
 * Lays the link to a file of the page. A `File` that lies on no disk gets none, so that reading its path fails.
 * @param contextId - The page's isolated world.
 */
export async function linkDroppedFile(
  cdp: CdpSession,
  contextId: number,
  secretName: string,
  { index, name }: { readonly index: number; readonly name: string }
): Promise<void> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: `__standInFile(${index})`, contextId })
  if (result.objectId === undefined) return
  const { path } = await cdp.send('DOM.getFileInfo', { objectId: result.objectId })
  if (path === '' || basename(name) !== name) return
  const parent = join(dropFolder(), `${secretName}-${index}`)
  mkdirSync(parent)
  symlinkSync(path, join(parent, name))
}
