import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ExportFileError, numberedPath, writeExportFiles } from '../../../src/core/transfer/export-file.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'

const SETTING = { files: nodeFiles, randomBytes }
const SLOW_EXPORT = fileURLToPath(new URL('./slow-export.ts', import.meta.url))

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

describe('writeExportFiles', () => {
  it('writes a file for its owner alone, and leaves nothing beside it', async () => {
    const folder = tempFolder()
    await writeExportFiles([{ path: join(folder, 'a'), bytes: Buffer.from('secret') }], SETTING)
    expect(readdirSync(folder)).toEqual(['a'])
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('secret')
    if (platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['the file itself', ['b'], 'b'],
    ['the last of three', ['a', 'b', 'c'], 'c']
  ])('overwrites nothing and writes nothing where %s is there', async (_, names, there) => {
    const folder = tempFolder()
    writeFileSync(join(folder, there), 'mine')
    const files = names.map((name) => ({ path: join(folder, name), bytes: Buffer.from(name) }))
    await expect(writeExportFiles(files, SETTING)).rejects.toMatchObject({
      name: 'ExportFileError',
      code: 'exists',
      path: join(folder, there)
    })
    expect(readdirSync(folder)).toEqual([there])
    expect(readFileSync(join(folder, there), 'utf8')).toBe('mine')
  })

  it('replaces what somebody has agreed to replace', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'a'), 'old', { mode: 0o644 })
    await writeExportFiles([{ path: join(folder, 'a'), bytes: Buffer.from('new') }], SETTING, true)
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new')
    if (platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['a'])
  })

  it('takes a name of 255 bytes, as long as a name can be', async () => {
    const folder = tempFolder()
    const name = `${'n'.repeat(251)}.txt`
    await writeExportFiles([{ path: join(folder, name), bytes: Buffer.from('x') }], SETTING)
    expect(readdirSync(folder)).toEqual([name])
  })

  it('says which folder is missing, and which name is a folder', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'd'))
    const attempts = [join(folder, 'none', 'a'), join(folder, 'd')].map((path) =>
      writeExportFiles([{ path, bytes: Buffer.from('x') }], SETTING)
    )
    await expect(attempts[0]).rejects.toMatchObject({ code: 'not-written' })
    await expect(attempts[1]).rejects.toMatchObject({ code: 'exists' })
  })

  it('writes straight to the name where the file system has no second ones', async () => {
    const folder = tempFolder()
    const files = { ...nodeFiles, link: () => Promise.reject(systemError('EPERM')) }
    const file = { path: join(folder, 'a'), bytes: Buffer.from('x') }
    await writeExportFiles([file], { ...SETTING, files })
    await expect(writeExportFiles([file], { ...SETTING, files })).rejects.toMatchObject({ code: 'exists' })
    expect(readdirSync(folder)).toEqual(['a'])
  })

  it('leaves nothing behind where the disk is full', async () => {
    const folder = tempFolder()
    const files = {
      ...nodeFiles,
      create: async (path: string) => ({
        ...(await nodeFiles.create(path)),
        sync: () => Promise.reject(systemError('ENOSPC'))
      })
    }
    const attempt = writeExportFiles([{ path: join(folder, 'a'), bytes: Buffer.from('x') }], {
      ...SETTING,
      files
    })
    await expect(attempt).rejects.toThrow(ExportFileError)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe.skipIf(platform === 'win32')('an export that is ended while the disk is slow', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing by %s', async (signal) => {
    const folder = tempFolder()
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SLOW_EXPORT, folder])
    onTestFinished(() => void child.kill('SIGKILL'))
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    expect(readdirSync(folder)).toHaveLength(2)
    child.kill(signal)
    expect(await ended).toEqual([null, signal])
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('numberedPath', () => {
  it.each([
    ['/a/codes.png', 1, '/a/codes.png'],
    ['/a/codes.png', 3, '/a/codes-1of3.png'],
    ['/a.b/codes', 3, '/a.b/codes-1of3'],
    ['codes.tar.gz', 2, 'codes.tar-1of2.gz']
  ])('makes of %s, the first of %i, %s', (path, count, numbered) => {
    expect(numberedPath(path, 0, count)).toBe(numbered)
  })
})
