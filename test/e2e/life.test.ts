/** A first day with Zeroskew, through the built main process, preload and window, in Chromium and in the terminal. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { startChronyd, type Chronyd } from '../fakes/chronyd.ts'
import { independentCodes } from '../independent-codes.ts'
import { describeWith } from '../real-parts.ts'
import { withinOneStep } from '../time-step.ts'
import { ensureBuilt, Household, shownCode } from './app-under-test.ts'
import { copiedBy, createVaultByPassphrase, paste, request, uriOf, unlockByPassphrase } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const AWS = {
  kind: 'totp',
  issuer: 'AWS',
  label: 'root',
  secret: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30
} as const
const VAULT = {
  kind: 'totp',
  issuer: 'Vault',
  label: 'prod',
  secret: randomBytes(32),
  algorithm: 'SHA256',
  digits: 8,
  period: 60
} as const
const DOOR = {
  kind: 'hotp',
  issuer: 'Door',
  label: 'warehouse',
  secret: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  counter: 41
} as const

/** What a time-based account has to show at a moment, by somebody else's code. */
function expected(account: typeof AWS | typeof VAULT, atMs: number): string {
  const { kind, secret, algorithm, digits, period } = account
  const question = {
    kind,
    secretHex: secret.toString('hex'),
    algorithm,
    digits,
    period,
    at: Math.floor(atMs / 1000)
  }
  return independentCodes([question])[0] ?? ''
}

/** Reads a code together with a moment in its step. */
function readWithinStep(
  window: AppWindow,
  account: typeof AWS | typeof VAULT
): Promise<{ shown: string; atMs: number }> {
  return withinOneStep(
    async () => ({ shown: await shownCode(window, account.issuer), atMs: Date.now() }),
    account
  )
}

