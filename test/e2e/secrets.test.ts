/** No secret in the main window: its heap, its document and its process's memory are searched, in every encoding. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { base32Of } from '../independent-base32.ts'
import { allOf, formsOf, formsOfText, found, scanProcess, type Needles } from '../memory-scan.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { clickLast, closed, createVaultByPassphrase, paste, uriOf, type InventedAccount } from './gestures.ts'

const PASSPHRASE = `passphrase ${randomBytes(9).toString('base64url')}`

function invented(issuer: string): InventedAccount {
  return {
    kind: 'totp',
    issuer,
    label: 'l',
    secret: randomBytes(20),
    algorithm: 'SHA1',
    digits: 6,
    period: 30
  }
}

const PASTED = invented('Pasted')
const FROM_PICTURE = invented('Picture')
const FROM_FILE = invented('Dropped')
const FROM_TERMINAL = invented('Terminal')
const TYPED = invented('Typed')
const PLANTED = randomBytes(20)

/** The text of the page's heap, as DevTools would save it. */
async function heapOf(window: AppWindow): Promise<Buffer> {
  const session = await window.cdp()
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return Buffer.from(chunks.join(''))
}

describeWith(['chromium', 'qrencode'], 'secrets and the main window', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow
  let needles: Needles
  let recoveryCode: string

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
    recoveryCode = await createVaultByPassphrase(app, main, PASSPHRASE)
    await app.setClipboard({ text: uriOf(PASTED) })
    await paste(main)
    await rowOf(PASTED)
    // The same paste while the search has the focus.
    await main.page.keyboard.press('Escape')
    await main.page.getByTestId('search').focus()
    await paste(main)
    await main.page.getByTestId('note').filter({ hasText: 'is there already' }).waitFor()
    await main.page.keyboard.press('Escape')
    const picture = household.file('qr.png', execFileSync('qrencode', ['-o', '-', uriOf(FROM_PICTURE)]))
    await main.dropFiles([picture], 'body')
    await confirm()
    await rowOf(FROM_PICTURE)
    await main.dropFiles([household.file('list.txt', `${uriOf(FROM_FILE)}\n`)], 'body')
    await confirm()
    await rowOf(FROM_FILE)
    const passphraseFile = household.file('p', PASSPHRASE)
    await household.terminal(['add', '-', '--passphrase-file', passphraseFile], uriOf(FROM_TERMINAL))
    await rowOf(FROM_TERMINAL)
    needles = allOf(
      ...[PASTED, FROM_PICTURE, FROM_FILE, FROM_TERMINAL, TYPED].map((account) =>
        formsOf(account.issuer, account.secret)
      ),
      formsOfText('passphrase', PASSPHRASE),
      formsOfText('recovery code', recoveryCode),
      formsOfText('recovery code in lower case', recoveryCode.toLowerCase())
    )
  })

  afterAll(() => household.end())

  async function confirm(): Promise<void> {
    await main.page.getByTestId('import-confirm').click()
    await main.page.getByTestId('import-done').click()
  }

  const rowOf = (account: InventedAccount): Promise<void> =>
    main.page.getByTestId('row').filter({ hasText: account.issuer }).waitFor()

  it('a typed secret stays in the small window, whose process ends with it', async () => {
    await main.page.keyboard.press('Control+n')
    await main.page.getByTestId('add-type').click()
    const small = await app.windowAt('secret.html')
    const pid = await small.rendererPid()
    expect(pid).not.toBe(await main.rendererPid())
    await small.page.getByTestId('issuer').fill(TYPED.issuer)
    await small.page.getByTestId('label').fill(TYPED.label)
    await small.page.getByTestId('secret').fill(base32Of(TYPED.secret))
    // While it is typed, the scan finds it there: so it would find it in the main window, too.
    expect(scanProcess(pid, needles).found.some((name) => name.startsWith('Typed'))).toBe(true)
    await clickLast(small, 'submit')
    await closed(app, small)
    await rowOf(TYPED)
    await expect.poll(() => isThere(pid)).toBe(false)
  })

  it('the document holds none of 5 secrets, the passphrase and the recovery code', async () => {
    const html = Buffer.from(await main.page.evaluate('document.documentElement.outerHTML'))
    expect(html.length).toBeGreaterThan(1000)
    expect(found(html, needles)).toEqual([])
  })

  it('the heap holds none of them', async () => {
    const heap = await heapOf(main)
    expect(heap.includes('Pasted')).toBe(true)
    expect(found(heap, needles)).toEqual([])
  })

  it('the memory of the process holds none of them', async () => {
    const { found: hits, bytes } = scanProcess(await main.rendererPid(), needles)
    expect(bytes).toBeGreaterThan(2 ** 24)
    expect(hits).toEqual([])
  })

  it('a planted one is found, in the heap and in the memory', async () => {
    const planted = formsOf('planted', PLANTED)
    await main.page.evaluate(`globalThis.planted = ${JSON.stringify(base32Of(PLANTED))} + String(Date.now())`)
    expect(found(await heapOf(main), planted)).not.toEqual([])
    expect(scanProcess(await main.rendererPid(), planted).found).not.toEqual([])
  })
})

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
