/** The whole life by keyboard alone, in the built app: the focus is never lost, and is seen wherever it is. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { base32Of } from '../independent-base32.ts'
import { describeWith } from '../real-parts.ts'
import { withinOneStep } from '../time-step.ts'
import { ensureBuilt, Household, shownCode } from './app-under-test.ts'
import { closed, copiedBy, enterLast } from './gestures.ts'

const PASSPHRASE = 'kurage hoshi kaban tokei'

/** More presses of Tab than any page has stops. */
const MOST_STOPS = 90

/** Where the focus is, and whether a ring is seen there; run in the page. */
const FOCUS = `(() => {
  const element = document.activeElement
  if (element === null || element === document.body) return { at: null, isSeen: false }
  // In a list the ring is at the row that it names.
  const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
  const rings = row === null ? [] : [getComputedStyle(row), getComputedStyle(row, '::before'), getComputedStyle(row, '::after')]
  for (let it = element; it !== null && rings.length < 6; it = it.parentElement) rings.push(getComputedStyle(it))
  const isSeen = rings.some(({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow.includes('inset'))
  return { at: element.dataset.testid ?? element.tagName, isSeen: isSeen || element.tagName === 'H1' }
})()`

interface Focus {
  readonly at: string | null
  readonly isSeen: boolean
}

async function focus({ page }: AppWindow): Promise<Focus> {
  return page.evaluate<Focus>(FOCUS)
}

/** The focus is there, and is seen. */
async function expectFocus(window: AppWindow, at: string): Promise<void> {
  await expect.poll(() => focus(window)).toEqual({ at, isSeen: true })
}

/** Somewhere, seen, and not on nothing. */
async function expectSomeFocus(window: AppWindow): Promise<void> {
  await expect.poll(async () => (await focus(window)).at).not.toBeNull()
  expect((await focus(window)).isSeen).toBe(true)
}

/** Presses Tab until the focus is there; at each stop it is somewhere, and seen. */
async function tabTo(window: AppWindow, testid: string): Promise<void> {
  for (let i = 0; i < MOST_STOPS; i++) {
    const { at, isSeen } = await focus(window)
    if (at === testid) return
    if (at !== null && !isSeen) throw new Error(`expected a ring at ${at}`)
    await window.page.keyboard.press('Tab')
  }
  throw new Error(`expected to reach ${testid} within ${MOST_STOPS} stops`)
}

describeWith(['chromium'], 'everything by keyboard', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow

  const press = (key: string): Promise<void> => main.page.keyboard.press(key)
  const rows = (): Promise<number> => main.page.getByTestId('row').count()

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
  })
  afterAll(() => household.end())

  async function addTyped(issuer: string, label: string): Promise<void> {
    await press('Control+n')
    await main.page.getByTestId('add-dialog').waitFor()
    await tabTo(main, 'add-type')
    await press('Enter')
    const small = await app.windowAt('secret.html')
    await expectFocus(small, 'issuer')
    const { keyboard } = small.page
    await keyboard.type(issuer)
    await tabTo(small, 'label')
    await keyboard.type(label)
    await tabTo(small, 'secret')
    await keyboard.type(base32Of(randomBytes(20)))
    await enterLast(small)
    await closed(app, small)
    await main.page.getByTestId('row').filter({ hasText: issuer }).waitFor()
    await expectSomeFocus(main)
  }

  it('goes through the first run', async () => {
    await expectFocus(main, 'create-vault')
    await press('Enter')
    const small = await app.windowAt('secret.html')
    const { keyboard } = small.page
    await small.page.getByTestId('submit').waitFor()
    await tabTo(small, 'passphrase')
    await keyboard.type(PASSPHRASE)
    await tabTo(small, 'passphrase-again')
    await keyboard.type(PASSPHRASE)
    await keyboard.press('Enter')
    await small.page.getByTestId('recovery-code').waitFor()
    const code = (await small.page.getByTestId('recovery-group').allInnerTexts()).join('-')
    await expectSomeFocus(small)
    await tabTo(small, 'submit')
    await keyboard.press('Enter')
    await small.page.getByTestId('recovery-typed').waitFor()
    await tabTo(small, 'recovery-typed')
    await keyboard.type(code)
    await keyboard.press('Enter')
    await expectFocus(small, 'done')
    await enterLast(small)
    await closed(app, small)
    await main.page.getByTestId('screen-empty').waitFor()
    await expectSomeFocus(main)
  })

  it('adds two accounts by typing', async () => {
    await addTyped('GitHub', 'hana@example.jp')
    await addTyped('Contoso', 'root')
    expect(await rows()).toBe(2)
  })

  it('searches and copies', async () => {
    await main.page.keyboard.type('git')
    await expect.poll(rows).toBe(1)
    await expectFocus(main, 'search')
    const { copied, shown } = await withinOneStep(async () => ({
      copied: await copiedBy(app, () => press('Enter')),
      shown: await shownCode(main, 'GitHub')
    }))
    expect(copied).toBe(shown)
    await press('Escape')
    await expect.poll(rows).toBe(2)
    await expectSomeFocus(main)
  })

  it('edits an account and puts it into a group', async () => {
    await press('Home')
    await press('Alt+Enter')
    await main.page.getByTestId('account-page').waitFor()
    await expectFocus(main, 'H1')
    await tabTo(main, 'account-edit')
    await press('Enter')
    await expectFocus(main, 'edit-issuer')
    await press('Control+a')
    await main.page.keyboard.type('GitLab')
    await tabTo(main, 'edit-groups')
    await main.page.keyboard.type('Work、運用')
    await press('Enter')
    await expectFocus(main, 'account-edit')
    expect(await main.page.getByTestId('account-groups').allInnerTexts()).toEqual([
      expect.stringMatching(/Work\s+運用/u)
    ])
    await press('Escape')
    await main.page.getByTestId('row').filter({ hasText: 'GitLab' }).waitFor()
    await expectSomeFocus(main)
  })

  it('deletes, and undoes it', async () => {
    await press('Delete')
    await expect.poll(rows).toBe(1)
    await expectSomeFocus(main)
    await tabTo(main, 'note-action')
    await press('Enter')
    await expect.poll(rows).toBe(2)
    await expectSomeFocus(main)
  })

  it('finds a setting and changes it', async () => {
    await press('Control+,')
    await expectFocus(main, 'H1')
    await tabTo(main, 'settings-search')
    await main.page.keyboard.type('colours')
    await expect.poll(() => main.page.getByTestId('settings-found').innerText()).toBe('1 setting found')
    await tabTo(main, 'setting-look')
    await press('End')
    await expect.poll(() => main.page.evaluate<string>('document.documentElement.dataset.look')).toBe('dark')
    await press('Escape')
    await main.page.getByTestId('row').first().waitFor()
    await expectSomeFocus(main)
  })

  it('shows all keys, and gives the focus back', async () => {
    await press('?')
    await main.page.getByTestId('key-help').waitFor()
    await expectSomeFocus(main)
    await press('Escape')
    await main.page.getByTestId('key-help').waitFor({ state: 'detached' })
    await expectSomeFocus(main)
  })

  it('locks and unlocks', async () => {
    await press('Control+l')
    await main.page.getByTestId('screen-locked').waitFor()
    await expectFocus(main, 'unlock')
    await press('Enter')
    const small = await app.windowAt('secret.html')
    await tabTo(small, 'passphrase')
    await small.page.keyboard.type(PASSPHRASE)
    await enterLast(small)
    await closed(app, small)
    await expect.poll(rows).toBe(2)
    await expectSomeFocus(main)
  })
})
