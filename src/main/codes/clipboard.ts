/**
 * The clipboard: codes go there by id, marked so that clipboard histories leave them out, and are taken back after a
 * while if they are still there. Only main ever touches it.
 */
import type { Clipboard, ClipboardItem } from 'electron'

const PNG = 'image/png'

/** What the clipboard holds; a picture as PNG, or null. */
export interface ClipboardContents {
  readonly text: string
  readonly picture: Buffer | null
}

/** What is used of Electron's clipboard. */
export type SystemClipboard = Pick<Clipboard, 'readText' | 'write' | 'writeText' | 'clear'>

export interface KeptClipboardPorts {
  readonly clipboard: SystemClipboard
  /** Seconds after which a copy is taken back; null: never. */
  readonly clearsAfter: () => number | null
  /** Makes an entry of the text and its hints; Electron's own. */
  readonly entry: (text: string) => ClipboardItem
}

/** Remembers what was copied last, for as long as it has to be taken back. */
export class KeptClipboard {
  readonly #ports: KeptClipboardPorts
  #copied: string | null = null
  #timer: NodeJS.Timeout | null = null
  /** What is being written is taken back only once it is there: a lock may come in between. */
  #turn: Promise<void> = Promise.resolve()

  constructor(ports: KeptClipboardPorts) {
    this.#ports = ports
  }

  /** Copies a code, or a secret that the user asked for. */
  async copy(text: string): Promise<void> {
    await this.#inTurn(() => this.#copy(text))
  }

  /** Empties the clipboard if what was copied is still there; what somebody else copied since stays. */
  async clearIfOurs(): Promise<void> {
    await this.#inTurn(() => this.#clearIfOurs())
  }

  async #copy(text: string): Promise<void> {
    const { clipboard, entry, clearsAfter } = this.#ports
    try {
      await clipboard.write([entry(text)])
    } catch {
      // A system that takes no hints takes the text.
      await clipboard.writeText(text)
    }
    this.#forget()
    this.#copied = text
    const seconds = clearsAfter()
    if (seconds !== null) this.#timer = setTimeout(() => void this.clearIfOurs(), seconds * 1000)
  }

  async #clearIfOurs(): Promise<void> {
    const copied = this.#copied
    this.#forget()
    if (copied === null) return
    const { clipboard } = this.#ports
    // Where it can't be read (Wayland, without focus), it is emptied: it was ours last.
    const now = await clipboard.readText().catch(() => copied)
    if (now === copied) clipboard.clear()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#copied = null
  }
}

/** Reads the clipboard once: its text, and its picture as PNG. */
export async function readClipboard(
  clipboard: Pick<Clipboard, 'readText' | 'read'>
): Promise<ClipboardContents> {
  const text = await clipboard.readText()
  for (const item of await clipboard.read()) {
    if (!item.types.includes(PNG)) continue
    const picture = await item.getType(PNG)
    return { text, picture: Buffer.from(await picture.arrayBuffer()) }
  }
  return { text, picture: null }
}