describeWith(['chromium', 'python3', 'chronyd'], 'a first day', () => {
  let server: Chronyd
  let household: Household
  let app: RunningApp
  let main: AppWindow

  beforeAll(async () => {
    ensureBuilt()
    server = await startChronyd()
    household = new Household({}, [{ name: 'Here', ways: [`ntp://127.0.0.1:${server.port}`] }])
    ;({ app, main } = await household.start())
  })

  afterAll(async () => {
    await household.end()
    await server.stop()
  })

  it('says how the clock stands before there is any vault', async () => {
    await main.page.getByTestId('screen-missing').waitFor()
    await expect.poll(() => main.page.getByTestId('clock-title').innerText()).toBe('In step')
  })

  it('makes a vault with a passphrase, and shows the recovery code in a window of its own', async () => {
    const recoveryCode = await createVaultByPassphrase(app, main, PASSPHRASE)
    expect(recoveryCode.replace(/[^0-9A-Z]/giu, '').length).toBeGreaterThanOrEqual(26)
    await main.page.getByTestId('screen-empty').waitFor()
    expect(readFileSync(household.vaultPath).includes(PASSPHRASE)).toBe(false)
  })

  it('adds three accounts by pasting, and shows the codes that an independent computation gives', async () => {
    for (const account of [AWS, VAULT, DOOR]) {
      await app.setClipboard({ text: uriOf(account) })
      await paste(main)
      await main.page.getByTestId('row').filter({ hasText: account.issuer }).waitFor()
      await main.page.keyboard.press('Escape')
    }
    for (const account of [AWS, VAULT]) {
      const { shown, atMs } = await readWithinStep(main, account)
      expect(shown).toBe(expected(account, atMs))
    }
  })

  it('gives HOTP codes in order, each stored before it is shown', async () => {
    const row = main.page.getByTestId('row').filter({ hasText: 'Door' })
    const codes = independentCodes(
      [41, 42].map((at) => ({
        kind: 'hotp',
        secretHex: DOOR.secret.toString('hex'),
        algorithm: 'SHA1',
        digits: 6,
        at,
        period: 30
      }))
    )
    for (const code of codes) {
      await row.getByTestId('next-code').click()
      await expect.poll(() => shownCode(main, 'Door')).toBe(code)
    }
    const { stdout } = await household.terminal([
      'list',
      '--json',
      '--passphrase-file',
      household.file('p', PASSPHRASE)
    ])
    const listed = JSON.parse(stdout) as { issuer: string; counter?: number }[]
    expect(listed.find(({ issuer }) => issuer === 'Door')?.counter).toBe(43)
  })

  it('copies the code that is shown', async () => {
    const row = main.page.getByTestId('row').filter({ hasText: 'AWS' })
    const { shown, copied } = await withinOneStep(async () => ({
      shown: await shownCode(main, 'AWS'),
      copied: await copiedBy(app, () => row.click())
    }))
    expect(copied).toBe(shown)
  })

  it('changes to the next code when the step ends, without a reload', async () => {
    const { shown } = await readWithinStep(main, AWS)
    await main.page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))
    await expect.poll(() => shownCode(main, 'AWS'), { timeout: 90_000, interval: 200 }).not.toBe(shown)
    const { shown: next, atMs } = await readWithinStep(main, AWS)
    expect(next).toBe(expected(AWS, atMs))
    expect(await main.page.evaluate(() => 'sameDocument' in globalThis)).toBe(true)
  })

  it('shows an account that the terminal adds, and gives the terminal the same code', async () => {
    const passphraseFile = household.file('p', PASSPHRASE)
    const extra = { ...AWS, issuer: 'GitHub', secret: randomBytes(20) }
    const added = await household.terminal(['add', '-', '--passphrase-file', passphraseFile], uriOf(extra))
    expect(added).toMatchObject({ code: 0 })
    await main.page.getByTestId('row').filter({ hasText: 'GitHub' }).waitFor()
    const { inTerminal, shown } = await withinOneStep(async () => ({
      inTerminal: await household.terminal(['code', 'aws', '--passphrase-file', passphraseFile]),
      shown: await shownCode(main, 'AWS')
    }))
    expect(inTerminal.stdout.trim()).toBe(shown)
  })

  it('says the same of the clock in the terminal', async () => {
    const { code, stdout } = await household.terminal([
      'check',
      '--json',
      '--server',
      `ntp://127.0.0.1:${server.port}`
    ])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'in-step', trust: 'single' })
  })

  it('finds an account by typing, undoes a deletion, and keeps it undone', async () => {
    await main.page.keyboard.press('Escape')
    await main.page.keyboard.type('vau')
    await expect.poll(() => main.page.getByTestId('row').count()).toBe(1)
    await main.page.keyboard.press('Escape')
    await expect.poll(() => main.page.getByTestId('row').count()).toBe(4)
    const row = main.page.getByTestId('row').filter({ hasText: 'Vault' })
    await row.hover()
    // Not near the step's end, where what is said of the copying would come in place of the way back.
    await withinOneStep(() => copiedBy(app, () => row.click()), VAULT)
    await main.page.keyboard.press('Delete')
    await expect.poll(() => main.page.getByTestId('row').count()).toBe(3)
    await main.page.getByTestId('note-action').click()
    await expect.poll(() => main.page.getByTestId('row').count()).toBe(4)
  })

  it('stays in the tray when its window is closed, with the codes to copy, and comes back by a click', async () => {
    await main.close()
    await expect.poll(async () => (await main.info())?.isVisible ?? false).toBe(false)
    const labels = (await app.trayMenu()).map(({ label }) => label)
    expect(labels.some((label) => label.startsWith('AWS (root): '))).toBe(true)
    expect(labels).toContain('In step')
    await app.clickTray()
    main = await app.windowAt('index.html')
    await main.page.getByTestId('row').first().waitFor()
  })

  it('locks: no code is left in the window, and no request but unlocking answers', async () => {
    await main.page.keyboard.press('Control+l')
    await main.page.getByTestId('screen-locked').waitFor()
    expect(await main.page.getByTestId('code').count()).toBe(0)
    const answers = [await request(main, 'accounts:list'), await request(main, 'codes:copy', 'x', 'usual')]
    expect(answers.map((answer) => (answer.ok ? 'answered' : answer.failure.code))).toEqual([
      'vault-locked',
      'vault-locked'
    ])
  })

  it('finds everything again after a restart', async () => {
    await app.close()
    ;({ app, main } = await household.start())
    await unlockByPassphrase(app, main, PASSPHRASE)
    await expect.poll(() => main.page.getByTestId('row').count()).toBe(4)
    const { shown, atMs } = await readWithinStep(main, VAULT)
    expect(shown).toBe(expected(VAULT, atMs))
  })

  it('is one instance: a second start brings the first window back', async () => {
    await main.close()
    const second = household.startAgain()
    expect(await second.exited).toMatchObject({ code: 0 })
    await expect.poll(async () => (await app.windows()).some(({ isVisible }) => isVisible)).toBe(true)
  })
})
