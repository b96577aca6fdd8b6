/**
 * Links and files that another program brought. They wait until the vault is open and no other import is looked at, and
 * then end in a preview, which the user confirms or not; nothing is ever added by them.
 */
import { basename } from 'node:path'
import { presentFailure } from '../../core/present-failure.ts'
import { readImportFile } from '../../core/transfer/read-file.ts'
import { secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import type { ImportFlow } from './import-flow.ts'
import type { ImportItem } from './read-item.ts'
import type { Unread } from './import-views.ts'
import { isLink, type Invitations } from './invitations.ts'

/** More than this waiting is nobody's wish. */
const MOST_WAITING = 10

export interface VisitorPorts {
  readonly flow: Pick<ImportFlow, 'view' | 'fromItems'>
  readonly isOpen: () => boolean
  /** Reads a file that the system handed over. @throws Refusal `file-unreadable`, `too-large` */
  readonly readFile: (path: string) => Promise<ImportItem>
  /** Somebody is at the door: the window is opened, to be unlocked or to show the preview. */
  readonly onArrival: () => void
}

type Visitor =
  { readonly kind: 'link'; readonly bytes: Buffer } | { readonly kind: 'file'; readonly path: string }

export class Visitors {
  readonly #ports: VisitorPorts
  #waiting: readonly Visitor[] = []
  #isReceiving = false

  constructor(ports: VisitorPorts) {
    this.#ports = ports
  }

  /** Takes in what was brought; what is no link of ours was left out before. */
  welcome({ links, files }: Pick<Invitations, 'links' | 'files'>): void {
    const came: Visitor[] = [
      ...links.filter(isLink).map((link): Visitor => ({ kind: 'link', bytes: secretBytesOf(link) })),
      ...files.map((path): Visitor => ({ kind: 'file', path }))
    ]
    if (came.length === 0) return
    this.#keep([...this.#waiting, ...came])
    this.#ports.onArrival()
    void this.receive()
  }

  /** The vault was opened, or an import ended: those who wait are next. */
  async receive(): Promise<void> {
    if (this.#isReceiving || this.#waiting.length === 0 || !this.#isFree()) return
    this.#isReceiving = true
    const visitors = this.#waiting
    this.#waiting = []
    try {
      const items: ImportItem[] = []
      const unread: Unread[] = []
      for (const visitor of visitors) {
        if (visitor.kind === 'link') items.push({ bytes: visitor.bytes, source: { kind: 'link' } })
        else await this.#open(visitor.path, items, unread)
      }
      if (this.#isFree()) await this.#ports.flow.fromItems(items, unread)
      else this.#sendBack(visitors, items)
    } finally {
      this.#isReceiving = false
    }
  }

  /** Whoever still waits is sent away: the app ends. */
  dismissAll(): void {
    for (const visitor of this.#waiting) dismiss(visitor)
    this.#waiting = []
  }

  /** A preview that the user looks at is never changed under the hand; but parts of one batch belong together. */
  #isFree(): boolean {
    const { view } = this.#ports.flow
    const isIncomplete = view.kind === 'preview' && view.missingParts !== undefined
    return this.#ports.isOpen() && (isIncomplete || ['none', 'done', 'failed'].includes(view.kind))
  }

  /** Locked, or an import begun, while a file was read: they wait again, and files are read anew. */
  #sendBack(visitors: readonly Visitor[], items: readonly ImportItem[]): void {
    wipe(...items.filter(({ source }) => source.kind === 'file').map(({ bytes }) => bytes))
    this.#keep([...visitors, ...this.#waiting])
  }

  #keep(all: readonly Visitor[]): void {
    for (const visitor of all.slice(MOST_WAITING)) dismiss(visitor)
    this.#waiting = all.slice(0, MOST_WAITING)
  }

  async #open(path: string, items: ImportItem[], unread: Unread[]): Promise<void> {
    try {
      items.push(await this.#ports.readFile(path))
    } catch (error) {
      unread.push({ source: { kind: 'file', name: basename(path) }, failure: presentFailure(error) })
    }
  }
}

function dismiss(visitor: Visitor): void {
  if (visitor.kind === 'link') wipe(visitor.bytes)
}

/** @throws Refusal `file-unreadable`, `too-large` */
export async function readVisitorFile(path: string): Promise<ImportItem> {
  return { bytes: await readImportFile(path, 'files'), source: { kind: 'file', name: basename(path) } }
}
