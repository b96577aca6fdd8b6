/** The small window in a real Chromium: what is typed goes to main and nowhere else. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Failure } from '../../src/shared/failure.ts'
import type { SecretTaskView } from '../../src/shared/views/secret-task.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer } from './built-renderer.ts'
import { stateWith } from './states.ts'

describeWith(['chromium'], 'the small window', () => {
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

  async function open(task: SecretTaskView, failures: Record<string, Failure> = {}): Promise<void> {
    page = await renderer.open('secret', stateWith({ task, failures }))
    await page.getByTestId('secret-window').waitFor()
  }

  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )

  it('creates a vault by passphrase once both agree, shows the recovery code and confirms it typed whole', async () => {
    await open({ kind: 'create', language: 'en', keychain: 'absent' })
    expect(await page.getByTestId('use-keychain').isDisabled()).toBe(true)
    await page.getByTestId('passphrase').fill('kurage hoshi kaban')
    await page.getByTestId('passphrase-again').fill('kurage hoshi kaba')
    await page.getByTestId('submit').click()
    expect(await asked('secret:create-vault')).toEqual([])
    await page.getByTestId('passphrase-again').fill('kurage hoshi kaban')
    await page.keyboard.press('Enter')
    const groups = await page.getByTestId('recovery-group').allInnerTexts()
    expect(await asked('secret:create-vault')).toEqual([
      [{ keychain: false, passphrase: 'kurage hoshi kaban' }]
    ])
    expect(groups).toHaveLength(6)
    await page.keyboard.press('Escape')
    expect(await asked('secret:close')).toEqual([])
    await page.getByTestId('submit').click()
    await page.getByTestId('recovery-typed').fill(groups.join(' '))
    await page.getByTestId('submit').click()
    await page.getByTestId('recovery-confirmed').waitFor()
    expect(await asked('secret:confirm-recovery')).toEqual([[groups.join(' ')]])
    await page.getByTestId('done').click()
    expect(await asked('secret:close')).toHaveLength(1)
  })

  it('creates a vault by keychain alone without a passphrase', async () => {
    await open({ kind: 'create', language: 'ja', keychain: 'present' })
    await page.getByTestId('submit').click()
    await page.getByTestId('recovery-code').waitFor()
    expect(await asked('secret:create-vault')).toEqual([[{ keychain: true, passphrase: null }]])
  })

  it('says at the field that a passphrase does not open the vault, and stays', async () => {
    await open(
      { kind: 'unlock', language: 'en', ways: ['passphrase', 'recovery'] },
      { 'secret:unlock': { code: 'wrong-credential' } }
    )
    await page.getByTestId('passphrase').fill('wrong')
    await page.keyboard.press('Enter')
    expect(await page.getByTestId('failure').innerText()).toContain('the vault is unchanged')
    expect(await page.getByTestId('passphrase').getAttribute('aria-invalid')).toBe('true')
    expect(await asked('secret:close')).toEqual([])
    await page.getByTestId('choice-recovery').check({ force: true })
    await page.getByTestId('recovery-typed').fill('7k2mx')
    await page.keyboard.press('Enter')
    expect((await asked('secret:unlock'))[1]).toEqual([{ kind: 'recovery', code: '7k2mx' }])
  })

  it('names the field of a typed account that can’t be used, opening it where it was folded away', async () => {
    await open(
      { kind: 'type-account', language: 'en' },
      { 'secret:add-account': { code: 'bad-field', field: 'digits', expected: '5–10', got: '99' } }
    )
    await page.getByTestId('submit').click()
    expect(await asked('secret:add-account')).toEqual([])
    await page.getByTestId('issuer').fill(' Contoso ')
    await page.getByTestId('secret').fill('GEZD GNBV')
    await page.keyboard.press('Enter')
    await page.getByTestId('digits').waitFor()
    expect(await page.getByTestId('failure').innerText()).toContain('expected 5–10, got 99')
    expect(await asked('secret:add-account')).toEqual([
      [
        {
          kind: 'totp',
          issuer: 'Contoso',
          label: '',
          secretBase32: 'GEZD GNBV',
          algorithm: 'SHA1',
          digits: 6,
          period: 30,
          counter: 0,
          pin: ''
        }
      ]
    ])
  })

  it('says at an empty number that one is wanted, and asks main nothing', async () => {
    await open({ kind: 'type-account', language: 'en' })
    await page.getByTestId('secret').fill('GEZD GNBV')
    await page.getByTestId('more-fields').click()
    await page.getByTestId('digits').fill('')
    await page.getByTestId('period').fill('half')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByTestId('failure').allInnerTexts())
      .toEqual(['Type a whole number.', 'Type a whole number.'])
    expect(await asked('secret:add-account')).toEqual([])
    await page.getByTestId('digits').fill('６')
    await page.getByTestId('period').fill('60')
    await page.keyboard.press('Enter')
    await expect.poll(() => asked('secret:add-account')).toHaveLength(1)
  })
})
