import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { FileSystem } from '../../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { thisProcess, type ProcessIdentity } from '../../../src/core/vault/process-identity.ts'
import { withLock } from '../../../src/core/vault/vault-lock.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))
/** A process number that no process has: above Linux's highest. */
const NO_PID = 5_000_000

async function setting(changed: { files?: FileSystem; monotonicMs?: () => number } = {}) {
  return { files: nodeFiles, process: await thisProcess(), randomBytes, deadlineMs: 60, ...changed }
}

async function lockOf(changed: Partial<ProcessIdentity>): Promise<string> {
  const path = join(tempFolder(), 'vault.lock')
  const { host, bootId, pidNamespace, pid, startTime } = await thisProcess()
  const owner = {
    host,
    bootId,
    pidNamespace,
    pid,
    startTime,
    nonce: randomBytes(16).toString('hex'),
    ...changed
  }
  await writeFile(path, JSON.stringify(owner))
  return path
}

const work = (): Promise<string> => Promise.resolve('done')

describe('the lock', () => {
  it('is waited for as long as the deadline says: 60 ms in which the tries take 25 each are 3, and a last one after it', async () => {
    const path = await lockOf({ host: 'elsewhere' })
    let nowMs = 0
    let tries = 0
    const files: FileSystem = {
      ...nodeFiles,
      link: async (existing, to) => {
        tries++
        nowMs += 25
        await nodeFiles.link(existing, to)
      }
    }
    const counted = await setting({ files, monotonicMs: () => nowMs })
    await expect(withLock(path, counted, work)).rejects.toMatchObject({ code: 'lock-held' })
    expect(tries).toBe(4)
  })

  it('is taken, and gone afterwards, also after an error', async () => {
    const path = join(tempFolder(), 'vault.lock')
    expect(await withLock(path, await setting(), work)).toBe('done')
    await expect(withLock(path, await setting(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await readdir(dirname(path))).toEqual([])
  })

  it.each([
    ['whose process is gone', { pid: NO_PID }],
    ['whose process number was given to another process', { startTime: '1' }],
    ['of this machine before it was started again', { bootId: 'another', pid: 1 }]
  ])('is broken: one %s', async (_, owner) => {
    const path = await lockOf(owner)
    expect(await withLock(path, await setting(), work)).toBe('done')
    expect(await readdir(dirname(path))).toEqual([])
  })

  it.each([
    ['of another machine', { host: 'elsewhere', pid: NO_PID }],
    ['of another pid namespace', { pidNamespace: 'pid:[1]', pid: NO_PID }],
    ['of a process that is there', {}]
  ])('is never broken: one %s', async (_, owner) => {
    const path = await lockOf(owner)
    const before = await readFile(path)
    await expect(withLock(path, await setting(), work)).rejects.toMatchObject({ code: 'lock-held' })
    expect(await readFile(path)).toEqual(before)
    expect(await readdir(dirname(path))).toEqual(['vault.lock'])
  })

  it('is named where only the user can judge it: of another machine, or nobody’s, and not one in use', async () => {
    const foreign = await lockOf({ host: 'elsewhere' })
    await expect(withLock(foreign, await setting(), work)).rejects.toMatchObject({ paths: [foreign] })
    await writeFile(foreign, 'garbage')
    await expect(withLock(foreign, await setting(), work)).rejects.toMatchObject({ paths: [foreign] })
    const inUse = await lockOf({})
    await expect(withLock(inUse, await setting(), work)).rejects.toMatchObject({ paths: [] })
    // Its owner is gone, and what is in the way is garbage in the claim to break it.
    const left = await lockOf({ pid: NO_PID })
    const { nonce } = JSON.parse(await readFile(left, 'utf8')) as { nonce: string }
    await writeFile(`${left}.break-${nonce}`, 'garbage')
    await expect(withLock(left, await setting(), work)).rejects.toMatchObject({
      paths: [`${left}.break-${nonce}`]
    })
  })

  it.each(['', '\0\0\0\0', '{"host":"a', '{"host":"a\0\0\0'])(
    'is broken: %j, which a power cut left half written',
    async (text) => {
      const path = join(tempFolder(), 'vault.lock')
      await writeFile(path, text)
      expect(await withLock(path, await setting(), work)).toBe('done')
    }
  )

  it.each(['garbage', '{}', '{"nonce":"../../x"}', 'null', '[]'])(
    'is never broken: %j, which names nobody',
    async (text) => {
      const path = join(tempFolder(), 'vault.lock')
      await writeFile(path, text)
      await expect(withLock(path, await setting(), work)).rejects.toMatchObject({ code: 'lock-held' })
    }
  )

  it('of a killed process is broken, of a running one not', async () => {
    const path = join(tempFolder(), 'vault.lock')
    const child = spawn(process.execPath, [WRITER, 'hold', path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await expect(withLock(path, await setting(), work)).rejects.toMatchObject({ code: 'lock-held' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await withLock(path, await setting(), work)).toBe('done')
    expect(await readdir(dirname(path))).toEqual([])
  })

  it('has one holder at a time among 8 breakers of one stale lock, 25 rounds', async () => {
    for (let round = 0; round < 25; round++) {
      const path = await lockOf({ pid: NO_PID })
      const breaker = { ...(await setting()), deadlineMs: 10_000 }
      let holders = 0
      let most = 0
      const one = (): Promise<void> =>
        withLock(path, breaker, async () => {
          most = Math.max(most, ++holders)
          await new Promise(setImmediate)
          holders--
        })
      await Promise.all(Array.from({ length: 8 }, one))
      expect(most).toBe(1)
    }
  })

  it('has one holder where a breaker itself was killed, and leaves no litter', async () => {
    const path = await lockOf({ pid: NO_PID })
    const { nonce } = JSON.parse(await readFile(path, 'utf8')) as { nonce: string }
    const claim = `${path}.break-${nonce}`
    const dead = JSON.parse(await readFile(path, 'utf8')) as object
    await writeFile(claim, JSON.stringify({ ...dead, nonce: randomBytes(16).toString('hex') }))
    await writeFile(`${path}.owner-${randomBytes(16).toString('hex')}`, await readFile(path))
    expect(await withLock(path, await setting(), work)).toBe('done')
    expect(await readdir(dirname(path))).toEqual([])
  })

  it('works where there are no hard links (O_EXCL)', async () => {
    const link = (): Promise<void> => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))
    const files = { ...nodeFiles, link }
    const path = join(tempFolder(), 'vault.lock')
    const inner = withLock(path, await setting({ files }), async () => {
      await expect(withLock(path, await setting({ files }), work)).rejects.toMatchObject({
        code: 'lock-held'
      })
      return 'done'
    })
    expect(await inner).toBe('done')
    expect(await readdir(dirname(path))).toEqual([])
  })

  it('that can’t be made is “not saved”', async () => {
    const path = join(tempFolder(), 'no-such-folder', 'vault.lock')
    await expect(withLock(path, await setting(), work)).rejects.toMatchObject({ code: 'not-saved' })
  })
})
