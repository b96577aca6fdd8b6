/** Pictures of the vault's screens and of the small window's tasks: each light and dark, in both languages, narrow and wide. */
import type { Page } from 'playwright-core'
import type { Language } from '../../../src/shared/views/app.ts'
import type { SecretTaskView } from '../../../src/shared/views/secret-task.ts'
import type { FakeState } from '../fake-api.ts'
import {
  FOUND_SOME,
  NOTICES,
  reauthenticated,
  stateWith,
  telling,
  TWELVE,
  TWO_KEYS,
  UNKNOWN_BACKUPS
} from '../states.ts'
import type { Picture } from './picture.ts'

type Act = (page: Page) => Promise<void>

interface Scene {
  readonly changes?: Partial<FakeState>
  readonly act?: Act
  /** As tall as it takes to see a whole page. */
  readonly height?: number
}

const click =
  (testid: string): Act =>
  (page) =>
    page.getByTestId(testid).first().click()

function open(what: 'ways' | 'backups' | 'trash' | 'settings', ...then: readonly string[]): Act {
  return async (page) => {
    await page.getByTestId('more').click()
    await page.getByTestId(`open-${what}`).click()
    for (const testid of then) await click(testid)(page)
    if (then.length === 0) await page.mouse.move(0, 0)
  }
}

const locked = (
  code?:
    'keychain-locked' | 'keychain-unreachable' | 'keychain-absent' | 'key-unavailable' | 'wrong-credential'
): Partial<FakeState> => ({
  vault: {
    kind: 'locked',
    ways: ['keychain', 'passphrase', 'recovery', 'shares'],
    ...(code && { keychain: { code } })
  }
})

const SCENES: Readonly<Record<string, Scene>> = {
  trash: { act: open('trash') },
  'trash-question': { act: open('trash', 'trash-empty') },
  'trash-none': { changes: { trash: [] }, act: open('trash') },
  backups: { act: open('backups'), height: 900 },
  'backups-second': {
    changes: { preferences: { ...stateWith().preferences, secondPlace: '/media/hana/stick/Zeroskew' } },
    act: open('backups'),
    height: 980
  },
  'backups-none': { changes: { backups: [] }, act: open('backups') },
  'backup-inside': {
    act: async (page) => {
      await open('backups', 'backup-look')(page)
      await page.getByTestId('backup-choose').nth(4).check()
    },
    height: 760
  },
  'backup-counters': { act: open('backups', 'backup-look', 'restore-all') },
  'backups-older-question': { act: open('backups', 'remove-older') },
  'backups-damaged': {
    changes: { vault: { kind: 'damaged' }, backups: UNKNOWN_BACKUPS },
    act: open('backups')
  },
  'backups-put-back': {
    changes: { vault: { kind: 'damaged' }, backups: UNKNOWN_BACKUPS },
    act: open('backups', 'backup-put-back')
  },
  'ways-in': { act: open('ways'), height: 1000 },
  'ways-in-two': { changes: { keys: TWO_KEYS }, act: open('ways'), height: 1100 },
  'ways-in-question': { act: open('ways', 'way-remove') },
  notices: { changes: { vault: telling(...NOTICES) } },
  'notice-read-only': { changes: { vault: telling({ kind: 'read-only' }) } },
  'notices-all': { changes: { vault: telling(...NOTICES) }, act: click('more-notices'), height: 1000 },
  counters: {
    changes: { vault: telling({ kind: 'counters-in-doubt', count: 1 }) },
    act: click('notice-way')
  },
  'locked-by-hand': { changes: { vault: { kind: 'locked', ways: ['keychain', 'recovery'] } } },
  'locked-locked': { changes: locked('keychain-locked') },
  'locked-waiting': {
    changes: { ...locked('keychain-locked'), hanging: ['vault:unlock-keychain'] },
    act: click('unlock-keychain')
  },
  'locked-unreachable': { changes: locked('keychain-unreachable') },
  'locked-absent': { changes: locked('keychain-absent') },
  'locked-lost': { changes: locked('key-unavailable') },
  'locked-wrong': { changes: locked('wrong-credential') },
  gone: {
    changes: { vault: { kind: 'missing', keychain: 'present', backups: 7 }, backups: UNKNOWN_BACKUPS }
  },
  damaged: { changes: { vault: { kind: 'damaged' } } },
  unreadable: {
    changes: { vault: { kind: 'unreadable', failure: { code: 'vault-unreadable', got: 'EACCES' } } }
  },
  newer: { changes: { vault: { kind: 'newer-version' } } },
  preview: { changes: { found: FOUND_SOME }, act: (page) => page.keyboard.press('Control+v') },
  settings: { act: open('settings'), height: 1750 }
}

const SHARES = {
  a: { setId: '4F7A-19C2', index: 1, threshold: 3 },
  b: { setId: '4F7A-19C2', index: 3, threshold: 3 },
  c: { setId: '4F7A-19C2', index: 2, threshold: 3 }
}

async function typeShares(page: Page, ...texts: readonly string[]): Promise<void> {
  await page.getByTestId('choice-shares').check({ force: true })
  for (const text of texts) {
    await page.getByTestId('share-typed').fill(text)
    await page.getByTestId('share-add').click()
  }
}

type TaskOf = (language: Language) => SecretTaskView
interface SecretScene extends Scene {
  readonly task: TaskOf
}

const unlock: TaskOf = (language) => ({
  kind: 'unlock',
  language,
  ways: ['keychain', 'passphrase', 'recovery', 'shares']
})
const [ACCOUNT] = TWELVE
if (ACCOUNT === undefined) throw new Error('expected an account to show')
const shown: TaskOf = (language) => ({ ...reauthenticated(language), kind: 'show-account', account: ACCOUNT })

