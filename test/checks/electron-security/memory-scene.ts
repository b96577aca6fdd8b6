/**
 * The main window in long use with a thousand accounts that came by file, paste and link: none of their secrets may be in
 * the memory of its process, in any form.
 */
import { randomBytes } from 'node:crypto'
import { Household } from '../../e2e/app-under-test.ts'
import {
  closed,
  createVaultByPassphrase,
  paste,
  request,
  uriOf,
  type InventedAccount
} from '../../e2e/gestures.ts'
import type { AppWindow, RunningApp } from '../../electron-stand-in/launch.ts'
import { base32Of } from '../../independent-base32.ts'
import { allOf, formsOf, formsOfText, scanProcess, type MemoryScan } from '../../memory-scan.ts'

/** How many came by which way; together a thousand. */
const WAYS = { file: 600, paste: 380, link: 20 } as const

const PLANTED = randomBytes(20)

/** A wait for what the page does by itself, ms: as long as a person would. */
const PATIENCE_MS = 60_000

export class MemoryScene {
  readonly household = new Household()
  readonly #passphrase = `passphrase ${randomBytes(9).toString('base64url')}`
  readonly #accounts = Array.from({ length: WAYS.file + WAYS.paste + WAYS.link }, (_, at) => invented(at))
  #recoveryCode = ''
  #app: RunningApp | null = null
  #main: AppWindow | null = null
  #rounds = 0

  get accounts(): number {
    return this.#accounts.length
  }

  get rounds(): number {
    return this.#rounds
  }

  async begin(): Promise<void> {
    const { app, main } = await this.household.start()
    this.#app = app
    this.#main = main
    this.#recoveryCode = await createVaultByPassphrase(app, main, this.#passphrase)
    const byFile = this.#accounts.slice(0, WAYS.file)
    const byPaste = this.#accounts.slice(WAYS.file, WAYS.file + WAYS.paste)
    const byLink = this.#accounts.slice(WAYS.file + WAYS.paste)
    await main.dropFiles([this.household.file('list.txt', byFile.map(uriOf).join('\n'))], 'body')
    await this.#confirm(WAYS.file)
    await app.setClipboard({ text: byPaste.map(uriOf).join('\n') })
    await paste(main)
    await this.#confirm(WAYS.file + WAYS.paste)
    for (const [at, account] of byLink.entries()) {
      await app.evaluate((electron, url) => {
        electron.app.emit('open-url', { preventDefault: () => undefined }, url)
      }, uriOf(account))
      await this.#confirm(WAYS.file + WAYS.paste + at + 1)
    }
    await app.setClipboard({ text: '' })
  }

  /** What a person does, again and again until the time is over. */
  async useFor(durationMs: number): Promise<void> {
    const endMs = performance.now() + durationMs
    do {
      await this.#round()
      this.#rounds += 1
    } while (performance.now() < endMs)
  }

  /** What is found of them in the window's process now. */
  async scan(): Promise<MemoryScan> {
    const needles = allOf(
      ...this.#accounts.map(({ issuer, secret }) => formsOf(issuer, secret)),
      formsOfText('passphrase', this.#passphrase),
      formsOfText('recovery code', this.#recoveryCode),
      formsOfText('recovery code in lower case', this.#recoveryCode.toLowerCase())
    )
    return scanProcess(await this.#window.rendererPid(), needles)
  }

  /** The names under which a secret is found that was put into the page. */
  async scanPlanted(): Promise<readonly string[]> {
    await this.#window.page.evaluate(
      `globalThis.planted = ${JSON.stringify(base32Of(PLANTED))} + String(Date.now())`
    )
    // Among a thousand others, as the scan above looks.
    const others = this.#accounts.map(({ issuer, secret }) => formsOf(issuer, secret))
    return scanProcess(await this.#window.rendererPid(), allOf(...others, formsOf('planted', PLANTED))).found
  }

  get #window(): AppWindow {
    if (this.#main === null) throw new Error('expected the scene to have begun')
    return this.#main
  }

  async #confirm(count: number): Promise<void> {
    const main = this.#window
    await until('a preview', async () => (await viewKind(main)) === 'preview')
    await request(main, 'import:confirm', null)
    await request(main, 'import:cancel')
    await until(`${count} accounts`, async () => (await idsOf(main)).length === count)
  }

  /** Looks for one, copies a code, changes a name, deletes and restores, looks at a secret, locks and unlocks. */
  async #round(): Promise<void> {
    const main = this.#window
    const ids = await idsOf(main)
    const at = this.#rounds
    const id = ids[(at * 37) % ids.length] ?? ''
    const search = main.page.getByTestId('search')
    await search.fill(`Issuer ${(at * 37) % ids.length}`)
    await search.fill('')
    await main.page.mouse.wheel(0, 2000)
    await request(main, 'codes:list')
    await request(main, 'codes:copy', id, at % 2 === 0 ? 'usual' : 'next')
    await request(main, 'codes:consecutive', id)
    await request(main, 'accounts:edit', [id], { note: `note ${at}` })
    await request(main, 'accounts:remove', [id])
    await request(main, 'trash:list')
    await request(main, 'accounts:restore', [id])
    await request(main, 'backups:list')
    await request(main, 'export:losses', 'aegis', null)
    await this.#showOne(id)
    if (at % 5 === 4) await this.#lockAndUnlock()
  }

  async #showOne(id: string): Promise<void> {
    const small = await this.#open({ kind: 'show-account', id })
    const credential = JSON.stringify({ kind: 'passphrase', passphrase: this.#passphrase })
    await small.page.evaluate(`api.requestSecret('secret:reauthenticate', ${credential})`)
    await small.page.evaluate("api.requestSecret('secret:show-account')")
    await this.#close(small)
  }

  async #lockAndUnlock(): Promise<void> {
    await request(this.#window, 'vault:lock')
    const small = await this.#open('unlock')
    const credential = JSON.stringify({ kind: 'passphrase', passphrase: this.#passphrase })
    await small.page.evaluate(`api.requestSecret('secret:unlock', ${credential})`)
    await this.#close(small)
  }

  async #open(task: Parameters<typeof request<'secret-window:open'>>[2]): Promise<AppWindow> {
    if (this.#app === null) throw new Error('expected the scene to have begun')
    await request(this.#window, 'secret-window:open', task)
    return await this.#app.windowAt('secret.html')
  }

  async #close(small: AppWindow): Promise<void> {
    if (this.#app === null) return
    await small.page.evaluate("void api.requestSecret('secret:close')").catch(() => undefined)
    await closed(this.#app, small)
  }
}

function invented(at: number): InventedAccount {
  return {
    kind: 'totp',
    issuer: `Issuer ${at}`,
    label: 'l',
    secret: randomBytes(20),
    algorithm: 'SHA1',
    digits: 6,
    period: 30
  }
}

async function viewKind(main: AppWindow): Promise<string> {
  const outcome = await request(main, 'import:state')
  return outcome.ok ? outcome.value.kind : outcome.failure.code
}

async function idsOf(main: AppWindow): Promise<readonly string[]> {
  const outcome = await request(main, 'accounts:list')
  return outcome.ok ? outcome.value.map(({ id }) => id) : []
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`expected ${what} within ${PATIENCE_MS / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
