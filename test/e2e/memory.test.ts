/** A share of `npm run check:memory`: no secret of 1,000 accounts in the main window's process after use. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MemoryScene } from '../checks/electron-security/memory-scene.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt } from './app-under-test.ts'

const USE_MS = 5000

describeWith(['chromium'], 'the main window’s memory', () => {
  const scene = new MemoryScene()

  beforeAll(async () => {
    ensureBuilt()
    await scene.begin()
  })

  afterAll(() => scene.household.end())

  it('holds none of 1,000 secrets that came by file, paste and link, after use; a planted one is found', async () => {
    expect(scene.accounts).toBe(1000)
    await scene.useFor(USE_MS)
    const { found, bytes } = await scene.scan()
    expect(bytes).toBeGreaterThan(2 ** 24)
    expect(found).toEqual([])
    expect(await scene.scanPlanted()).toEqual(expect.arrayContaining([expect.stringMatching(/^planted/u)]))
  })
})