const SECRET_SCENES: Readonly<Record<string, SecretScene>> = {
  reauthenticate: {
    task: (language) => ({
      ...reauthenticated(language, { needsReauthentication: true, canAskSystem: true }),
      kind: 'rotate',
      voided: ['shares']
    }),
    changes: { failures: { 'secret:reauthenticate': { code: 'wrong-credential' } } },
    act: click('submit')
  },
  'passphrase-first': {
    task: (language) => ({
      ...reauthenticated(language, { hasPassphrase: false, needsPassphraseFirst: true }),
      kind: 'show-account',
      account: ACCOUNT
    })
  },
  passphrase: {
    task: (language) => ({ ...reauthenticated(language), kind: 'set-passphrase', canRemove: true }),
    act: async (page) => {
      await page.getByTestId('passphrase').fill('kurage hoshi kaban')
      await page.getByTestId('passphrase-again').fill('kurage hoshi kabam')
    }
  },
  'passphrase-deriving': {
    task: (language) => ({ ...reauthenticated(language), kind: 'set-passphrase', canRemove: false }),
    changes: { hanging: ['secret:set-passphrase'] },
    act: async (page) => {
      await page.getByTestId('passphrase').fill('kurage hoshi kaban')
      await page.getByTestId('passphrase-again').fill('kurage hoshi kaban')
      await page.getByTestId('submit').click()
    }
  },
  'passphrase-remove': {
    task: (language) => ({ ...reauthenticated(language), kind: 'set-passphrase', canRemove: true }),
    act: click('passphrase-remove')
  },
  'passphrase-done': {
    task: (language) => ({ ...reauthenticated(language), kind: 'set-passphrase', canRemove: true }),
    act: async (page) => {
      await page.getByTestId('passphrase').fill('kurage hoshi kaban')
      await page.getByTestId('passphrase-again').fill('kurage hoshi kaban')
      await page.getByTestId('submit').click()
    }
  },
  'new-recovery': { task: (language) => ({ ...reauthenticated(language), kind: 'new-recovery' }) },
  'make-shares': {
    task: (language) => ({ ...reauthenticated(language), kind: 'make-shares', replacesSet: true })
  },
  'share-sheets': {
    task: (language) => ({ ...reauthenticated(language), kind: 'make-shares', replacesSet: false }),
    act: click('submit')
  },
  'share-sheets-printed': {
    task: (language) => ({ ...reauthenticated(language), kind: 'make-shares', replacesSet: false }),
    act: async (page) => {
      await page.getByTestId('submit').click()
      await page.getByTestId('share-sheet').first().waitFor()
      await page.emulateMedia({ media: 'print' })
    }
  },
  'share-sheets-leave': {
    task: (language) => ({ ...reauthenticated(language), kind: 'make-shares', replacesSet: false }),
    act: async (page) => {
      await page.getByTestId('submit').click()
      await page.getByTestId('shares-done').click()
    }
  },
  'unlock-shares': {
    task: unlock,
    changes: { shares: SHARES },
    act: (page) => typeShares(page, 'a', 'b', 'b')
  },
  'unlock-shares-enough': {
    task: unlock,
    changes: { shares: SHARES },
    act: (page) => typeShares(page, 'a', 'b', 'c')
  },
  rotate: {
    task: (language) => ({ ...reauthenticated(language), kind: 'rotate', voided: ['recovery', 'shares'] })
  },
  rotated: {
    task: (language) => ({ ...reauthenticated(language), kind: 'rotate', voided: ['recovery', 'shares'] }),
    act: click('submit')
  },
  'show-account': { task: shown },
  'shown-account': {
    task: shown,
    act: async (page) => {
      await page.getByTestId('submit').click()
      await page.getByTestId('copy-uri').click()
    }
  },
  'import-password': {
    task: (language) => ({
      kind: 'import-password',
      language,
      format: 'aegis',
      source: { kind: 'file', name: 'aegis-backup-20261101.json' },
      wasWrong: true
    })
  },
  'type-yandex': {
    task: (language) => ({ kind: 'type-account', language }),
    act: async (page) => {
      await page.getByTestId('kind').selectOption('yandex')
    }
  }
}

const LOOKS = [
  { suffix: '', language: 'en', dark: false, width: 380 },
  { suffix: '-ja-dark', language: 'ja', dark: true, width: 380 },
  { suffix: '-dark-wide', language: 'en', dark: true, width: 900 },
  { suffix: '-ja-wide', language: 'ja', dark: false, width: 900 },
  { suffix: '-ja-320', language: 'ja', dark: false, width: 320 }
] as const

function all(): Readonly<Record<string, Picture>> {
  const pictures: Record<string, Picture> = {}
  for (const { suffix, language, dark, width } of LOOKS) {
    const app = { language, demo: false, version: '0.1.0' }
    for (const [name, { changes, act, height }] of Object.entries(SCENES)) {
      pictures[`vault-${name}${suffix}`] = {
        state: stateWith({ ...changes, app }),
        width,
        dark,
        ...(height !== undefined && width < 900 && { height }),
        ...(act && { act })
      }
    }
    // The small window has one size.
    if (width !== 380) continue
    for (const [name, { task, changes, act }] of Object.entries(SECRET_SCENES)) {
      pictures[`task-${name}${suffix}`] = {
        page: 'secret',
        state: stateWith({ ...changes, task: task(language) }),
        dark,
        ...(act && { act })
      }
    }
  }
  return pictures
}

export const VAULT_PICTURES = all()
