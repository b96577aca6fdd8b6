/** The stand-in for Electron, by way of the fixture app: each thing that the app and its end-to-end tests rely on. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { launchApp, PATIENCE_MS, type AppWindow, type RunningApp } from './launch.ts'

/** Vitest's own is a second. */
const PATIENCE = { timeout: PATIENCE_MS, interval: 50 }

const app = fileURLToPath(new URL('./fixture-app', import.meta.url))

interface PageApi {
  readonly ask: (channel: string, ...args: unknown[]) => Promise<unknown>
  readonly pathOf: (file: unknown) => string
  readonly sync: (text: unknown) => string
}

interface FixturePage {
  readonly api: PageApi
  readonly notes: readonly unknown[]
  fetch: typeof fetch
}

/** Asks main from the page's own world. */
function ask(window: AppWindow, channel: string, ...args: readonly unknown[]): Promise<unknown> {
  return window.page.evaluate(
    ([name, rest]) => (globalThis as unknown as FixturePage).api.ask(name, ...rest),
    [channel, args] as const
  )
}

describeWith(['chromium'], 'the stand-in for Electron', () => {
  let running: RunningApp
  let first: AppWindow
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stand-in-test-'))
    running = launchApp({
      app,
      args: ['--demo'],
      home: folder,
      env: { LC_ALL: 'ja_JP.UTF-8', FIXTURE_USER_DATA: join(folder, 'data') }
    })
    first = await running.windowAt('first.html')
  })

  afterAll(async () => {
    await running.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  })

  it('carries structured values to main and back, and tells main who asked', async () => {
    const value = {
      text: '時計',
      big: 2n ** 70n,
      zero: -0,
      bytes: new Uint8Array([0, 255]),
      when: new Date(5),
      none: undefined
    }
    expect(await ask(first, 'echo', value)).toStrictEqual({
      value,
      url: 'app://first/first.html',
      origin: 'app://first',
      isMainFrame: true
    })
  })

  it("gives a handler's error and a missing handler to the page in Electron's words", async () => {
    await expect(ask(first, 'fail')).rejects.toThrow(
      "Error invoking remote method 'fail': RangeError: expected less"
    )
    await expect(ask(first, 'nothing')).rejects.toThrow("No handler registered for 'nothing'")
  })

  it('exposes a frozen copy of the api, synchronous functions too, and nothing else of the preload', async () => {
    const seen = await first.page.evaluate(() => {
      const page = globalThis as unknown as FixturePage & Record<string, unknown>
      return {
        sync: page.api.sync('abc'),
        isFrozen: Object.isFrozen(page.api),
        leaks: ['require', 'ipcRenderer', '__standInPost', '__standInReceive', '__standInFile'].filter(
          (name) => name in page
        ),
        names: Object.keys(page.api)
      }
    })
    expect(seen).toStrictEqual({
      sync: 'ABC',
      isFrozen: true,
      leaks: [],
      names: ['ask', 'onNote', 'pathOf', 'sync', 'nested']
    })
    const refusal = first.page.evaluate(() => (globalThis as unknown as FixturePage).api.sync(Symbol('no')))
    await expect(refusal).rejects.toThrow('could not be cloned')
  })

  it('keeps the headers of the app: protocol: a script of the page is refused eval', async () => {
    const refusal = first.page.evaluate(() => {
      const script = globalThis as unknown as { setTimeout(code: string): number; hit?: boolean }
      script.setTimeout('globalThis.hit = true')
      return new Promise((resolve) => setTimeout(() => resolve(script.hit ?? false), 100))
    })
    expect(await refusal).toBe(false)
    expect(
      await first.page.evaluate(async () => {
        const response = await fetch('missing.txt')
        return response.status
      })
    ).toBe(404)
  })

  it('tells name, version, locale and arguments as Electron does', async () => {
    expect(await ask(first, 'app')).toStrictEqual(['Fixture', '1.2.3', false, 'ja-JP', ['--demo']])
  })

  it('lets main refuse navigation, and opens no pop-ups', async () => {
    await first.page.click('#away')
    await first.page.click('#popup')
    await vi.waitFor(async () => {
      expect(await ask(first, 'events')).toEqual(
        expect.arrayContaining([
          'first:will-navigate https://example.org/',
          'first:open app://first/second.html'
        ])
      )
    }, PATIENCE)
    expect(await running.windows()).toHaveLength(1)
    expect(first.page.url()).toMatch(/^https:\/\/first\.app\./)
  })

  it('opens a second window with a process of its own, which ends with it', async () => {
    await ask(first, 'open-second')
    const second = await running.windowAt('second.html')
    const pids = [await first.rendererPid(), await second.rendererPid()]
    expect(pids[0]).not.toBe(pids[1])
    expect(readFileSync(`/proc/${String(pids[1])}/cmdline`, 'utf8')).toContain('--type=renderer')
    const { id: parentId } = first
    expect(await second.info()).toMatchObject({ parentId, isModal: true, isContentProtected: true })
    await second.close()
    await vi.waitFor(() => expect(existsSync(`/proc/${String(pids[1])}`)).toBe(false), PATIENCE)
    expect(await second.info()).toBeNull()
    expect(existsSync(`/proc/${String(pids[0])}`)).toBe(true)
  })

  it('lets main refuse that a person closes the window, and shows it again from the tray', async () => {
    await first.close()
    expect(await first.info()).toMatchObject({ isVisible: false })
    await running.clickTray()
    expect(await first.info()).toMatchObject({ isVisible: true })
  })

  it("shows the tray's menu to the test, and clicks it into the clipboard", async () => {
    expect((await running.trayMenu()).map(({ label, type }) => [label, type])).toStrictEqual([
      ['Copy', 'normal'],
      ['', 'separator'],
      ['More', 'submenu']
    ])
    await running.clickTrayMenu('Copy')
    expect(await running.clipboard()).toMatchObject({ text: '123456', types: ['text/plain'] })
  })

  it("gives text and pictures in the clipboard to main by Electron 45's interface", async () => {
    const png = new Uint8Array([1, 2, 3])
    await running.setClipboard({ png })
    const read = await running.evaluate(async ({ clipboard }) => {
      const [item] = await clipboard.read()
      const blob = await item?.getType('image/png')
      return [
        item?.types,
        await clipboard.has('image/png'),
        [...new Uint8Array((await blob?.arrayBuffer()) ?? [])]
      ]
    })
    expect(read).toStrictEqual([['image/png'], true, [1, 2, 3]])
    await running.setClipboard({})
    expect(await running.evaluate(({ clipboard }) => clipboard.readText())).toBe('')
  })

  it('says what the test says of idle time and Touch ID', async () => {
    const ask = (): Promise<unknown> =>
      running.evaluate(async ({ powerMonitor, systemPreferences }) => [
        powerMonitor.getSystemIdleTime(),
        systemPreferences.canPromptTouchID(),
        await systemPreferences.promptTouchID().then(
          () => 'accepted',
          () => 'refused'
        )
      ])
    expect(await ask()).toStrictEqual([0, false, 'refused'])
    await running.setIdle(301)
    await running.setTouchId('accepts')
    expect(await ask()).toStrictEqual([301, true, 'accepted'])
    await running.setIdle(0)
    await running.setTouchId('absent')
  })

  it('gives main a readable path for a dropped file, whose content the page has not read', async () => {
    const path = join(folder, 'code ü.txt')
    writeFileSync(path, 'dropped content')
    await first.dropFiles([path], '#drop')
    await vi.waitFor(async () => {
      expect(await first.page.textContent('#dropped')).toBe('code ü.txt: dropped content')
    }, PATIENCE)
  })

  it("talks to a utility process by Electron's parentPort, buffers as bytes", async () => {
    expect(await ask(first, 'ask-child', { text: 'hello' })).toStrictEqual({
      data: { text: 'hello' },
      args: ['one'],
      isBuffer: false
    })
    expect(await ask(first, 'ask-child', new Uint8Array([7]))).toMatchObject({ isBuffer: true })
    expect(await ask(first, 'end-child')).toStrictEqual(['number', true])
    await vi.waitFor(async () => {
      expect(await ask(first, 'events')).toContainEqual(expect.stringMatching(/^child:exit/))
    }, PATIENCE)
  })

  it('answers dialogs from the queue, and cancels the others', async () => {
    const answer = { canceled: false, filePaths: ['/tmp/one'] }
    await running.queueDialog(answer)
    expect(await ask(first, 'choose')).toStrictEqual(answer)
    expect(await ask(first, 'choose')).toStrictEqual({ canceled: true, filePaths: [] })
    expect((await running.recorded()).dialogs).toHaveLength(2)
  })

  it('turns a second instance away, and tells the first of its arguments', async () => {
    const second = launchApp({
      app,
      args: ['--add'],
      home: folder,
      env: { FIXTURE_USER_DATA: join(folder, 'data') }
    })
    expect(await second.exited).toStrictEqual({ code: 7, signal: null })
    expect(second.output.stdout).toContain('second instance leaves')
    await vi.waitFor(async () => {
      const notes = await first.page.evaluate(() => (globalThis as unknown as FixturePage).notes)
      expect(notes).toMatchObject([
        { data: { from: 'second' }, argv: expect.arrayContaining(['--add']) as unknown }
      ])
    }, PATIENCE)
  })

  it('ends with code 0 by the tray, and leaves no process', async () => {
    const pid = await first.rendererPid()
    await running.clickTrayMenu('More', 'Quit')
    expect(await running.exited).toStrictEqual({ code: 0, signal: null })
    await vi.waitFor(() => expect(existsSync(`/proc/${String(pid)}`)).toBe(false), PATIENCE)
    expect(
      running.output.stderr.split('\n').filter((line) => !line.includes("handler for '"))
    ).not.toContainEqual(expect.stringMatching(/stand-in:/))
  })
})
