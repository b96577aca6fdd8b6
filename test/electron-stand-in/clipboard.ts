/** Electron 45's `clipboard`, kept in memory: tests never touch the clipboard of whoever runs them. */

type Payload = string | Blob | Electron.ClipboardBookmark

/** Electron's `ClipboardItem`: one entry in several types. */
export class ClipboardItem implements Pick<Electron.ClipboardItem, 'types'> {
  readonly #payloads: Readonly<Record<string, Payload | Promise<Payload>>>

  constructor(payloads: Readonly<Record<string, Payload | Promise<Payload>>>) {
    this.#payloads = payloads
  }

  get types(): string[] {
    return Object.keys(this.#payloads)
  }

  async getType(type: string): Promise<Blob> {
    const payload = await this.#payloads[type]
    if (payload === undefined) throw new Error(`The type '${type}' was not found`)
    return payload instanceof Blob ? payload : new Blob([payload as string], { type })
  }
}

/** Where entries come from and go to; a person's own clipboard takes its place in system-clipboard.ts. */
export interface ClipboardStore {
  read(): Promise<readonly ClipboardItem[]>
  write(items: readonly ClipboardItem[]): Promise<void>
}

class MemoryStore implements ClipboardStore {
  #items: readonly ClipboardItem[] = []

  read(): Promise<readonly ClipboardItem[]> {
    return Promise.resolve(this.#items)
  }

  write(items: readonly ClipboardItem[]): Promise<void> {
    this.#items = items
    return Promise.resolve()
  }
}

class Clipboard implements Pick<Electron.Clipboard, 'clear' | 'has' | 'readText' | 'writeText'> {
  #store: ClipboardStore = new MemoryStore()

  useStore(store: ClipboardStore): void {
    this.#store = store
  }

  async read(): Promise<ClipboardItem[]> {
    return [...(await this.#store.read())]
  }

  async write(items: readonly ClipboardItem[]): Promise<void> {
    await this.#store.write(items)
  }

  async has(type: string): Promise<boolean> {
    return (await this.#store.read()).some((item) => item.types.includes(type))
  }

  async readText(): Promise<string> {
    for (const item of await this.#store.read()) {
      if (item.types.includes('text/plain')) return (await item.getType('text/plain')).text()
    }
    return ''
  }

  async writeText(text: string): Promise<void> {
    await this.#store.write([new ClipboardItem({ 'text/plain': text })])
  }

  clear(): void {
    void this.#store.write([]).catch(() => undefined)
  }
}

/** Electron's `clipboard`. */
export const clipboard = new Clipboard()
