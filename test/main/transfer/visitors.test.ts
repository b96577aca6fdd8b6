import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/core/present-failure.ts'
import type { ImportItem } from '../../../src/main/transfer/read-item.ts'
import type { Unread } from '../../../src/main/transfer/import-views.ts'
import { Visitors } from '../../../src/main/transfer/visitors.ts'
import type { ImportView } from '../../../src/shared/views/transfer.ts'

const LINK = 'otpauth://totp/Example:hana?secret=JBSWY3DPEHPK3PXP'

function scene(isOpen = true) {
  const state = { isOpen, view: { kind: 'none' } as ImportView, arrivals: 0 }
  const received: string[][] = []
  const visitors = new Visitors({
    flow: {
      get view() {
        return state.view
      },
      fromItems: (items: readonly ImportItem[], unread: readonly Unread[]) => {
        received.push([
          ...items.map(({ bytes, source }) => `${source.kind} ${bytes.toString()}`),
          ...unread.map(({ source, failure }) => `${JSON.stringify(source)}: ${failure.code}`)
        ])
        state.view = { kind: 'reading', source: { kind: 'link' } }
        return Promise.resolve(state.view)
      }
    },
    isOpen: () => state.isOpen,
    readFile: (path) =>
      path === '/gone'
        ? Promise.reject(new Refusal('file-unreadable'))
        : Promise.resolve({ bytes: Buffer.from(path), source: { kind: 'file', name: path } }),
    onArrival: () => state.arrivals++
  })
  return { visitors, received, state }
}

const PREVIEW: ImportView = {
  kind: 'preview',
  source: { kind: 'link' },
  format: 'key-uri',
  found: 1,
  entries: [],
  failed: []
}

describe('Visitors', () => {
  it('brings links and files into one preview, tells of what can’t be read, and opens the window', async () => {
    const { visitors, received, state } = scene()
    visitors.welcome({ links: [LINK], files: ['/home/hana/a.2fas', '/gone'] })
    await expect
      .poll(() => received)
      .toStrictEqual([
        [`link ${LINK}`, 'file /home/hana/a.2fas', '{"kind":"file","name":"gone"}: file-unreadable']
      ])
    expect(state.arrivals).toBe(1)
  })

  it('keeps them until the vault is open', async () => {
    const { visitors, received, state } = scene(false)
    visitors.welcome({ links: [LINK], files: [] })
    await visitors.receive()
    expect(received).toStrictEqual([])
    state.isOpen = true
    await visitors.receive()
    expect(received).toHaveLength(1)
  })

  it('loses nobody where the vault is locked while a file is read', async () => {
    const { visitors, received, state } = scene()
    visitors.welcome({ links: [LINK], files: ['/home/hana/a.2fas'] })
    state.isOpen = false
    visitors.welcome({ links: [`${LINK}&n=2`], files: [] })
    await new Promise((resolve) => setImmediate(resolve))
    expect(received).toStrictEqual([])
    state.isOpen = true
    await visitors.receive()
    expect(received).toStrictEqual([[`link ${LINK}`, 'file /home/hana/a.2fas', `link ${LINK}&n=2`]])
  })

  it('never changes a preview that is looked at, but lets parts of one batch come together', async () => {
    const { visitors, received, state } = scene()
    state.view = PREVIEW
    visitors.welcome({ links: [LINK], files: [] })
    await visitors.receive()
    expect(received).toStrictEqual([])
    state.view = { ...PREVIEW, missingParts: { parts: [2], of: 2 } }
    await visitors.receive()
    expect(received).toHaveLength(1)
  })

  it('takes no other links, and no more than 10 of anything', async () => {
    const { visitors, received, state } = scene(false)
    visitors.welcome({ links: ['https://example.com/', 'otpauth:', 'javascript:alert(1)'], files: [] })
    expect(state.arrivals).toBe(0)
    for (let at = 0; at < 30; at++) visitors.welcome({ links: [`${LINK}&n=${at}`], files: [] })
    state.isOpen = true
    await visitors.receive()
    expect(received[0]).toHaveLength(10)
  })

  it('sends away who still waits when the app ends', async () => {
    const { visitors, received, state } = scene(false)
    visitors.welcome({ links: [LINK], files: [] })
    visitors.dismissAll()
    state.isOpen = true
    await visitors.receive()
    expect(received).toStrictEqual([])
  })
})
