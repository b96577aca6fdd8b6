/** The small window's tasks with the vault's keys, in a real Chromium: who sits here is asked first, and what is shown once is not lost by a slip. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { SecretTaskView } from '../../src/shared/views/secret-task.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { reauthenticated, stateWith, TWELVE } from './states.ts'

const SHARES = {
  'first share': { setId: '4F7A', index: 1, threshold: 2 },
  'second share': { setId: '4F7A', index: 2, threshold: 2 },
  'share of another set': { setId: 'B3D0', index: 2, threshold: 2 }
}
const [ACCOUNT] = TWELVE
if (ACCOUNT === undefined) throw new Error('expected an account')
const account = ACCOUNT

describeWith(['chromium'], 'the small window’s tasks', () => {
  let renderer: BuiltRenderer
  let page: Page

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())
  afterEach(async () => {
    expect(await page.evaluate(() => window.fake.violations)).toEqual([])
    await page.context().close()
  })

  async function open(task: SecretTaskView, changes: Partial<FakeState> = {}): Promise<void> {
    page = await renderer.open('secret', stateWith({ task, ...changes }))
    await page.getByTestId('secret-window').waitFor()
  }

  const click = (testid: string): Promise<void> => page.getByTestId(testid).first().click()
  const textOf = (testid: string): Promise<string> => page.getByTestId(testid).first().innerText()
  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )

  async function typeTwice(passphrase: string): Promise<void> {
    await page.getByTestId('passphrase').fill(passphrase)
    await page.getByTestId('passphrase-again').fill(passphrase)
    await page.keyboard.press('Enter')
  }

  it.each(['en', 'ja'] as const)(
    'shows a secret in %s only after re-authentication and a first passphrase',
    async (language) => {
      const words = wordingFor(language).tasks
      await open({
        ...reauthenticated(language, {
          needsReauthentication: true,
          hasPassphrase: false,
          needsPassphraseFirst: true
        }),
        kind: 'show-account',
        account
      })
      await page.getByText(words.reauthenticate.title, { exact: true }).waitFor()
      expect(await page.getByTestId('passphrase').count()).toBe(0)
      await page.getByTestId('recovery-typed').fill('7k2mx 9qwrt')
      await page.keyboard.press('Enter')
      await page.getByText(words.passphraseFirst.text, { exact: true }).waitFor()
      expect(await asked('secret:reauthenticate')).toEqual([[{ kind: 'recovery', code: '7k2mx 9qwrt' }]])
      await typeTwice('kurage hoshi kaban')
      await page.getByText(words.showAccount.warning, { exact: true }).waitFor()
      expect(await asked('secret:set-passphrase')).toEqual([['kurage hoshi kaban']])
      expect(await asked('secret:show-account')).toEqual([])
      await click('submit')
      expect((await textOf('account-secret')).trim()).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
      expect(await page.getByTestId('account-secret').getAttribute('aria-label')).toMatch(/^G E Z D /u)
      expect(await textOf('account-pin')).toBe('1234')
      expect(await page.getByTestId('account-qr').getAttribute('alt')).toBe(words.showAccount.qr('AWS'))
      await click('copy-uri')
      await page.getByText(words.showAccount.copied, { exact: true }).waitFor()
      await page.keyboard.press('Escape')
      expect(await asked('secret:close')).toHaveLength(1)
    }
  )

  it('says at the field that a passphrase is wrong, and takes Touch ID where it is offered', async () => {
    await open(
      {
        ...reauthenticated('en', { needsReauthentication: true, canAskSystem: true }),
        kind: 'new-recovery'
      },
      { failures: { 'secret:reauthenticate': { code: 'wrong-credential' } } }
    )
    await page.getByTestId('passphrase').fill('wrong')
    await page.keyboard.press('Enter')
    await expect.poll(() => textOf('failure')).toContain('That doesn’t open the vault')
    expect(await page.getByTestId('passphrase').getAttribute('aria-invalid')).toBe('true')
    await click('ask-system')
    await expect.poll(() => textOf('submit')).toBe('Make a new code')
    expect(await asked('secret:reauthenticate-by-system')).toHaveLength(1)
  })

  it('asks again who sits here where main says so in the middle', async () => {
    await open(
      { ...reauthenticated('en', { needsReauthentication: true }), kind: 'new-recovery' },
      { failures: { 'secret:new-recovery': { code: 'needs-reauthentication' } } }
    )
    await page.getByTestId('passphrase').fill('right')
    await page.keyboard.press('Enter')
    await expect.poll(() => textOf('submit')).toBe('Make a new code')
    await click('submit')
    await page.getByTestId('passphrase').waitFor()
    expect(await textOf('failure')).toContain('Show first that it is you')
  })

  it('changes the passphrase once both agree, derives with a way to stop, and removes it after saying what follows', async () => {
    const task = { ...reauthenticated('en'), kind: 'set-passphrase', canRemove: true } as const
    await open(task, { hanging: ['secret:set-passphrase'] })
    await page.getByTestId('passphrase').fill('kurage hoshi kaban')
    await page.getByTestId('passphrase-again').fill('kurage')
    await page.keyboard.press('Enter')
    expect(await asked('secret:set-passphrase')).toEqual([])
    await typeTwice('kurage hoshi kaban')
    await expect.poll(() => textOf('submit')).toBe('Deriving the key…')
    await click('stop')
    expect(await asked('secret:cancel')).toHaveLength(1)
    expect(await asked('secret:close')).toEqual([])
    await page.context().close()

    await open(task)
    await click('passphrase-remove')
    expect(await asked('secret:set-passphrase')).toEqual([])
    await click('submit')
    await page.getByTestId('passphrase-removed').waitFor()
    expect(await asked('secret:set-passphrase')).toEqual([[null]])
    await click('done')
    expect(await asked('secret:close')).toHaveLength(1)
  })

  it('doesn’t offer to remove a passphrase that is one of two ways in', async () => {
    await open({ ...reauthenticated('en'), kind: 'set-passphrase', canRemove: false })
    await page.getByText('two ways in must remain').waitFor()
    expect(await page.getByTestId('passphrase-remove').count()).toBe(0)
  })

  it.each(['en', 'ja'] as const)(
    'makes 3 of 5 shares in %s, shows each with set and number, and prints them',
    async (language) => {
      const words = wordingFor(language).tasks.shares
      await open({ ...reauthenticated(language), kind: 'make-shares', replacesSet: true })
      await page.getByText(words.replaces, { exact: true }).waitFor()
      await page.getByTestId('share-count-wanted').selectOption('5')
      await page.getByTestId('share-threshold').selectOption('4')
      await page.getByTestId('share-count-wanted').selectOption('3')
      // No more can be needed than there are.
      expect(await textOf('shares-mean')).toBe(words.any(3, 3))
      await page.getByTestId('share-count-wanted').selectOption('5')
      expect(await textOf('shares-mean')).toBe(words.any(3, 5))
      await click('submit')
      await page.getByTestId('share-sheet').first().waitFor()
      expect(await asked('secret:make-shares')).toEqual([[{ threshold: 3, count: 5 }]])
      expect(await page.getByTestId('share-sheet').count()).toBe(5)
      expect(await page.getByTestId('share-sheet').nth(4).innerText()).toContain(words.index(5, 5))
      expect(await page.getByTestId('share-sheet').nth(4).innerText()).toContain(words.set('4F7A-19C2'))
      await page.keyboard.press('Escape')
      expect(await asked('secret:close')).toEqual([])
      await click('shares-done')
      await page.getByText(words.leave).waitFor()
      await click('shares-stay')
      await page.evaluate(() => (window.print = () => (document.title = 'printed')))
      await click('shares-print')
      expect(await page.title()).toBe('printed')
      await click('shares-done')
      expect(await asked('secret:close')).toHaveLength(1)
    }
  )

  it('prints one sheet a page, and nothing else', async () => {
    await open({ ...reauthenticated('en'), kind: 'make-shares', replacesSet: false })
    await click('submit')
    await page.getByTestId('share-sheet').first().waitFor()
    const paper = await page.pdf({ format: 'A4' })
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/gu)).toHaveLength(3)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByTestId('shares-print').isVisible()).toBe(false)
    expect(await page.locator('h1').isVisible()).toBe(false)
    expect(await page.getByText('In Zeroskew: Unlock').first().isVisible()).toBe(true)
  })

  it('opens by shares typed one by one: each wrong one with its own sentence, one taken back', async () => {
    await open(
      { kind: 'unlock', language: 'en', ways: ['keychain', 'recovery', 'shares'] },
      { shares: SHARES }
    )
    await page.getByTestId('choice-shares').check({ force: true })
    expect(await page.getByTestId('submit').isDisabled()).toBe(true)
    const type = async (text: string): Promise<void> => {
      await page.getByTestId('share-typed').fill(text)
      await page.keyboard.press('Enter')
    }
    await type('first share')
    await expect.poll(() => textOf('share-count')).toBe('1 of 2')
    await type('first share')
    await expect.poll(() => textOf('failure')).toContain('given twice')
    await type('share of another set')
    await expect.poll(() => textOf('failure')).toContain('different sets')
    expect(await textOf('share-count')).toBe('1 of 2')
    await type('second share')
    await expect.poll(() => textOf('share-count')).toContain('2 of 2')
    await page.getByTestId('share-remove').first().click()
    await expect.poll(() => textOf('share-count')).toBe('1 of 2')
    await type('first share')
    await click('submit')
    await expect
      .poll(() => asked('secret:unlock'))
      .toEqual([[{ kind: 'shares', shares: ['first share', 'second share'] }]])
    expect(await asked('secret:close')).toHaveLength(1)
  })

  it('takes several shares pasted at once, one a line, and says which of them is mistyped', async () => {
    await open(
      { kind: 'unlock', language: 'en', ways: ['shares'] },
      { shares: SHARES, failures: { 'secret:check-share': { code: 'share-mistyped' } } }
    )
    await page.getByTestId('share-typed').evaluate((input) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', 'first share\nsecond share\n')
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await expect.poll(() => textOf('failure')).toContain('is not a share, or it is mistyped')
    expect(await page.getByTestId('share-typed').inputValue()).toBe('first share')
  })

  it.each(['en', 'ja'] as const)(
    'says in %s what a change of the master key does, then shows the new recovery code and what is void',
    async (language) => {
      const words = wordingFor(language).tasks
      await open({ ...reauthenticated(language), kind: 'rotate', voided: ['recovery', 'shares'] })
      for (const point of Object.values(words.rotate.points))
        expect(await textOf('rotate-points')).toContain(point)
      expect(await asked('secret:rotate')).toEqual([])
      await click('submit')
      await expect.poll(() => page.getByTestId('recovery-group').count()).toBe(6)
      expect(await textOf('rotated')).toContain(
        words.rotate.voided(words.list([words.ways.recovery, words.ways.shares]))
      )
      await page.keyboard.press('Escape')
      expect(await asked('secret:close')).toEqual([])
    }
  )

  it('makes a new recovery code and has it confirmed', async () => {
    await open({ ...reauthenticated('en'), kind: 'new-recovery' })
    expect(await asked('secret:new-recovery')).toEqual([])
    await click('submit')
    const groups = await page.getByTestId('recovery-group').allInnerTexts()
    expect(await page.getByText('The old code doesn’t open this vault any more.').count()).toBe(1)
    await click('submit')
    await page.getByTestId('recovery-typed').fill(groups.join('-'))
    await page.keyboard.press('Enter')
    await page.getByTestId('recovery-confirmed').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('done')
  })

  it('takes the password of a file, and says that the last one was wrong', async () => {
    const source = { kind: 'file', name: 'aegis.json' } as const
    await open({ kind: 'import-password', language: 'en', format: 'aegis', source, wasWrong: true })
    expect(await textOf('failure')).toContain('not the password of this file')
    await page.getByTestId('import-password').fill('kurage')
    expect(await page.getByTestId('failure').count()).toBe(0)
    await page.keyboard.press('Enter')
    await expect.poll(() => asked('secret:import-password')).toEqual([['kurage']])
    await expect.poll(() => asked('secret:close')).toHaveLength(1)
  })

  it('asks for the password of the next file of several, and stays', async () => {
    const of = (name: string): SecretTaskView => ({
      kind: 'import-password',
      language: 'en',
      format: 'aegis',
      source: { kind: 'file', name },
      wasWrong: false
    })
    await open(of('first.json'), { nextTask: of('second.json') })
    await page.getByTestId('import-password').fill('kurage')
    await page.keyboard.press('Enter')
    await page.getByText('second.json').waitFor()
    expect(await asked('secret:close')).toEqual([])
  })

  it('types in an account with a PIN by its own fields', async () => {
    await open({ kind: 'type-account', language: 'en' })
    await page.getByTestId('kind').selectOption('motp')
    expect(await page.getByTestId('more-fields').count()).toBe(0)
    await page.getByTestId('secret').fill('e3152afee62599c8')
    await page.getByTestId('pin').fill('1234')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked('secret:add-account')).toHaveLength(1)
    expect((await asked('secret:add-account'))[0]?.[0]).toMatchObject({
      kind: 'motp',
      secretBase32: 'e3152afee62599c8',
      digits: 6,
      period: 10,
      pin: '1234'
    })
  })
})
