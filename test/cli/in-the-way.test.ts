/** Files that lie where the vault's own have to be: named, and left as they are. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { makeHome, makeVault, type Home } from './run.ts'

const URI = 'otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP&issuer=Example'
let home: Home

afterEach(() => {
  home.remove()
})

it('names a lock that is nobody’s, and says to delete it: exit code 5, the vault as it was', async () => {
  home = await makeVault([URI])
  const before = readFileSync(home.vaultFile)
  const lock = `${home.vaultFile}.lock`
  writeFileSync(lock, 'not ours\n')
  const refused = await home.run(['remove', 'alice'])
  expect(refused).toMatchObject({ code: 5, stdout: '' })
  expect(refused.stderr).toContain(lock)
  expect(refused.stderr).toContain('delete')
  expect([readFileSync(home.vaultFile), readFileSync(lock, 'utf8')]).toEqual([before, 'not ours\n'])
})

it('names a folder in the place of the new file, and a file in the place of the data folder: exit code 5', async () => {
  home = await makeVault()
  mkdirSync(`${home.vaultFile}.new`)
  const refused = await home.run(['add'], { input: URI })
  expect(refused).toMatchObject({ code: 5, stdout: '' })
  expect(refused.stderr).toContain(`${home.vaultFile}.new (E`)
  const other = makeHome()
  try {
    const folder = join(other.folder, 'home')
    writeFileSync(folder, 'a file')
    const made = await other.run(['vault', 'init', '--no-keychain'])
    expect(made).toMatchObject({ stdout: '' })
    expect(made.code).toBe(5)
    expect(made.stderr).not.toContain('disk')
    expect(readFileSync(folder, 'utf8')).toBe('a file')
  } finally {
    other.remove()
  }
})

it('makes no second place for backups that isn’t there, and says so at each change and in the list', async () => {
  home = await makeVault()
  const folder = join(home.folder, 'stick')
  writeFileSync(join(home.folder, 'home', 'settings.json'), JSON.stringify({ secondPlace: folder }))
  const added = await home.run(['add'], { input: URI })
  expect([added.code, added.stderr]).toEqual([0, expect.stringContaining('second place')])
  const listed = await home.run(['vault', 'backups', '--json'])
  expect([listed.code, listed.stderr]).toEqual([0, expect.stringContaining('ENOENT')])
  expect(existsSync(folder)).toBe(false)
  mkdirSync(folder)
  const removed = await home.run(['remove', 'alice'])
  expect([removed.code, removed.stderr]).toEqual([0, expect.not.stringContaining('second place')])
  expect(readdirSync(folder)).toHaveLength(1)
})
