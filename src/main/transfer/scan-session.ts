/**
 * Looking for QR codes with the camera and on the screens: decides whether it may be done now, finds the codes, and gives the
 * import flow those that may be accounts. What a code says stays in main.
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../../core/present-failure.ts'
import { QrError } from '../../core/transfer/qr-error.ts'
import type { BgraPicture } from '../../core/transfer/qr-picture.ts'
import type { QrReader } from '../../core/transfer/qr-reader.ts'
import type { GreyFrame } from '../../shared/ipc.ts'
import type { ImportView } from '../../shared/views/transfer.ts'
import type { ImportFlow } from './import-flow.ts'
import type { ScanDoor } from './scan-door.ts'

/** A frame that comes sooner after the one before isn't looked at, ms: five a second, and some room for a late timer. */
const LEAST_PAUSE_MS = 180

export interface ScanPorts {
  readonly door: ScanDoor
  readonly flow: Pick<ImportFlow, 'view' | 'fromText'>
  readonly reader: Pick<QrReader, 'textsIn' | 'end'>
  /** @throws VaultError `locked` while there is no open vault to add to */
  readonly requireVault: () => unknown
  /** @throws Refusal `screen-refused` */
  readonly lookAtScreens: () => Promise<readonly BgraPicture[]>
  /** Milliseconds of a clock that nobody sets. */
  readonly nowMs: () => number
}

/** What ends the page that has the dialog: there is nobody then who would close it. */
const ENDS = ['did-navigate', 'render-process-gone', 'destroyed'] as const

/** The page that has the dialog, as far as its end is told. */
export interface ScanPage {
  on(end: string, listener: () => void): unknown
  off(end: string, listener: () => void): unknown
}

export class ScanSession {
  readonly #ports: ScanPorts
  readonly #onPageEnd = (): void => this.close()
  #page: ScanPage | null = null
  #isBusy = false
  #lastMs = -Infinity
  /** Digests of the codes that were given on: the camera sees each of them five times a second. */
  readonly #seen = new Set<string>()

  constructor(ports: ScanPorts) {
    this.#ports = ports
  }

  /**
   * The scan dialog opens: from now on its page may have the camera, until that ends.
   * @throws VaultError `locked`
   */
  open(page: ScanPage | null): void {
    this.#ports.requireVault()
    this.#follow(page)
    this.#ports.door.open()
  }

  /** The dialog closed, or its page is gone, or the vault was shut: the thread that read the pictures ends. */
  close(): void {
    this.#ports.door.close()
    this.#follow(null)
    this.#seen.clear()
    void this.#ports.reader.end()
  }

  /**
   * Looks at one frame of the camera.
   * @throws Refusal `no-camera` while the dialog isn't open, `no-account-found` for a code that is no account's;
   *   VaultError; QrError
   */
  async fromFrame(frame: GreyFrame): Promise<ImportView> {
    const { flow, reader, requireVault, nowMs } = this.#ports
    if (!this.#isOpen()) throw new Refusal('no-camera')
    requireVault()
    if (this.#isBusy || nowMs() - this.#lastMs < LEAST_PAUSE_MS) return flow.view
    this.#isBusy = true
    this.#lastMs = nowMs()
    try {
      const texts = (await reader.textsIn(frame, 'first-found')) ?? []
      // Closed meanwhile: what the camera saw last is wanted by nobody.
      if (!this.#isOpen()) return flow.view
      const fresh = texts.filter((text) => this.#isNew(text))
      if (fresh.length === 0) return flow.view
      const view = await flow.fromText(accountTexts(fresh), { kind: 'camera' })
      // The parts that were scanned before went with the preview: they may be scanned again.
      if (view.kind === 'failed') this.#forgetAllBut(fresh)
      return view
    } finally {
      this.#isBusy = false
    }
  }

  /**
   * Looks at all screens once.
   * @throws Refusal `screen-refused`, `no-account-found`; QrError `no-code`; VaultError
   */
  async fromScreens(): Promise<ImportView> {
    const { flow, reader, requireVault, lookAtScreens } = this.#ports
    requireVault()
    const texts = new Set<string>()
    try {
      for (const picture of await lookAtScreens()) {
        for (const text of (await reader.textsIn(picture)) ?? []) texts.add(text)
      }
    } finally {
      if (!this.#isOpen()) await reader.end()
    }
    if (texts.size === 0) throw new QrError('no-code', 'a QR code', 'none')
    return await flow.fromText(accountTexts([...texts]), { kind: 'screen' })
  }

  #follow(page: ScanPage | null): void {
    for (const end of ENDS) {
      this.#page?.off(end, this.#onPageEnd)
      page?.on(end, this.#onPageEnd)
    }
    this.#page = page
  }

  #isOpen(): boolean {
    return this.#ports.door.isOpen
  }

  #isNew(text: string): boolean {
    const digest = digestOf(text)
    if (this.#seen.has(digest)) return false
    this.#seen.add(digest)
    return true
  }

  #forgetAllBut(texts: readonly string[]): void {
    this.#seen.clear()
    for (const text of texts) this.#seen.add(digestOf(text))
  }
}

/** Those that may be accounts, as one text: parts of one batch find each other. A screen has other codes as well. */
function accountTexts(texts: readonly string[]): string {
  const accounts = texts.filter((text) => /^\s*(?:otpauth|otpauth-migration|steam|motp):\/\//iu.test(text))
  if (accounts.length === 0) throw new Refusal('no-account-found')
  return accounts.join('\n')
}

/** The texts themselves hold secrets, and would outlive the import. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
