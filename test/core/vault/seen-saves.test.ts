import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileSystem } from '../../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'
import { noteSecondPlace, noteSeen, readSeen, type SeenSave } from '../../../src/core/vault/seen-saves.ts'
import { tempFolder, testSetting } from '../../fakes/vault-setting.ts'

const save = (revision: number): SeenSave => ({ revision, saveId: `${revision}`.padStart(32, '0') })

/** Notes by two that meet: the second begins when the first has read and is about to write, and waits for it or is done. */
async function noteAtOnce(
  first: (setting: { files: FileSystem }) => Promise<void>,
  second: (setting: { files: FileSystem }) => Promise<void>
): Promise<void> {
  const waits = Promise.withResolvers<null>()
  const link: FileSystem['link'] = async (from, to) => {
    await nodeFiles.link(from, to).catch((error: unknown) => {
      waits.resolve(null)
      throw error
    })
  }
  let other: Promise<void> | undefined
  const rename: FileSystem['rename'] = async (from, to) => {
    other = second({ files: { ...nodeFiles, link } })
    await Promise.race([other, waits.promise])
    await nodeFiles.rename(from, to)
  }
  await first({ files: { ...nodeFiles, rename } })
  await other
}

describe('the latest save seen', () => {
  it('is 6 where one process notes 5 and another 6 at the same moment', async () => {
    const path = join(tempFolder(), 'state', 'seen.json')
    const setting = await testSetting()
    await noteSeen(path, 'a', save(4), setting)
    await noteAtOnce(
      (files) => noteSeen(path, 'a', save(5), { ...setting, ...files }),
      (files) => noteSeen(path, 'a', save(6), { ...setting, ...files })
    )
    expect(await readSeen(path, 'a', nodeFiles)).toEqual(save(6))
    expect(await readdir(dirname(path))).toEqual(['seen.json'])
  })

  it('is kept of both vaults, and of a second place, where they are noted at the same moment', async () => {
    const path = join(tempFolder(), 'seen.json')
    const setting = await testSetting()
    await noteSeen(path, 'a', save(1), setting)
    await noteAtOnce(
      (files) => noteSeen(path, 'a', save(2), { ...setting, ...files }),
      (files) => noteSeen(path, 'b', save(7), { ...setting, ...files })
    )
    await noteAtOnce(
      (files) => noteSecondPlace(path, 'b', '/mnt/stick', { ...setting, ...files }),
      (files) => noteSeen(path, 'a', save(3), { ...setting, ...files })
    )
    expect(await readSeen(path, 'a', nodeFiles)).toEqual(save(3))
    expect(await readSeen(path, 'b', nodeFiles)).toEqual({ ...save(7), secondPlace: '/mnt/stick' })
  })

  it('never goes down, and nothing is written for a save that is noted', async () => {
    const path = join(tempFolder(), 'seen.json')
    const setting = await testSetting()
    await noteSeen(path, 'a', save(9), setting)
    const before = await readFile(path, 'utf8')
    const create: FileSystem['create'] = () => Promise.reject(new Error('expected nothing to be written'))
    await noteSeen(path, 'a', save(9), { ...setting, files: { ...nodeFiles, create } })
    await noteSeen(path, 'a', save(8), { ...setting, files: { ...nodeFiles, create } })
    expect(await readFile(path, 'utf8')).toBe(before)
  })

  it('is noted all the same beside a lock of which nothing can be known', async () => {
    const path = join(tempFolder(), 'seen.json')
    await writeFile(`${path}.lock`, '{"by":"another program"}')
    let nowMs = 0
    const monotonicMs = (): number => (nowMs += 600)
    await noteSeen(path, 'a', save(2), { ...(await testSetting()), monotonicMs })
    expect(await readSeen(path, 'a', nodeFiles)).toEqual(save(2))
  })

  it('stops nothing where it can’t be noted', async () => {
    const folder = tempFolder()
    await mkdir(join(folder, 'seen.json'))
    await writeFile(join(folder, 'file'), '')
    const setting = await testSetting()
    for (const path of [join(folder, 'seen.json'), join(folder, 'file', 'seen.json')]) {
      await noteSeen(path, 'a', save(1), setting)
      expect(await readSeen(path, 'a', nodeFiles)).toBeNull()
    }
    expect((await readdir(folder)).sort()).toEqual(['file', 'seen.json'])
  })
})
