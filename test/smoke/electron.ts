/**
 * npm run smoke:electron: the real app in real Electron, on any machine that has it. It prints one line for each thing
 * that only real Electron can show. Usage: [--check]
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { Figures } from '../checks/figures.ts'
import { makeCertificate } from '../fakes/certificates.ts'
import { tryPrimitives } from './primitives.ts'
import { tryKeytar, tryTlsExporter, tryTray } from './in-main.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PASSPHRASE = 'only for this smoke test'
/** RFC 4226's secret, in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const figures = new Figures({ check: values.check })
const home = mkdtempSync(join(tmpdir(), 'zeroskew-smoke-'))
const binary = electronPath()
if (binary === null) {
  figures.expect(false, 'Electron', "its binary isn't here; npx install-electron fetches it")
} else {
  const app = await _electron.launch({
    executablePath: binary,
    args: [ROOT, '--home', join(home, 'data')],
    timeout: 60_000
  })
  try {
    await look(app)
  } catch (error) {
    figures.expect(
      false,
      'the run',
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it threw'
    )
  } finally {
    await app.close()
  }
}
rmSync(home, { recursive: true, force: true, maxRetries: 20 })
figures.end()

async function look(app: ElectronApplication): Promise<void> {
  figures.heading(await app.evaluate(() => `Electron ${process.versions.electron}, ${process.platform}`))
  const main = await windowAt(app, 'app://main/')
  figures.expect(true, 'starts, and serves its page by its own protocol', main.url())
  await createVault(app, main)
  figures.expect(true, 'makes a vault through the small window', 'with a passphrase')
  await addAccount(app, main)
  const shown = (await main.getByTestId('code').first().innerText()).replace(/\s/gu, '')
  figures.expect(/^\d{6}$/u.test(shown), 'adds an account and shows its code', `${shown.length} digits`)
  await main.getByTestId('row').first().click()
  const copied = await eventually(() => app.evaluate(({ clipboard }) => clipboard.readText()))
  figures.expect(/^\d{6}$/u.test(copied), 'copies it', `${copied.length} characters in the clipboard`)
  for (const outcome of await app.evaluate(tryPrimitives)) tell(outcome)
  tell(await app.evaluate(tryTray))
  tell(await app.evaluate(tryKeytar))
  const certificate = makeCertificate()
  try {
    tell(await app.evaluate(tryTlsExporter, { certificate: certificate.pem, keyPath: certificate.key }))
  } finally {
    certificate.remove()
  }
}

function tell({ name, trouble }: { readonly name: string; readonly trouble: string | null }): void {
  figures.expect(trouble === null, name, trouble ?? 'as expected')
}

async function createVault(app: ElectronApplication, main: Page): Promise<void> {
  await main.getByTestId('create-vault').click()
  const small = await windowAt(app, 'app://secret/')
  const keychain = small.getByTestId('use-keychain')
  await small.getByTestId('submit').waitFor()
  if (await keychain.isEnabled()) await keychain.setChecked(false)
  await small.getByTestId('use-passphrase').setChecked(true)
  await pastePassphrase(app, small)
  await small.getByTestId('passphrase-again').fill(PASSPHRASE)
  await small.getByTestId('submit').click()
  await small.getByTestId('recovery-code').waitFor()
  const code = (await small.getByTestId('recovery-group').allInnerTexts()).join('-')
  await small.getByTestId('submit').click()
  await small.getByTestId('recovery-typed').fill(code)
  await small.getByTestId('submit').click()
  await small.getByTestId('done').click()
}

/** By the menu's item on macOS, which stands behind its ⌘V; elsewhere by Chromium's own key. */
async function pastePassphrase(app: ElectronApplication, small: Page): Promise<void> {
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), PASSPHRASE)
  const field = small.getByTestId('passphrase')
  await field.focus()
  const isByMenu = await app.evaluate(({ BrowserWindow, Menu }, address) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL() === address)
    const item = Menu.getApplicationMenu()?.getMenuItemById('paste')
    item?.click(undefined, window, window?.webContents)
    return item !== null && item !== undefined
  }, small.url())
  if (!isByMenu) await small.keyboard.press('Control+v')
  const pasted = await eventually(() => field.inputValue())
  figures.expect(
    pasted === PASSPHRASE,
    'pastes into the small window',
    isByMenu ? "by the menu's item" : 'by Ctrl+V'
  )
  await app.evaluate(({ clipboard }) => clipboard.clear())
}

/** By paste, as most people do. */
async function addAccount(app: ElectronApplication, main: Page): Promise<void> {
  await app.evaluate(
    ({ clipboard }, uri) => clipboard.writeText(uri),
    `otpauth://totp/Example:alice?secret=${SECRET}&issuer=Example`
  )
  await main.bringToFront()
  await main.keyboard.press('ControlOrMeta+v')
  await main.getByTestId('row').first().waitFor()
  await app.evaluate(({ clipboard }) => clipboard.clear())
}

async function windowAt(app: ElectronApplication, address: string): Promise<Page> {
  return await eventually(() => app.windows().find((page) => page.url().startsWith(address)))
}

/** Asks again until there is something. */
async function eventually<T>(look: () => Promise<T> | T): Promise<NonNullable<T>> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== null && found !== '') return found
    if (performance.now() > deadline) throw new Error('expected an answer within 30 s, got none')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Where Electron's binary lies, or null: asking the package itself would begin to fetch it. */
function electronPath(): string | null {
  const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..')
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe'
  }
  const name = names[process.platform] ?? 'electron'
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return existsSync(path) ? path : null
}
