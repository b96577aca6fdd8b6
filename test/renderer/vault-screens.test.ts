/** Trash, backups, ways in, notices and the screens of a vault that isn't open, in a real Chromium. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { VaultNotice, VaultView } from '../../src/shared/views/vault.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { describeWith } from '../real-parts.ts'
import { BuiltRenderer, MID_STEP } from './built-renderer.ts'
import type { FakeState } from './fake-api.ts'
import { NOTICES, stateWith, telling, TWO_KEYS, UNKNOWN_BACKUPS } from './states.ts'

const JA = { app: { language: 'ja', demo: false, version: '0.1.0' } } as const
const LANGUAGES = [
  ['en', {}],
  ['ja', JA]
] as const

describeWith(['chromium'], 'the screens of the vault', () => {
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
    page = await renderer.open('index', stateWith(changes), MID_STEP)
    await page.getByTestId('clock').waitFor()
  }

  async function openPage(
    what: 'trash' | 'backups' | 'ways',
    changes: Partial<FakeState> = {}
  ): Promise<void> {
    await open(changes)
    await click('more')
    await click(`open-${what}`)
  }

  const click = (testid: string): Promise<void> => page.getByTestId(testid).first().click()
  const textOf = (testid: string): Promise<string> => page.getByTestId(testid).first().innerText()
  const asked = (name: string): Promise<unknown[][]> =>
    page.evaluate(
      (wanted) => window.fake.asked.filter((it) => it.name === wanted).map(({ args }) => args),
      name
    )
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null)
  const note = (): Promise<string> => textOf('note')

  it.each(LANGUAGES)(
    'trash in %s: lists with days of use left, puts one back, goes back by Esc',
    async (language, changes) => {
      await openPage('trash', changes)
      const words = wordingFor(language)
      await page.getByTestId('trashed').first().waitFor()
      expect(await page.getByTestId('trashed').count()).toBe(3)
      expect(await textOf('trashed')).toContain(words.trash.daysLeft(29))
      expect(await page.getByTestId('trashed').last().innerText()).toContain(words.trash.daysLeft(1))
      await click('put-back')
      await expect.poll(note).toBe(words.window.list.restored('GitHub'))
      expect(await asked('accounts:restore')).toEqual([[['t1']]])
      expect(await page.getByTestId('trashed').count()).toBe(2)
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByTestId('count').innerText()).toBe(words.window.list.count(13))
      expect(await focused()).toBe('more')
    }
  )

  it('names what goes before it deletes one for good, or all, and keeps both at Cancel and Esc', async () => {
    await openPage('trash')
    await click('purge')
    expect(await textOf('trash-question')).toContain('former@example.jp')
    expect(await textOf('trash-question')).not.toContain('Trello')
    await click('question-cancel')
    await click('trash-empty')
    expect(await textOf('trash-question')).toContain('Trello')
    await page.keyboard.press('Escape')
    await page.getByTestId('trash-question').waitFor({ state: 'detached' })
    // Esc closed the question, and not the page behind it.
    expect(await page.getByTestId('trash').count()).toBe(1)
    expect(await asked('trash:empty')).toEqual([])
    await click('purge')
    await click('question-confirm')
    await expect.poll(() => page.getByTestId('trashed').count()).toBe(2)
    await click('trash-empty')
    await click('question-confirm')
    await page.getByTestId('trash-is-empty').waitFor()
    expect(await asked('trash:empty')).toEqual([['t1'], [null]])
  })

  it.each(LANGUAGES)('backups in %s: by place and age, with their state', async (language, changes) => {
    await openPage('backups', changes)
    const { backups: words } = wordingFor(language)
    await page.getByTestId('backup').first().waitFor()
    const lines = await page.getByTestId('backup').allInnerTexts()
    expect(lines.map((line) => line.split('\n')[0])).toEqual(
      [null, 0, 2, 9, 27, 0].map((days) => words.age(days))
    )
    expect(await page.getByTestId('backup-state').allInnerTexts()).toEqual([
      words.state['older-key'],
      words.state.damaged
    ])
    // Neither what opens by former ways nor what is damaged can be looked into.
    expect(await page.getByTestId('backup-look').count()).toBe(4)
    await page.getByText(words.place.second, { exact: true }).first().waitFor()
  })

  it('restores those ticked without a question, and all with the higher counter by default', async () => {
    await openPage('backups')
    await click('backup-look')
    expect(await page.getByTestId('backup-choose').nth(0).isDisabled()).toBe(true)
    expect(await page.getByTestId('restore-chosen').isDisabled()).toBe(true)
    await page.getByTestId('backup-choose').nth(3).check()
    await click('restore-chosen')
    await expect.poll(() => asked('backups:restore')).toEqual([['b1', ['a04'], false]])
    await click('restore-all')
    await page.getByTestId('lowered-counters').waitFor()
    await click('lowered-restore')
    await expect.poll(() => asked('backups:restore')).toHaveLength(2)
    await expect.poll(note).toBe('4 accounts restored')
    await click('restore-all')
    await page.getByTestId('choice-as-in-backup').check({ force: true })
    await click('lowered-restore')
    await expect.poll(() => asked('backups:restore')).toHaveLength(3)
    expect((await asked('backups:restore')).slice(1)).toEqual([
      ['b1', null, false],
      ['b1', null, true]
    ])
    await page.keyboard.press('Escape')
    await page.getByTestId('backups').waitFor()
  })

  it('chooses and forgets a second place, and deletes older-key backups after a question', async () => {
    await openPage('backups')
    await click('second-choose')
    await expect.poll(() => textOf('second-path')).toBe('/media/hana/stick/Zeroskew')
    await click('second-forget')
    await page.getByTestId('second-path').waitFor({ state: 'detached' })
    await click('remove-older')
    expect(await asked('backups:remove-older-keys')).toEqual([])
    await click('question-confirm')
    await expect.poll(note).toBe('1 backup deleted')
    await expect.poll(() => page.getByTestId('older-keys').count()).toBe(0)
  })

  it.each([
    ['damaged', { kind: 'damaged' }],
    ['unreadable', { kind: 'unreadable', failure: { code: 'vault-unreadable', got: 'EACCES' } }],
    ['newer-version', { kind: 'newer-version' }]
  ] satisfies [string, VaultView][])(
    '%s: leads to the backups and puts one in place after a question',
    async (name, vault) => {
      await open({ vault, backups: UNKNOWN_BACKUPS })
      await page.getByTestId(`screen-${name}`).waitFor()
      await click('see-backups')
      await page.getByTestId('backup-put-back').nth(1).click()
      expect(await textOf('put-back-question')).toContain('/backups/b2.bak')
      expect(await asked('backups:put-back')).toEqual([])
      await click('question-confirm')
      await expect.poll(() => asked('backups:put-back')).toEqual([['b2']])
      await page.getByTestId(`screen-${name}`).waitFor()
    }
  )

  it('says why a backup was not put back, and stays', async () => {
    await open({
      vault: { kind: 'damaged' },
      backups: UNKNOWN_BACKUPS,
      failures: { 'backups:put-back': { code: 'not-put-back', got: 'EROFS' } }
    })
    await click('see-backups')
    await click('backup-put-back')
    await click('question-confirm')
    await expect.poll(() => textOf('failure')).toContain('(EROFS). The vault is as it was.')
  })

  it.each(LANGUAGES)('ways in in %s: what each is, and the buttons of each', async (language, changes) => {
    await openPage('ways', changes)
    const { keys: words } = wordingFor(language)
    for (const way of ['keychain', 'passphrase', 'recovery', 'shares'] as const) {
      await expect.poll(() => textOf(`way-${way}`)).toContain(words.what[way])
      expect(await textOf(`way-${way}`)).toContain(words.set)
    }
    expect(await textOf('share-set')).toContain('4F7A-19C2')
    await page.getByTestId('way-passphrase').getByTestId('way-set').click()
    await page.getByTestId('way-passphrase').getByTestId('way-remove').click()
    await page.getByTestId('way-recovery').getByTestId('way-set').click()
    await page.getByTestId('way-shares').getByTestId('way-set').click()
    await click('rotate')
    expect(await asked('secret-window:open')).toEqual([
      ['set-passphrase'],
      ['set-passphrase'],
      ['new-recovery'],
      ['make-shares'],
      ['rotate']
    ])
    await page.getByTestId('way-shares').getByTestId('way-remove').click()
    expect(await textOf('way-question')).toContain(words.removeTitle.shares)
    await click('question-confirm')
    await expect.poll(() => asked('keys:remove')).toEqual([['shares']])
    await expect.poll(note).toBe(words.removed(words.names.shares))
  })

  it('removes nothing where fewer than two would remain, with the reason, and reminds of the unconfirmed code', async () => {
    await openPage('ways', { keys: TWO_KEYS })
    await page.getByTestId('two-remain').first().waitFor()
    expect(await page.getByTestId('two-remain').count()).toBe(2)
    for (const button of await page.getByTestId('way-remove').all()) {
      expect(await button.isDisabled()).toBe(true)
      const reason = await button.getAttribute('aria-describedby')
      expect(await page.locator(`[id="${reason}"]`).innerText()).toContain('Two ways must remain')
    }
    await click('way-confirm')
    expect(await asked('secret-window:open')).toEqual([['confirm-recovery']])
    await click('see-backups')
    await page.getByTestId('backups').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('see-backups')
  })

  it('says at the way why main refused its removal', async () => {
    await openPage('ways', { failures: { 'keys:remove': { code: 'last-way-in' } } })
    await page.getByTestId('way-keychain').getByTestId('way-remove').click()
    await click('question-confirm')
    await expect
      .poll(() => page.getByTestId('way-keychain').getByTestId('failure').innerText())
      .toContain('fewer than two ways')
  })

  it('shows the two weightiest notices first, the rest on request', async () => {
    await open({ vault: telling(...NOTICES) })
    await page.getByTestId('notice-unsaved').waitFor()
    expect(await page.locator('[data-testid^="notice-"]:not([data-testid="notice-way"])').count()).toBe(2)
    await click('more-notices')
    expect(await page.locator('[data-testid^="notice-"]:not([data-testid="notice-way"])').count()).toBe(10)
    expect(await page.getByTestId('row').count()).toBeGreaterThan(0)
  })

  it.each([
    [{ kind: 'unsaved', failure: { code: 'not-saved', got: 'ENOSPC' } }, 0, 'vault:retry-save'],
    [{ kind: 'unsaved', failure: { code: 'not-saved', got: 'ENOSPC' } }, 1, 'vault:save-elsewhere'],
    [{ kind: 'read-only' }, 0, 'vault:save-elsewhere'],
    [{ kind: 'rolled-back', seenRevision: 9, revision: 7 }, 0, 'backups:list'],
    [{ kind: 'counters-in-doubt', count: 1 }, 0, 'vault:doubtful-counters'],
    [{ kind: 'no-backup', place: 'second' }, 0, 'backups:list'],
    [{ kind: 'keychain-lost' }, 0, 'keys:add-keychain']
  ] satisfies [VaultNotice, number, string][])(
    'the notice %j has its way %i on: %s',
    async (notice, way, request) => {
      await open({ vault: telling(notice) })
      await page.getByTestId('notice-way').nth(way).click()
      await expect.poll(() => asked(request)).not.toEqual([])
    }
  )

  it.each(['conflicts', 'permissions-mended', 'no-backup', 'not-understood'] as const)(
    'puts the notice %s away once it is read, until it says something else',
    async (kind) => {
      const notice = NOTICES.find((it) => it.kind === kind)
      if (notice === undefined) throw new Error(`expected a notice ${kind}`)
      await open({ vault: telling(notice) })
      await page.getByTestId('notice-way').last().click()
      await expect.poll(() => page.getByTestId(`notice-${kind}`).count()).toBe(0)
      await page.evaluate(
        (vault) => window.fake.push('vault:changed', vault),
        telling({ kind: 'conflicts', count: 77 })
      )
      await page.getByTestId('notice-conflicts').waitFor()
    }
  )

  it('confirms a counter that goes up, never one below the stored', async () => {
    await open({ vault: telling({ kind: 'counters-in-doubt', count: 1 }) })
    await click('notice-way')
    await page.getByTestId('counter-typed').fill('6')
    await click('counter-confirm')
    expect(await textOf('failure')).toContain('7 or more')
    await page.getByTestId('counter-typed').fill('１２')
    await click('counter-confirm')
    await expect.poll(() => asked('vault:confirm-counter')).toEqual([['a05', 12]])
    await page.getByTestId('counters').waitFor({ state: 'detached' })
  })

  it('offers to confirm the counter where the next code is refused for it', async () => {
    await open({ failures: { 'codes:next-hotp': { code: 'counter-in-doubt' } } })
    await click('next-code')
    await click('note-action')
    await page.getByTestId('doubtful-counter').waitFor()
  })

  it.each([
    ['keychain-locked', 'locked'],
    ['keychain-unreachable', 'unreachable'],
    ['keychain-absent', 'absent'],
    ['key-unavailable', 'lost'],
    ['wrong-credential', 'wrong']
  ] as const)('%s has a screen of its own in both languages, with another way in', async (code, trouble) => {
    const vault = { kind: 'locked', ways: ['keychain', 'shares'], keychain: { code } } as const
    for (const [language, changes] of LANGUAGES) {
      if (language === 'ja') await page.context().close()
      await open({ vault, ...changes })
      const words = wordingFor(language).window.locked
      await expect.poll(() => textOf('screen-locked')).toContain(words.keychain[trouble].title)
      expect(await textOf('screen-locked')).toContain(words.unlockWith.shares)
      expect(await page.getByTestId('unlock-keychain').count()).toBe(trouble === 'locked' ? 1 : 0)
    }
    await click('unlock')
    expect(await asked('secret-window:open')).toEqual([['unlock']])
  })

  it('asks the keychain to be unlocked only by its button, and can cancel that', async () => {
    await open({
      vault: { kind: 'locked', ways: ['keychain', 'passphrase'], keychain: { code: 'keychain-locked' } },
      hanging: ['vault:unlock-keychain']
    })
    await page.getByTestId('unlock-keychain').waitFor()
    expect(await asked('vault:unlock-keychain')).toEqual([])
    expect(await focused()).toBe('unlock-keychain')
    await page.keyboard.press('Enter')
    await page.getByTestId('keychain-waiting').waitFor()
    await expect.poll(focused).toBe('cancel-keychain')
    await page.keyboard.press('Enter')
    expect(await asked('vault:cancel-keychain')).toHaveLength(1)
  })

  it('says honestly what locking is worth without a passphrase', async () => {
    await open({ vault: { kind: 'locked', ways: ['keychain', 'recovery'] } })
    await expect.poll(() => textOf('screen-locked')).toContain('anyone at this session can unlock')
    await page.evaluate((vault) => window.fake.push('vault:changed', vault), {
      kind: 'locked',
      ways: ['keychain', 'passphrase']
    } satisfies VaultView)
    await expect.poll(() => textOf('screen-locked')).not.toContain('anyone')
  })

  it('leaves trash and ways in when the vault is locked', async () => {
    await openPage('ways')
    await page.getByTestId('way-keychain').waitFor()
    await page.keyboard.press('Control+l')
    await page.getByTestId('screen-locked').waitFor()
    await page.evaluate((vault) => window.fake.push('vault:changed', vault), telling())
    await page.getByTestId('list').waitFor()
  })

  it('goes on with the first run where it was left: at the recovery code, then at the first account', async () => {
    const begun: VaultView = {
      kind: 'unlocked',
      ways: ['keychain', 'recovery'],
      recoveryConfirmed: false,
      notices: []
    }
    const step = (): Promise<string | null> => page.getByTestId('steps').getAttribute('data-current')
    await open({ vault: begun, accounts: [] })
    await page.getByTestId('screen-empty').waitFor()
    expect(await step()).toBe('2')
    await page.getByTestId('confirm-recovery').waitFor()
    await page.evaluate((vault) => window.fake.push('vault:changed', vault), telling())
    await expect.poll(step).toBe('3')
  })

  it.each([
    ['next', 'Next code of AWS copied'],
    ['waited', 'Code of AWS copied, fresh']
  ] as const)('says which code was copied: %s', async (which, sentence) => {
    await open({ copied: { which, isCorrected: false } })
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(note).toBe(sentence)
  })

  it('says that it waits for the next code while main does', async () => {
    await open({ hanging: ['codes:copy'] })
    await page.getByTestId('row').first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(note).toBe('Waiting for the next code…')
  })
})
