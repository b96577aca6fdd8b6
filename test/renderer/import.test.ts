/** Imports and exports as the window shows them, in a real Chromium: what is asked, what is told, and what main is told. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { ImportView } from '../../src/shared/views/transfer.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import {
  FOUND_ALL_FAILED,
  FOUND_BATCH,
  FOUND_BY_LINK,
  FOUND_ONE,
  FOUND_SOME,
  foundMany,
  imported,
  LOSSES,
  reauthenticated,
  stateWith,
  TWELVE
} from './states.ts'

const words = wordingFor('en').transferWindow
const [AWS, GITHUB] = TWELVE
if (AWS === undefined || GITHUB === undefined) throw new Error('expected two accounts')

describeWith(['chromium'], 'imports and exports in the window', () => {
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

  async function open(changes: Partial<FakeState> = {}): Promise<void> {
    page = await renderer.open('index', stateWith({ accounts: TWELVE.slice(2), ...changes }), MID_STEP)
    await page.getByTestId('row').first().waitFor()
  }

  const click = (testid: string): Promise<void> => page.getByTestId(testid).first().click()
  const textOf = (testid: string): Promise<string> => page.getByTestId(testid).first().innerText()
  const paste = (): Promise<void> => page.keyboard.press('Control+v')
  const push = (view: ImportView): Promise<void> =>
    page.evaluate((pushed) => window.fake.push('import:changed', pushed), view)
  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )
  const step = (): Promise<string | null> => page.getByTestId('import').getAttribute('data-step')

  it('says what a paste has to be where a bare secret was pasted, and offers to type it in', async () => {
    await open({
      found: { kind: 'failed', source: { kind: 'clipboard' }, failure: { code: 'not-an-export' } }
    })
    await paste()
    await expect.poll(() => textOf('import-failure')).toContain('expected a link that begins with otpauth://')
    await click('import-type')
    expect(await asked('secret-window:open')).toEqual([['type-account']])
  })

  it('adds one account that was pasted at once, says so, and takes it back on request', async () => {
    await open({ found: FOUND_ONE, imported: imported([AWS]) })
    await paste()
    await expect.poll(() => textOf('note')).toContain('AWS added')
    expect(await asked('import:confirm')).toEqual([[[1]]])
    expect(await page.getByTestId('import').count()).toBe(0)
    await click('note-action')
    await expect.poll(() => asked('import:undo')).toHaveLength(1)
  })

  it('asks about the same account where a link brought it, and says that one did', async () => {
    await open()
    await push(FOUND_BY_LINK)
    expect(await textOf('import-by-link')).toBe(words.import.byLink)
    expect(await asked('import:confirm')).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('import').count()).toBe(0)
    expect(await asked('import:confirm')).toEqual([])
  })

  it('tells all that was found in sums that add up, ticks what is new, and adds what is ticked', async () => {
    await open({
      found: FOUND_SOME,
      imported: imported([AWS], { addedToTrash: 1, alreadyThere: 1, leftOut: 1 })
    })
    await paste()
    await page.getByTestId('import-entry').first().waitFor()
    expect(await textOf('import-sums')).toBe(
      '5 found: 2 new, 1 from the other app’s trash, 1 there already, 1 that can’t be read.'
    )
    const boxes = page.getByTestId('import-choose')
    const ticked = [true, true, false, true]
    for (const [i, on] of ticked.entries()) expect(await boxes.nth(i).isChecked()).toBe(on)
    expect(await boxes.nth(2).isDisabled()).toBe(true)
    expect(await textOf('import-failed')).toContain('Entry 5: Contoso')
    expect(await page.getByTestId('import-entry').nth(3).textContent()).toContain(words.import.trashed)
    expect(await page.getByTestId('import-entry').nth(3).textContent()).toContain('Too long, shortened: note')
    await boxes.nth(1).uncheck()
    // The codes come anew with each step; what was ticked stays.
    await push(FOUND_SOME)
    expect(await textOf('import-confirm')).toBe('Add 2 accounts')
    await click('import-confirm')
    await expect.poll(step).toBe('done')
    expect(await asked('import:confirm')).toEqual([[[1, 4]]])
    expect(await textOf('receipt-sums')).toBe('4 found: 2 added, 1 there already, 1 left out.')
    expect(await textOf('receipt-trash')).toBe(words.import.addedToTrash(1))
    expect(await textOf('receipt-without')).toContain('Too long, shortened: note')
    await click('import-undo')
    await expect.poll(() => textOf('note')).toBe(words.import.undone(1, 1))
    expect(await asked('import:undo')).toHaveLength(1)
  })

  it('ticks all and none, and never offers to add nothing', async () => {
    await open()
    await push(FOUND_SOME)
    await click('import-all')
    expect(await page.getByTestId('import-confirm').isDisabled()).toBe(true)
    await click('import-all')
    expect(await textOf('import-confirm')).toBe('Add 3 accounts')
    await push(FOUND_ALL_FAILED)
    await expect.poll(() => page.getByTestId('import-confirm').count()).toBe(0)
    expect(await page.getByTestId('import-failed').locator('li').count()).toBe(50)
    await click('import-failed-more')
    expect(await page.getByTestId('import-failed').locator('li').count()).toBe(60)
  })

  it('names the missing part of a batch, and takes it while the preview stands there', async () => {
    await open({ found: FOUND_SOME })
    await push(FOUND_BATCH)
    expect(await textOf('import-missing')).toContain('Part 2 of 3 is missing')
    await click('import-more')
    expect(await asked('import:choose-file')).toHaveLength(1)
    await paste()
    // The whole one is to be decided about first.
    await expect.poll(() => textOf('note')).toBe(words.import.decideFirst)
    expect(await asked('import:from-clipboard')).toEqual([])
  })

  it('keeps at most 40 of 10,000 rows in the document', async () => {
    await open()
    await push(foundMany(10_000))
    await page.getByTestId('import-entry').first().waitFor()
    expect(await page.getByTestId('import-entry').count()).toBeLessThanOrEqual(40)
    await page.getByTestId('import-list').evaluate((list) => (list.scrollTop = list.scrollHeight))
    await page.getByText('Service 9999', { exact: true }).waitFor()
  })

  it('makes each of 10,000 rows 56 px high and 17 px more for each line it tells, with no gap and none cut', async () => {
    await open()
    await push(foundMany(10_000))
    const rows = () =>
      page.getByTestId('import-entry').evaluateAll((entries) =>
        entries.map((entry) => {
          const { top, bottom, height } = entry.getBoundingClientRect()
          const notes = entry.querySelectorAll('[data-testid="import-note"]').length
          return { top, bottom, height, notes, isCut: entry.scrollHeight > entry.clientHeight + 1 }
        })
      )
    await page.getByTestId('import-entry').first().waitFor()
    for (const part of [0, 0.5, 1]) {
      await page
        .getByTestId('import-list')
        .evaluate((list, share) => (list.scrollTop = list.scrollHeight * share), part)
      await expect
        .poll(async () => {
          const list = await rows()
          return list.every(
            ({ top, height, notes, isCut }, i) =>
              height === 56 + 17 * notes &&
              !isCut &&
              (i === 0 || Math.abs(top - (list[i - 1]?.bottom ?? 0)) < 0.5)
          )
        })
        .toBe(true)
      expect(new Set((await rows()).map(({ notes }) => notes)).size).toBeGreaterThan(1)
    }
  })

  it('says how long a password takes to check, asks for it in the small window, and gives up on request', async () => {
    const source = { kind: 'file', name: 'aegis.json' } as const
    await open()
    await push({ kind: 'reading', source, estimateMs: 4200 })
    await page.getByText(words.import.deriving(5)).waitFor()
    await push({ kind: 'needs-password', source, format: 'aegis', wasWrong: true })
    await page.getByText(words.import.passwordWrong).waitFor()
    await click('import-type-password')
    expect(await asked('secret-window:open')).toEqual([['import-password']])
    await click('import-cancel')
    await expect.poll(() => asked('import:cancel')).toHaveLength(1)
    await expect.poll(() => page.getByTestId('import').count()).toBe(0)
  })

  it('keeps the preview where adding fails, and says why', async () => {
    await open({ failures: { 'import:confirm': { code: 'not-saved', got: 'ENOSPC' } } })
    await push(FOUND_SOME)
    await click('import-confirm')
    await expect.poll(() => textOf('failure')).toContain('ENOSPC')
    expect(await step()).toBe('preview')
  })

  it('lists what a format can’t carry before it goes on, for all accounts or for those selected', async () => {
    await open({ losses: LOSSES })
    await click('more')
    await click('open-export')
    await page.getByTestId('export-google-migration').check()
    await expect.poll(() => page.getByTestId('export-loss').count()).toBe(3)
    expect((await asked('export:losses')).at(-1)).toEqual(['google-migration', null])
    await page.locator('label', { has: page.getByTestId('choice-some') }).click()
    expect(await page.getByTestId('export-go').isDisabled()).toBe(true)
    await page.getByTestId('export-choose').nth(1).check()
    expect((await asked('export:losses')).at(-1)).toEqual(['google-migration', ['a04']])
    await click('export-go')
    expect(await asked('secret-window:open')).toEqual([
      [{ kind: 'export', format: 'google-migration', ids: ['a04'] }]
    ])
  })

  it('writes a sealed export only with its password typed twice, and says where it lies', async () => {
    const task = {
      ...reauthenticated('en'),
      kind: 'export',
      format: 'zeroskew',
      count: 12,
      isPlain: false,
      losses: []
    } as const
    const files = ['/home/hana/own.zeroskew']
    page = await renderer.open('secret', stateWith({ task, exported: { files, count: 12 } }))
    await page.getByTestId('passphrase').fill('kurage hoshi')
    await page.getByTestId('passphrase-again').fill('kurage')
    await click('submit')
    expect(await asked('secret:export')).toEqual([])
    await page.getByTestId('passphrase-again').fill('kurage hoshi')
    await click('submit')
    await page.getByTestId('export-done').waitFor()
    expect(await asked('secret:export')).toEqual([['kurage hoshi']])
    expect(await page.getByTestId('export-file').allInnerTexts()).toEqual(files)
  })
})
