/** Pictures of import and export: from the file to the receipt, and from the format to the file. */
import type { Page } from 'playwright-core'
import type { Language } from '../../../src/shared/views/app.ts'
import type { SecretTaskView } from '../../../src/shared/views/secret-task.ts'
import type { FakeState } from '../fake-api.ts'
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
} from '../states.ts'
import type { Picture } from './picture.ts'

interface Shown {
  readonly changes: Partial<FakeState>
  readonly act: (page: Page) => Promise<unknown>
}

const paste = (page: Page): Promise<void> => page.keyboard.press('Control+v')
const click =
  (...testids: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const testid of testids) await page.getByTestId(testid).first().click()
  }
const file = { kind: 'file', name: 'aegis-export-20261122.json' } as const

const receipt = imported(TWELVE.slice(0, 9), { alreadyThere: 2, leftOut: 1, failed: FOUND_SOME.failed })
const pushes = (view: unknown) => (page: Page) =>
  page.evaluate((pushed) => window.fake.push('import:changed', pushed), view)

const MAIN: Readonly<Record<string, Shown>> = {
  'import-add': { changes: {}, act: click('add') },
  'import-empty': { changes: { accounts: [] }, act: () => Promise.resolve() },
  'import-reading': {
    changes: {},
    act: pushes({ kind: 'reading', source: file, estimateMs: 4200 })
  },
  'import-password': {
    changes: {},
    act: pushes({ kind: 'needs-password', source: file, format: 'aegis', wasWrong: true })
  },
  'import-preview': { changes: { found: FOUND_SOME }, act: paste },
  'import-link': { changes: {}, act: pushes(FOUND_BY_LINK) },
  'import-batch': { changes: { found: FOUND_BATCH }, act: paste },
  'import-many': { changes: { found: foundMany(10_000) }, act: paste },
  'import-all-failed': { changes: { found: FOUND_ALL_FAILED }, act: paste },
  'import-receipt': {
    changes: { accounts: TWELVE.slice(9), found: FOUND_SOME, imported: receipt },
    act: async (page) => {
      await paste(page)
      await click('import-confirm')(page)
      await page.getByTestId('receipt').waitFor()
    }
  },
  'import-failed': {
    changes: { found: { kind: 'failed', source: file, failure: { code: 'not-an-export' } } },
    act: paste
  },
  'import-straight': { changes: { found: FOUND_ONE, imported: imported(TWELVE.slice(0, 1)) }, act: paste },
  export: { changes: {}, act: click('more', 'open-export') },
  'export-some': {
    changes: { losses: LOSSES },
    act: async (page) => {
      await click('more', 'open-export')(page)
      await page.locator('label', { has: page.getByTestId('choice-some') }).click()
      await page.getByTestId('export-choose').nth(1).check()
      await page.getByTestId('export-choose').nth(4).check()
      await page.getByTestId('export-google-migration').check()
      await page.getByTestId('export-losses').scrollIntoViewIfNeeded()
    }
  }
}

const SMALL: Readonly<Record<string, (language: Language) => Partial<FakeState> & { task: SecretTaskView }>> =
  {
    'secret-import-password': (language) => ({
      task: { kind: 'import-password', language, format: 'aegis', source: file, wasWrong: false }
    }),
    'secret-export': (language) => ({ task: exportTask(language, true) }),
    'secret-export-sealed': (language) => ({ task: exportTask(language, false) }),
    'secret-export-asked': (language) => ({
      task: { ...exportTask(language, true), ...reauthenticated(language, { needsReauthentication: true }) }
    })
  }

function exportTask(language: Language, isPlain: boolean): Extract<SecretTaskView, { kind: 'export' }> {
  const format = isPlain ? 'key-uri' : 'zeroskew'
  const losses = isPlain ? LOSSES : []
  return { ...reauthenticated(language), kind: 'export', format, count: 12, isPlain, losses }
}

function pictures(): Readonly<Record<string, Picture>> {
  const all: Record<string, Picture> = {}
  for (const language of ['en', 'ja'] as const) {
    const app = { language, demo: false, version: '0.1.0' }
    for (const dark of [false, true]) {
      const end = `${language === 'en' ? '' : '-ja'}${dark ? '-dark' : ''}`
      for (const [name, { changes, act }] of Object.entries(MAIN)) {
        const shared = {
          state: stateWith({ ...changes, app }),
          dark,
          act: async (page: Page) => {
            await act(page)
          }
        }
        all[`${name}${end}`] = { ...shared, width: dark ? 900 : 380 }
      }
      for (const [name, changes] of Object.entries(SMALL)) {
        all[`${name}${end}`] = { page: 'secret', state: stateWith(changes(language)), dark }
      }
    }
    all[`secret-export-done${language === 'en' ? '' : '-ja'}`] = {
      page: 'secret',
      state: stateWith({
        task: exportTask(language, true),
        exported: { files: ['/home/hana/Documents/zeroskew-export.txt'], count: 12 }
      }),
      act: click('submit')
    }
  }
  return all
}

export const TRANSFER_PICTURES = pictures()
