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

/** Where codes are copied to. */
export interface CodePlace {
  readonly write: (text: string) => Promise<void>
  /** Whether the text that was written last is still there; null where nobody can tell. */
  readonly holds: (text: string) => Promise<boolean | null>
  readonly clear: () => void
}

export interface KeptClipboardPorts {
  readonly place: CodePlace
  /** Seconds after which a copy is taken back; null: never. */
  readonly clearsAfter: () => number | null
}

/** What is used of Electron's clipboard. */
export type SystemClipboard = Pick<Clipboard, 'readText' | 'write' | 'writeText' | 'clear'>

/**
 * Electron's clipboard.
 * @param entry - Makes an entry of the text and its hints.
 * @param isBlind - On Wayland a program without focus may read nothing where there is something. There clear() takes back
 *   this app's own offer, and nothing of anybody else's (Chromium's wayland_clipboard.cc).
 */
export function electronPlace(
  clipboard: SystemClipboard,
  entry: (text: string) => ClipboardItem,
  isBlind: boolean
): CodePlace {
  return {
    write: async (text) => {
      try {
        await clipboard.write([entry(text)])
      } catch {
        // A system that takes no hints takes the text.
        await clipboard.writeText(text)
      }
    },
    holds: async (text) => {
      const now = await clipboard.readText().catch(() => null)
      return now === null || (isBlind && now === '') ? null : now === text
    },
    clear: () => clipboard.clear()
  }
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

  /** Copies in the place of what was copied last, if that is still there for sure. */
  async replace(text: string): Promise<void> {
    await this.#inTurn(async () => {
      const copied = this.#copied
      if (copied !== null && (await this.#ports.place.holds(copied)) === true) await this.#copy(text)
    })
  }

  /**
   * Empties the clipboard if what was copied is still there; what somebody else copied since stays. Where nobody can tell,
   * it is emptied: it was ours last.
   */
  async clearIfOurs(): Promise<void> {
    await this.#inTurn(() => this.#clearIfOurs())
  }

  async #copy(text: string): Promise<void> {
    const { place, clearsAfter } = this.#ports
    await place.write(text)
    this.#forget()
    this.#copied = text
    const seconds = clearsAfter()
    if (seconds !== null) this.#timer = setTimeout(() => void this.clearIfOurs(), seconds * 1000)
  }

  async #clearIfOurs(): Promise<void> {
    const copied = this.#copied
    this.#forget()
    if (copied === null) return
    const { place } = this.#ports
    if ((await place.holds(copied)) !== false) place.clear()
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
