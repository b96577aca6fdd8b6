/** Where the focus begins, and where it goes when what had it is taken away, in a real Chromium. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { NOTICES, stateWith } from './states.ts'

describeWith(['chromium'], 'the focus', () => {
  let renderer: BuiltRenderer
  let page: Page

  beforeAll(async () => {
    renderer = await BuiltRenderer.start()
  })
  afterAll(() => renderer.stop())
  afterEach(() => page.context().close())

  async function open(changes: Partial<FakeState> = {}): Promise<void> {
    page = await renderer.open('index', stateWith(changes), MID_STEP)
    await page.getByTestId('clock').waitFor()
  }

  const click = (testid: string): Promise<void> => page.getByTestId(testid).first().click()
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const expectFocus = (testid: string): Promise<void> =>
    expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null))
      .toBe(testid)

  it.each<readonly [name: string, by: () => Promise<void>, begins: string, goesBack: string]>([
    ['adding, by Ctrl+N', () => press('Control+n'), 'add-paste', 'list'],
    ['adding, by its button', () => click('add'), 'add-paste', 'add'],
    ['the export, from the menu', () => fromMenu('open-export'), '', 'more'],
    ['comparing, from the menu', () => fromMenu('open-locate'), 'locate-code', 'more'],
    ['a question, at its harmless answer', emptyTrash, 'question-cancel', 'trash-empty']
  ])('begins %s, at what there is to do, and goes back by Esc', async (_, by, begins, goesBack) => {
    await open()
    await page.getByTestId('row').first().waitFor()
    await by()
    await page.getByRole('dialog').waitFor()
    if (begins !== '') await expectFocus(begins)
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expectFocus(goesBack)
  })

  async function fromMenu(item: string): Promise<void> {
    await click('more')
    await click(item)
  }

  async function emptyTrash(): Promise<void> {
    await fromMenu('open-trash')
    await click('trash-empty')
  }

  it.each([
    ['an empty vault', { accounts: [] }, 'empty-paste'],
    ['a damaged vault', { vault: { kind: 'damaged' } }, 'see-backups'],
    ['no vault', { vault: { kind: 'missing', keychain: 'present' } }, 'create-vault']
  ] satisfies readonly (readonly [string, Partial<FakeState>, string])[])(
    'begins %s at the one thing to do',
    async (_, changes, begins) => {
      await open(changes)
      await expectFocus(begins)
    }
  )

  it.each([
    ['an account', {}, 'list'],
    ['none', { accounts: [] }, 'empty-paste']
  ] satisfies readonly (readonly [string, Partial<FakeState>, string])[])(
    'after a vault was made with %s is where ? opens the help, and not in the search',
    async (_, changes, begins) => {
      await open({ ...changes, vault: { kind: 'missing', keychain: 'present' } })
      await expectFocus('create-vault')
      await page.evaluate(() =>
        window.fake.push('vault:changed', {
          kind: 'unlocked',
          ways: ['keychain', 'recovery'],
          recoveryConfirmed: false,
          notices: []
        })
      )
      await expectFocus(begins)
      await press('?')
      await page.getByRole('dialog').waitFor()
    }
  )

  it('goes on from the button that shows the other notices to the first of these', async () => {
    await open({ vault: { kind: 'unlocked', ways: ['keychain'], recoveryConfirmed: true, notices: NOTICES } })
    const before = await page.getByTestId('notice-way').count()
    await click('more-notices')
    await expectFocus('notice-way')
    const at = await page
      .getByTestId('notice-way')
      .evaluateAll((ways) => ways.findIndex((way) => way === document.activeElement))
    expect(at).toBe(before)
  })
})
