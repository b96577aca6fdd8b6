/** An export in the app: who sits here, the file's password, the native question, and what the terminal reads in the file. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExportFormat } from '../../src/shared/views/transfer.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { base32Of } from '../independent-base32.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { clickLast, closed, createVaultByPassphrase, request, requestSecret, uriOf } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const PASSWORD = 'kurage hoshi kaban'
const ACCOUNTS = ['AWS', 'GitHub', '楽天'].map((issuer) => ({
  kind: 'totp' as const,
  issuer,
  label: 'hana',
  secret: randomBytes(20),
  algorithm: 'SHA1' as const,
  digits: 6,
  period: 30
}))

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['zeroskew', 'own.zeroskew'],
  ['aegis-encrypted', 'aegis-sealed.json'],
  ['2fas-encrypted', 'two-sealed.2fas'],
  ['key-uri', 'links.txt'],
  ['aegis', 'aegis.json'],
  ['2fas', 'two.2fas'],
  ['bitwarden', 'bitwarden.json'],
  ['google-migration', 'codes.png']
]
const SEALED = ['zeroskew', 'aegis-encrypted', '2fas-encrypted']

describeWith(['chromium'], 'an export in the app', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
    await createVaultByPassphrase(app, main, PASSPHRASE)
    const links = household.file('all.txt', ACCOUNTS.map(uriOf).join('\n'))
    await main.dropFiles([links], 'body')
    await main.page.getByTestId('import-confirm').click()
    await main.page.getByTestId('import-done').click()
  })

  afterAll(() => household.end())

  /** Chooses a format in the window; gives the small window that opens. */
  async function choose(format: ExportFormat): Promise<AppWindow> {
    await main.page.getByTestId('more').click()
    await main.page.getByTestId('open-export').click()
    await main.page.getByTestId(`export-${format}`).check()
    await main.page.getByTestId('export-go').click()
    return await app.windowAt('secret.html')
  }

  /** Shows who sits here, where that is asked, and types the file's password, where it has one. */
  async function write(small: AppWindow, isSealed: boolean): Promise<void> {
    const { page } = small
    await page.getByTestId('passphrase').fill(PASSPHRASE)
    await page.getByTestId('submit').click()
    await page.getByTestId('export-lead').waitFor()
    if (isSealed) {
      await page.getByTestId('passphrase').fill(PASSWORD)
      await page.getByTestId('passphrase-again').fill(PASSWORD)
    }
    await page.getByTestId('submit').click()
  }

  it.each(FORMATS)('writes %s, and the terminal reads all of it back', async (format, name) => {
    const isSealed = SEALED.includes(format)
    const path = join(household.home, name)
    const small = await choose(format)
    if (!isSealed) await app.queueDialog({ response: 1, checkboxChecked: false })
    await app.queueDialog({ canceled: false, filePath: path })
    await write(small, isSealed)
    await small.page.getByTestId('export-done').waitFor()
    expect(await small.page.getByTestId('export-file').allInnerTexts()).toEqual([path])
    await clickLast(small, 'done')
    await closed(app, small)

    expect(statSync(path).mode & 0o777).toBe(0o600)
    if (isSealed || format === 'google-migration') {
      const text = readFileSync(path, 'latin1')
      expect(ACCOUNTS.some(({ secret }) => text.includes(base32Of(secret)))).toBe(false)
    }
    const given = isSealed ? ['--password-file', household.file('password', PASSWORD)] : []
    const opened = ['--passphrase-file', household.file('p', PASSPHRASE)]
    const read = await household.terminal(['import', path, '--dry-run', '--json', ...given, ...opened])
    expect(read).toMatchObject({ code: 0 })
    expect(JSON.parse(read.stdout)).toMatchObject({ found: 3, alreadyThere: 3, failed: [] })
  })

  it('writes nothing where the native question is answered with no, and the form stays', async () => {
    const small = await choose('key-uri')
    const path = join(household.home, 'refused.txt')
    await app.queueDialog({ response: 0, checkboxChecked: false })
    await write(small, false)
    await expect.poll(() => small.page.getByTestId('submit').getAttribute('aria-busy')).toBeNull()
    expect(await small.page.getByTestId('export-done').count()).toBe(0)
    expect(existsSync(path)).toBe(false)
    await clickLast(small, 'cancel')
    await closed(app, small)
  })

  it('refuses secrets in clear, and sealed ones, to whoever has not shown who they are', async () => {
    for (const format of ['key-uri', 'zeroskew'] as const) {
      await request(main, 'secret-window:open', { kind: 'export', format, ids: null })
      const small = await app.windowAt('secret.html')
      const asked = (await app.recorded()).dialogs.length
      expect(await requestSecret(small, 'secret:export', PASSWORD)).toMatchObject({
        ok: false,
        failure: { code: 'needs-reauthentication' }
      })
      expect((await app.recorded()).dialogs).toHaveLength(asked)
      await requestSecret(small, 'secret:close').catch(() => undefined)
      await closed(app, small)
    }
  })
})
