/**
 * `npm run screenshots [-- NAME…]`: every screen for docs/screenshots, in light and dark, English and Japanese, and at 380
 * and 900 px. It is the renderer as it ships, behind a main process that tells invented accounts and servers.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { BuiltRenderer } from './built-renderer.ts'
import { PICTURES } from './preview/every-picture.ts'
import { sizeOf, type Picture } from './preview/picture.ts'
import { AT } from './states.ts'
import { smallPng } from './small-png.ts'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const SCHEMES = ['light', 'dark'] as const
const LANGUAGES = ['en', 'ja'] as const
const WIDE = { width: 900, height: 640 } as const
const NARROW = { width: 380, height: 640 } as const
/** Pages open side by side. */
const AT_ONCE = 2

/** Names of the files, and the pictures of `every-picture.ts` that they are. */
const SCREENS: Readonly<Record<string, string>> = {
  list: 'list-groups',
  search: 'list-search',
  chosen: 'list-chosen',
  'list-off': 'off',
  'list-corrected': 'corrected',
  'clock-in-step': 'clock-in-step',
  'clock-drifting': 'clock-drifting',
  'clock-off': 'clock-off',
  'clock-uncertain': 'clock-uncertain',
  'clock-unknown': 'clock-unknown',
  account: 'account',
  pick: 'pick-typed',
  'first-run': 'first-run',
  empty: 'empty-first',
  locked: 'vault-locked-by-hand',
  'keychain-locked': 'vault-locked-locked',
  gone: 'vault-gone',
  damaged: 'vault-damaged',
  newer: 'vault-newer',
  unreadable: 'vault-unreadable',
  notices: 'vault-notices',
  'read-only': 'vault-notice-read-only',
  add: 'add',
  scan: 'scan',
  'import-preview': 'import-preview',
  'import-password': 'import-password',
  'import-receipt': 'import-receipt',
  export: 'export',
  ways: 'vault-ways-in',
  backups: 'vault-backups',
  trash: 'vault-trash',
  settings: 'settings-look',
  locate: 'locate',
  create: 'secret-create',
  'recovery-code': 'secret-recovery',
  unlock: 'secret-unlock',
  'type-account': 'secret-type',
  shares: 'task-share-sheets',
  'show-account': 'task-shown-account'
}

/** Those of the README, drawn twice as fine. */
const FINE: ReadonlySet<string> = new Set([
  'list-light-en',
  'list-off-dark-en',
  'clock-in-step-light-en',
  'pick-dark-en'
])

type Language = (typeof LANGUAGES)[number]

/** The same picture in a language, whichever it was made in. */
function inLanguage({ state, ...picture }: Picture, language: Language): Picture {
  const task = state.task && { ...state.task, language }
  return { ...picture, state: { ...state, app: { ...state.app, language }, ...(task && { task }) } }
}

async function opened(renderer: BuiltRenderer, picture: Picture, deviceScaleFactor: number): Promise<Page> {
  const { page = 'index', state, act } = picture
  const window = await renderer.open(page, state, {
    viewport: page === 'index' ? NARROW : sizeOf({ page, state }),
    deviceScaleFactor,
    shownNowMs: AT + 12_000
  })
  await window.evaluate('document.fonts.ready.then(() => undefined)')
  await act?.(window)
  return window
}

/** One screen in one language: light and dark, narrow and wide; a small window has one size. */
async function take(renderer: BuiltRenderer, name: string, language: Language): Promise<void> {
  const picture = PICTURES[SCREENS[name] ?? '']
  if (picture === undefined) throw new Error(`expected a picture for ${name}`)
  const shown = inLanguage(picture, language)
  const page = await opened(renderer, shown, 1)
  const sizes = (shown.page ?? 'index') === 'index' ? ['', '-wide'] : ['']
  for (const size of sizes) {
    if (size === '-wide') {
      await page.setViewportSize(WIDE)
      // What stands beside the list is loaded after the first paint.
      await page.locator('aside > *').first().waitFor()
    }
    for (const scheme of SCHEMES) await shoot(page, `${name}${size}-${scheme}-${language}`, scheme)
  }
  await page.context().close()
  for (const scheme of SCHEMES) {
    if (!FINE.has(`${name}-${scheme}-${language}`)) continue
    const fine = await opened(renderer, shown, 2)
    await shoot(fine, `${name}-${scheme}-${language}`, scheme)
    await fine.context().close()
  }
}

async function shoot(page: Page, name: string, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await writeFile(join(FOLDER, `${name}.png`), smallPng(await page.screenshot()))
}

const wanted = process.argv.slice(2)
if (wanted.length === 0) await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const queue = Object.keys(SCREENS)
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .flatMap((name) => LANGUAGES.map((language) => ({ name, language })))
const renderer = await BuiltRenderer.start()
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { name, language } = next
      await take(renderer, name, language).catch((error: unknown) => {
        process.exitCode = 1
        console.error(`${name}, ${language}: ${error instanceof Error ? error.message : String(error)}`)
      })
    }
  })
)
await renderer.stop()
console.log(`The pictures lie in ${FOLDER}`)
