/** Every request of the built app: refused to strangers, harmless whatever comes with it, and shut while the vault is. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeScene, type Scene } from '../checks/electron-security/ipc/scene.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt } from './app-under-test.ts'
import { request, requestSecret } from './gestures.ts'

/** 2 % of the 10,000 of `npm run fuzz:ipc`. */
const COUNT = 200
const BUDGET_MS = 100

describeWith(['chromium'], 'requests of the windows', () => {
  let scene: Scene

  beforeAll(async () => {
    ensureBuilt()
    scene = await makeScene(1)
  })

  afterAll(() => scene.household.end())

  it('are asked by harnesses that notice 9 handlers of 9 that do what none may', async () => {
    expect(await scene.runPlanted()).toEqual([])
  })

  it(`are refused to 14 strangers each and while locked, and answer ${COUNT} payloads each without a secret`, async () => {
    const report = await scene.run(COUNT, BUDGET_MS)
    expect(report).toMatchObject({ strangers: 14, unlisted: [], faults: [] })
    expect(report.foreign).toEqual({ asked: 14 * report.requests, answered: [] })
    expect(report.whileLocked.answered).toEqual([])
    expect(report.fuzzed).toBe(COUNT * report.requests)
  })

  it('are refused where the page of one window really asks for those of another', async () => {
    const { app, main } = scene
    const refused = { ok: false, failure: { code: 'internal' } }
    await request(main, 'secret-window:open', 'type-account')
    const small = await app.windowAt('secret.html')
    expect(await request(small, 'accounts:list')).toEqual(refused)
    expect(await request(small, 'vault:lock')).toEqual(refused)
    expect(await requestSecret(main, 'secret:task')).toEqual(refused)
    expect(await requestSecret(main, 'secret:show-account')).toEqual(refused)
    expect(await requestSecret(small, 'secret:task')).toMatchObject({ ok: true })
    await requestSecret(small, 'secret:close').catch(() => undefined)
  })

  it('never come from a frame or a window that the page makes: neither holds anything of ours', async () => {
    const { app, main } = scene
    const frame = `new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = location.href
      frame.onload = frame.onerror = () => {
        try { resolve(typeof frame.contentWindow.api) } catch { resolve('another origin') }
      }
      document.body.append(frame)
      setTimeout(() => resolve('never loaded'), 3000)
    })`
    expect(await main.page.evaluate(frame)).not.toBe('object')
    const before = (await app.windows()).length
    await main.page.evaluate("void setTimeout(() => window.open(location.href, '_blank'), 0)")
    expect((await app.windows()).length).toBe(before)
  })
})
