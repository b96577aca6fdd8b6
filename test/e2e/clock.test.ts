/** The clock in the window, against servers on loopback: what is said, why, and codes that are corrected only on request. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { startFakeNtpServer, type FakeNtpServer } from '../fakes/ntp-server.ts'
import { independentCodes } from '../independent-codes.ts'
import { describeWith } from '../real-parts.ts'
import { withinOneStep } from '../time-step.ts'
import { ensureBuilt, Household, shownCode } from './app-under-test.ts'
import { copiedBy, createVaultByPassphrase, paste, request, uriOf, type InventedAccount } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const SLOW_MS = 47_000
const AWS: InventedAccount = {
  kind: 'totp',
  issuer: 'AWS',
  label: 'root',
  secret: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30
}

describeWith(['chromium', 'python3'], 'the clock in the window', () => {
  const servers: FakeNtpServer[] = []
  let household: Household
  let app: RunningApp
  let main: AppWindow

  beforeAll(() => ensureBuilt())

  afterEach(async () => {
    await household.end()
    for (const server of servers.splice(0)) await server.close()
  })

  /** Starts the app with one source for each clock, ahead of this machine's by so many ms. */
  async function startWith(...aheadMs: readonly number[]): Promise<void> {
    for (const each of aheadMs) servers.push(await startFakeNtpServer({ aheadMs: each }))
    household = new Household(
      {},
      servers.map(({ url }, n) => ({ name: `Source ${n + 1}`, ways: [`ntp://${url}`] }))
    )
    ;({ app, main } = await household.start())
  }

  const verdict = (): Promise<string | null> => main.page.getByTestId('clock').getAttribute('data-verdict')

  /** Waits until the window shows the code of a time that is ahead of this machine's by so much; it may lag by a second. */
  async function expectCode(aheadMs: number): Promise<void> {
    const account = { kind: 'totp', algorithm: 'SHA1', digits: 6, period: 30 } as const
    const shownIs = async (): Promise<string> => {
      const shown = await shownCode(main, 'AWS')
      // Asked for at once: the answer may take a while.
      const unixMs = Date.now() + aheadMs
      const right = independentCodes(
        [unixMs - 1000, unixMs].map((ms) => ({
          ...account,
          secretHex: AWS.secret.toString('hex'),
          at: Math.floor(ms / 1000)
        }))
      )
      return right.includes(shown) ? 'right' : `${shown} instead of ${right.join(' or ')}`
    }
    await expect.poll(shownIs).toBe('right')
  }

  it('names the liar of three, and is right all the same', async () => {
    await startWith(0, 0, 47_000)
    await expect.poll(verdict).toBe('in-step')
    await main.page.getByTestId('clock-toggle').click()
    const statuses = async (): Promise<(string | null)[]> =>
      Promise.all(
        (await main.page.getByTestId('source-row').all()).map((row) => row.getAttribute('data-status'))
      )
    await expect.poll(statuses).toEqual(['survivor', 'survivor', 'falseticker'])
  })

  it('is not certain where two of four contradict the other two', async () => {
    await startWith(0, 0, 47_000, 47_000)
    await expect.poll(verdict).toBe('uncertain')
  })

  it('corrects codes only when asked, after a warning, copies the corrected one, and hides it at once on resume', async () => {
    await startWith(SLOW_MS, SLOW_MS, SLOW_MS)
    await expect.poll(verdict).toBe('off')
    expect(await main.page.getByTestId('clock-sentence').innerText()).toContain('47 s slow')
    await createVaultByPassphrase(app, main, PASSPHRASE)
    await app.setClipboard({ text: uriOf(AWS) })
    await paste(main)
    await main.page.getByTestId('row').waitFor()

    // By itself nothing is shifted.
    await expectCode(0)

    await main.page.getByTestId('correct-on').first().click()
    await main.page.getByTestId('correct-warning-confirm').click()
    await main.page.getByTestId('correct-off').first().waitFor()
    await expectCode(SLOW_MS)
    const { copied, shown } = await withinOneStep(
      async () => ({
        copied: await copiedBy(app, () => main.page.getByTestId('row').click()),
        shown: await shownCode(main, 'AWS')
      }),
      { period: 30, aheadMs: SLOW_MS }
    )
    expect(copied).toBe(shown)

    // Waking up voids what was measured; with the servers gone it can't be measured again.
    for (const server of servers.splice(0)) await server.close()
    await app.emitPower('resume')
    await expect.poll(() => main.page.getByTestId('code').count()).toBe(0)
    expect(await request(main, 'codes:copy', await idOf(), 'usual')).toMatchObject({ ok: false })
    await expect.poll(verdict).toBe('unknown')
  })

  async function idOf(): Promise<string> {
    const listed = await request(main, 'accounts:list')
    return listed.ok ? (listed.value[0]?.id ?? '') : ''
  }

  it('keeps what the settings say over a restart: the network is never used', async () => {
    await startWith(0)
    await expect.poll(verdict).toBe('in-step')
    const changed = await request(main, 'settings:change', { neverUseNetwork: true, warnThresholdMs: 1000 })
    expect(changed).toMatchObject({ ok: true, value: { neverUseNetwork: true, warnThresholdMs: 1000 } })
    await app.close()
    const before = servers[0]?.received() ?? 0
    ;({ app, main } = await household.start())
    await expect.poll(verdict).toBe('unknown')
    await main.page.getByTestId('check-again').click()
    expect(await request(main, 'settings:state')).toMatchObject({ value: { neverUseNetwork: true } })
    expect(servers[0]?.received()).toBe(before)
  })

  it('refuses settings out of their range, and says the range', async () => {
    await startWith(0)
    expect(await request(main, 'settings:change', { checkEveryMinutes: 1 })).toMatchObject({
      ok: false,
      failure: { code: 'bad-setting', field: 'checkEveryMinutes', expected: '30–1440' }
    })
  })
})
