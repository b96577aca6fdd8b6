/** Another app's export, dropped on the window: its password, its codes, what comes in, and the way back. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { independentCodes } from '../independent-codes.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { clickLast, closed, createVaultByPassphrase, paste, request } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const AEGIS = fileURLToPath(new URL('../vectors/exports/aegis/', import.meta.url))

interface Expected {
  readonly password: string | null
  readonly accounts: readonly {
    readonly kind: 'totp' | 'hotp' | 'steam' | 'motp' | 'yandex'
    readonly issuer: string
    readonly label: string
    readonly secret: string
    readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
    readonly digits: number
    readonly period?: number
  }[]
}

const SAMPLE = 'encrypted-3.json'
const expected = (JSON.parse(readFileSync(`${AEGIS}expected.json`, 'utf8')) as Record<string, Expected>)[
  SAMPLE
]
if (expected === undefined || expected.password === null) throw new Error('expected an encrypted sample')
const { accounts, password } = { ...expected, password: expected.password }

describeWith(['chromium'], 'an import in the app', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
    await createVaultByPassphrase(app, main, PASSPHRASE)
  })

  afterAll(() => household.end())

  const textOf = (testid: string): Promise<string> => main.page.getByTestId(testid).first().innerText()
  const click = (testid: string): Promise<void> => main.page.getByTestId(testid).first().click()

  async function count(): Promise<number> {
    const outcome = await request(main, 'accounts:list')
    return outcome.ok ? outcome.value.length : -1
  }

  /** Drops a file and types its password. */
  async function open(path: string, ...passwords: readonly string[]): Promise<void> {
    await main.dropFiles([path], 'body')
    if (passwords.length === 0) return
    const small = await app.windowAt('secret.html')
    for (const [index, typed] of passwords.entries()) {
      await small.page.getByTestId('import-password').fill(typed)
      await clickLast(small, 'submit')
      if (index < passwords.length - 1) await small.page.getByTestId('failure').waitFor()
    }
    await closed(app, small)
  }

  it('says at the field that a password is wrong, and goes on with the right one', async () => {
    await open(`${AEGIS}${SAMPLE}`, 'not this one', password)
    await main.page.getByTestId('import-list').waitFor()
    expect(await main.page.getByTestId('import').getAttribute('data-step')).toBe('preview')
    expect(await count()).toBe(0)
  })

  it('shows each account with the code that it has in the other app', async () => {
    const asked = accounts.flatMap(({ kind, secret, ...account }) =>
      kind === 'totp' || kind === 'steam' ? [{ period: 30, ...account, kind, secretHex: secret }] : []
    )
    expect(asked.length).toBeGreaterThan(2)
    for (const account of asked) {
      const row = main.page.getByTestId('import-entry').filter({ hasText: account.issuer }).first()
      await expect
        .poll(async () => {
          const shown = (await row.getByTestId('import-code').first().innerText()).replace(/\s/gu, '')
          const at = Math.floor(Date.now() / 1000)
          return independentCodes([{ ...account, at }])[0] === shown
        })
        .toBe(true)
    }
  })

  it('adds what is ticked, with sums that add up, and puts it into the trash again', async () => {
    await main.page.getByTestId('import-choose').first().uncheck()
    await click('import-confirm')
    await main.page.getByTestId('receipt').waitFor()
    const n = accounts.length
    expect(await textOf('receipt-sums')).toContain(`${n} found: ${n - 1} added, 1 left out.`)
    expect(await count()).toBe(n - 1)
    await click('import-undo')
    await expect.poll(count).toBe(0)
    await expect.poll(() => main.page.getByTestId('import').count()).toBe(0)
  })

  it('tells what is there already, and adds nothing twice', async () => {
    await open(`${AEGIS}plain-3.json`)
    await click('import-confirm')
    await click('import-done')
    const had = await count()
    await open(`${AEGIS}plain-3.json`)
    await expect.poll(() => textOf('import-sums')).toContain('there already')
    expect(await main.page.getByTestId('import-confirm').count()).toBe(0)
    await click('import-cancel')
    expect(await count()).toBe(had)
  })

  it.each([
    ['a damaged one', 'damaged.json', 'damaged', 'This file is damaged or cut short'],
    ['what is no export at all', 'letter.txt', 'Dear Hana, see you soon.', 'This is no file of accounts']
  ])('says of %s what it is, in a sentence of its own', async (_, name, contents, sentence) => {
    const whole = readFileSync(`${AEGIS}plain-3.json`, 'utf8')
    const path = household.file(name, contents === 'damaged' ? whole.slice(0, -200) : contents)
    await open(path)
    await expect.poll(() => textOf('import-failure')).toContain(sentence)
    await click('import-done')
  })

  it('forgets a file whose password nobody knows, and closes the small window with it', async () => {
    await main.dropFiles([`${AEGIS}encrypted-1.json`], 'body')
    const small = await app.windowAt('secret.html')
    await main.page.getByTestId('import-type-password').waitFor()
    await click('import-cancel')
    await closed(app, small)
    await expect.poll(() => main.page.getByTestId('import').count()).toBe(0)
  })

  it('closes the small window when another file comes before its password', async () => {
    await main.dropFiles([`${AEGIS}encrypted-1.json`], 'body')
    const small = await app.windowAt('secret.html')
    await main.dropFiles([`${AEGIS}plain-3.json`], 'body')
    await closed(app, small)
    await main.page.getByTestId('import-list').waitFor()
    await click('import-cancel')
    await expect.poll(() => main.page.getByTestId('import').count()).toBe(0)
  })

  it('asks for the password of each of two files, and shows both in one preview', async () => {
    const before = await count()
    await main.dropFiles([`${AEGIS}encrypted-1.json`, `${AEGIS}${SAMPLE}`], 'body')
    const small = await app.windowAt('secret.html')
    for (const name of ['encrypted-1.json', SAMPLE]) {
      await small.page.getByText(name).waitFor()
      await small.page.getByTestId('import-password').fill(password)
      await clickLast(small, 'submit')
    }
    await closed(app, small)
    await main.page.getByTestId('import-list').waitFor()
    await click('import-cancel')
    expect(await count()).toBe(before)
  })

  it('takes one pasted account straight in, with a way back', async () => {
    const before = await count()
    await app.setClipboard({
      text: 'otpauth://totp/Straight:hana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Straight'
    })
    await paste(main)
    await expect.poll(() => textOf('note')).toContain('Straight added')
    expect(await count()).toBe(before + 1)
    expect(await main.page.getByTestId('import').count()).toBe(0)
    await click('note-action')
    await expect.poll(count).toBe(before)
  })
})
