/**
 * The clipboard of the person at the screen, by way of a page that lives for one reading or writing only: what is in
 * the clipboard never enters a window of the app.
 */
import { Buffer } from 'node:buffer'
import { browser } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { ClipboardItem, type ClipboardStore } from './clipboard.ts'

/** The async clipboard works in secure contexts only, so the page has an address, which nobody else answers. */
const ORIGIN = 'https://clipboard.stand-in.invalid'

/** One type of an entry, as base64. */
type Part = readonly [type: string, base64: string]

export class SystemClipboard implements ClipboardStore {
  async read(): Promise<readonly ClipboardItem[]> {
    const items = await onPage<readonly (readonly Part[])[]>(`(async () => {
      const encode = async (blob) => {
        let text = ''
        for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
        return btoa(text)
      }
      const items = await navigator.clipboard.read()
      return Promise.all(items.map((item) =>
        Promise.all(item.types.map(async (type) => [type, await encode(await item.getType(type))]))))
    })()`)
    return items.map(
      (parts) =>
        new ClipboardItem(
          Object.fromEntries(
            parts.map(([type, base64]) => [type, new Blob([Buffer.from(base64, 'base64')], { type })])
          )
        )
    )
  }

  async write(items: readonly ClipboardItem[]): Promise<void> {
    const [item] = items
    const parts =
      item === undefined
        ? [['text/plain', ''] as const]
        : await Promise.all(item.types.map((type) => partOf(item, type)))
    await onPage<boolean>(`(async () => {
      const decode = ([type, text]) => [type, new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], { type })]
      const parts = ${JSON.stringify(parts)}
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts.map(decode)))])
      return true
    })()`)
  }
}

async function partOf(item: ClipboardItem, type: string): Promise<Part> {
  const blob = await item.getType(type)
  return [type, Buffer.from(await blob.arrayBuffer()).toString('base64')]
}

/** Evaluates an expression in a page of its own, which is closed afterwards and its process with it. */
async function onPage<T>(expression: string): Promise<T> {
  const { connection } = browser()
  const permissions = ['clipboardReadWrite', 'clipboardSanitizedWrite'] as const
  await connection.browser.send('Browser.grantPermissions', { origin: ORIGIN, permissions: [...permissions] })
  const { targetId } = await connection.browser.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    windowState: 'minimized',
    focus: false
  })
  try {
    const cdp = await connection.attach(targetId)
    await open(cdp)
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true
    })
    if (exceptionDetails !== undefined) {
      throw new Error(
        `the clipboard could not be used: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`
      )
    }
    return result.value as T
  } finally {
    await connection.browser.send('Target.closeTarget', { targetId }).catch(() => undefined)
  }
}

async function open(cdp: CdpSession): Promise<void> {
  const loaded = new Promise<void>((resolve) => cdp.on('Page.loadEventFired', () => resolve()))
  cdp.on('Fetch.requestPaused', ({ requestId }) => {
    cdp.send('Fetch.fulfillRequest', { requestId, responseCode: 200, body: '' }).catch(() => undefined)
  })
  await cdp.send('Page.enable')
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  // Only a focused page may use the clipboard.
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await cdp.send('Page.navigate', { url: `${ORIGIN}/` })
  await loaded
}
