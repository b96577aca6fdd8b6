/**
 * The control of both benches: the same accounts as a full list of deep `$state` rows, the way a list is written at
 * first, built as the app is; with a ring drawn at every animation frame where that is asked for.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { installFakeApi, type FakeState } from '../fake-api.ts'

const ORIGIN = 'https://control.invalid'
/** Inside the repository, so that its packages are found. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css'
}

const PAGE =
  '<!doctype html><html><body><div id="app"></div><script type="module" src="./control.ts"></script></body></html>'

const SCRIPT = `import { mount } from 'svelte'
import FullList from './FullList.svelte'
mount(FullList, { target: document.getElementById('app') })`

const COMPONENT = `<script>
  let rows = $state([])
  let open = $state(false)
  let angle = $state(0)
  const withRing = location.hash === '#ring'
  async function show(vault) {
    if (vault.kind !== 'unlocked') { open = false; rows = []; return }
    const accounts = (await window.api.request('accounts:list')).value
    const codes = (await window.api.request('codes:list')).value
    rows = accounts.map((account, i) => ({ ...account, code: codes[i]?.code ?? '', next: codes[i]?.nextCode ?? '' }))
    open = true
  }
  window.api.onPush('vault:changed', show)
  window.api.onPush('codes:changed', (codes) => {
    for (const [i, { code, nextCode }] of codes.entries()) { rows[i].code = code; rows[i].next = nextCode }
  })
  window.api.request('vault:state').then(({ value }) => show(value))
  if (withRing) requestAnimationFrame(function turn(ms) { angle = (ms / 30000) % 1; requestAnimationFrame(turn) })
</script>
{#if open}
  <div class="list" role="grid">
    {#each rows as row (row.id)}
      <div class="row" role="row" data-testid="row">
        <span class="tile">{row.issuer[0]}</span>
        <span class="names"><b>{row.issuer}</b><span>{row.label}</span></span>
        {#if withRing}<svg width="20" height="20" viewBox="-10 -10 20 20"><circle r="8" fill="none" stroke="teal" stroke-width="3" pathLength="1" stroke-dasharray={angle + ' 1'} /></svg>{/if}
        <span class="code">{row.code.slice(0, 3)} {row.code.slice(3)}</span>
      </div>
    {/each}
  </div>
{/if}
<style>
  .list { height: 600px; overflow: auto; font: 14px/20px system-ui }
  .row { display: grid; grid-template-columns: 36px 1fr auto auto; gap: 12px; align-items: center; height: 60px; padding: 0 16px }
  .tile { display: grid; place-items: center; height: 36px; border-radius: 10px; background: #ccc }
  .names span { display: block; color: #555 }
  .code { font: 22px/26px monospace }
</style>`

export class FullList {
  readonly #folder: string
  readonly #browser: Browser

  private constructor(folder: string, browser: Browser) {
    this.#folder = folder
    this.#browser = browser
  }

  static async build(browser: Browser): Promise<FullList> {
    await mkdir(CACHE, { recursive: true })
    const folder = await mkdtemp(join(CACHE, 'control-'))
    await writeFile(join(folder, 'index.html'), PAGE)
    await writeFile(join(folder, 'control.ts'), SCRIPT)
    await writeFile(join(folder, 'FullList.svelte'), COMPONENT)
    await build({
      configFile: false,
      logLevel: 'error',
      root: folder,
      plugins: [svelte({ configFile: false })]
    })
    return new FullList(folder, browser)
  }

  async open(state: FakeState, { withRing = false } = {}): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 380, height: 640 } })
    await context.route(`${ORIGIN}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname
      const body = await readFile(join(this.#folder, 'dist', path)).catch(() => null)
      const contentType = TYPES[extname(path)] ?? 'application/octet-stream'
      await route.fulfill(body === null ? { status: 404 } : { body, contentType })
    })
    const page = await context.newPage()
    await page.addInitScript(installFakeApi, state)
    await page.goto(`${ORIGIN}/index.html${withRing ? '#ring' : ''}`)
    return page
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}
