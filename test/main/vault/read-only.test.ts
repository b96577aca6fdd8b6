import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isReadOnly } from '../../../src/main/vault/read-only.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'

/** A vault's place: a folder with a file in it, in one that everybody may go through. */
function place(mode: number): { folder: string; path: string } {
  const outer = tempFolder()
  const folder = join(outer, 'vaults')
  mkdirSync(folder)
  const path = join(folder, 'vault.zeroskew')
  writeFileSync(path, 'x')
  chmodSync(outer, 0o755)
  chmodSync(folder, mode)
  return { folder, path }
}

/** Asked by a process without root's rights, which are above those of folders. */
async function asUser(path: string): Promise<boolean> {
  const source = new URL('../../../src/main/vault/read-only.ts', import.meta.url).href
  const script = `console.log(await (await import('${source}')).isReadOnly(${JSON.stringify(path)}))`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    { cwd: '/', ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}) }
  )
  return stdout.trim() === 'true'
}

describe('isReadOnly', () => {
  it('is false where the folder can be written, and leaves nothing there', async () => {
    const { folder, path } = place(0o777)
    expect(await isReadOnly(path)).toBe(false)
    expect(readdirSync(folder)).toStrictEqual(['vault.zeroskew'])
  })

  it.skipIf(process.platform === 'win32')('is true where this user may not write', async () => {
    expect(await asUser(place(0o777).path)).toBe(false)
    expect(await asUser(place(0o555).path)).toBe(true)
  })

  it.skipIf(process.platform === 'win32')('looks where a link leads to, not where it lies', async () => {
    const [writable, readable] = [place(0o777), place(0o555)]
    const link = join(writable.folder, 'link.zeroskew')
    symlinkSync(readable.path, link)
    expect(await asUser(link)).toBe(true)
  })

  it('is false where nothing is there to tell', async () => {
    expect(await isReadOnly(join(tempFolder(), 'gone', 'vault.zeroskew'))).toBe(false)
  })
})
