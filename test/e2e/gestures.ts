/** What a person does in the windows, said once. */
import type { PickRequests, Pushes, Requests, SecretRequests } from '../../src/shared/ipc.ts'
import type { Outcome } from '../../src/shared/failure.ts'
import { PATIENCE_MS, type AppWindow, type RunningApp } from '../electron-stand-in/launch.ts'
import { base32Of } from '../independent-base32.ts'

/** An invented account; its secret is known to the test alone. */
export interface InventedAccount {
  readonly kind: 'totp' | 'hotp' | 'steam'
  readonly issuer: string
  readonly label: string
  readonly secret: Buffer
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  readonly period?: number
  readonly counter?: number
}

export function uriOf(account: InventedAccount): string {
  const { kind, issuer, label, secret, algorithm, digits, period, counter } = account
  const parameters = new URLSearchParams({
    secret: base32Of(secret),
    issuer,
    algorithm,
    digits: String(digits)
  })
  if (period !== undefined) parameters.set('period', String(period))
  if (counter !== undefined) parameters.set('counter', String(counter))
  return `otpauth://${kind}/${encodeURIComponent(issuer)}:${encodeURIComponent(label)}?${parameters.toString()}`
}

export async function paste(window: AppWindow): Promise<void> {
  await window.page.keyboard.press('Control+v')
}

/** Makes the vault with a passphrase alone; gives the recovery code that was shown. */
export function createVaultByPassphrase(
  app: RunningApp,
  main: AppWindow,
  passphrase: string
): Promise<string> {
  return createVault(app, main, { keychain: false, passphrase })
}

/** Makes the vault, and confirms the recovery code by typing it; gives it. */
export async function createVault(
  app: RunningApp,
  main: AppWindow,
  ways: { readonly keychain: boolean; readonly passphrase: string }
): Promise<string> {
  await main.page.getByTestId('create-vault').click()
  const small = await app.windowAt('secret.html')
  const { page } = small
  await page.getByTestId('submit').waitFor()
  if (await page.getByTestId('use-keychain').isEnabled()) {
    await page.getByTestId('use-keychain').setChecked(ways.keychain)
  }
  await page.getByTestId('use-passphrase').setChecked(true)
  await page.getByTestId('passphrase').fill(ways.passphrase)
  await page.getByTestId('passphrase-again').fill(ways.passphrase)
  await page.getByTestId('submit').click()
  await page.getByTestId('recovery-code').waitFor()
  const groups = await page.getByTestId('recovery-group').allInnerTexts()
  const code = groups.join('-')
  await page.getByTestId('submit').click()
  await page.getByTestId('recovery-typed').fill(code.toLowerCase())
  await page.getByTestId('submit').click()
  await clickLast(small, 'done')
  await closed(app, small)
  return code
}

export async function unlockByPassphrase(
  app: RunningApp,
  main: AppWindow,
  passphrase: string
): Promise<void> {
  await main.page.getByTestId('unlock').click()
  const small = await app.windowAt('secret.html')
  await small.page.getByTestId('passphrase').fill(passphrase)
  await clickLast(small, 'submit')
  await closed(app, small)
}

/** Clicks what closes the window: that may be gone before the click is over. */
export async function clickLast(window: AppWindow, testid: string): Promise<void> {
  await unlessClosed(window, window.page.getByTestId(testid).click())
}

/** Presses Enter, after which the window closes: it may be gone before the key has come up. */
export async function enterLast(window: AppWindow): Promise<void> {
  await unlessClosed(window, window.page.keyboard.press('Enter'))
}

async function unlessClosed({ page }: AppWindow, gesture: Promise<void>): Promise<void> {
  try {
    await gesture
  } catch (error) {
    if (!page.isClosed()) throw error
  }
}

/** Waits until a window is gone. */
export async function closed(app: RunningApp, window: AppWindow): Promise<void> {
  await until(async () => !(await app.windows()).some(({ id }) => id === window.id), 'the window to close')
}

/** Does something that copies, and gives the text that came into the clipboard by it. */
export async function copiedBy(app: RunningApp, copy: () => Promise<unknown>): Promise<string> {
  const before = 'nothing copied yet'
  await app.setClipboard({ text: before })
  await copy()
  let text = before
  await until(async () => {
    ;({ text } = await app.clipboard())
    return text !== before
  }, 'something to be copied')
  return text
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`expected ${what} within ${PATIENCE_MS / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** Asks main for something as the window's own page does. */
export function request<K extends keyof Requests>(
  window: AppWindow,
  name: K,
  ...args: Parameters<Requests[K]>
): Promise<Outcome<ReturnType<Requests[K]>>> {
  const script = `api.request(${[name, ...args].map((part) => JSON.stringify(part)).join(', ')})`
  return window.page.evaluate(script)
}

/** The same in the small window. */
export function requestSecret<K extends keyof SecretRequests>(
  window: AppWindow,
  name: K,
  ...args: Parameters<SecretRequests[K]>
): Promise<Outcome<ReturnType<SecretRequests[K]>>> {
  const script = `api.requestSecret(${[name, ...args].map((part) => JSON.stringify(part)).join(', ')})`
  return window.page.evaluate(script)
}

/** The same in the quick pick. */
export function requestPick<K extends keyof PickRequests>(
  window: AppWindow,
  name: K,
  ...args: Parameters<PickRequests[K]>
): Promise<Outcome<ReturnType<PickRequests[K]>>> {
  const script = `api.requestPick(${[name, ...args].map((part) => JSON.stringify(part)).join(', ')})`
  return window.page.evaluate(script)
}

/** Begins to listen for a push; the function that it resolves with gives all that came since. */
export async function listenFor<K extends keyof Pushes>(
  window: AppWindow,
  name: K
): Promise<() => Promise<readonly Pushes[K][]>> {
  const key = JSON.stringify(`heard ${name}`)
  await window.page.evaluate(
    `globalThis[${key}] = [], void api.onPush(${JSON.stringify(name)}, (it) => globalThis[${key}].push(it))`
  )
  return () => window.page.evaluate(`globalThis[${key}]`)
}
