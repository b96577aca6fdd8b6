/**
 * Scanning with the camera: from the moment when its dialog shows a picture until that closes. The window only grabs grey
 * frames; main finds the codes in them, and what they say never comes here.
 */
import type { Failure } from '../../shared/failure.ts'
import type { GreyFrame } from '../../shared/ipc.ts'
import { GreyFrames } from './grey-frames.ts'

/** From one frame to the next, ms: main looks at five a second. */
const PAUSE_MS = 200

/** Why there is no picture. */
export type CameraTrouble = 'refused' | 'none' | 'busy' | 'ended'

export type ScanStage =
  { readonly kind: 'starting' | 'looking' } | { readonly kind: 'trouble'; readonly trouble: CameraTrouble }

class Scan {
  /** The dialog is open. */
  isOpen = $state(false)
  #stage = $state.raw<ScanStage>({ kind: 'starting' })
  #failure = $state.raw<Failure>()
  #progress = $state.raw<{ readonly scanned: number; readonly of: number }>()
  #attempt = $state(0)

  get stage(): ScanStage {
    return this.#stage
  }

  /** What main said of the last code. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  /** Of a batch that isn't complete. */
  get progress(): { readonly scanned: number; readonly of: number } | undefined {
    return this.#progress
  }

  /** Another one asks for the camera anew, with a video of its own. */
  get attempt(): number {
    return this.#attempt
  }

  open(): void {
    this.isOpen = true
  }

  close(): void {
    this.isOpen = false
  }

  tryAgain(): void {
    this.#attempt++
  }

  /** Shows the camera in a video element for as long as that is there: an attachment. */
  readonly show = (video: HTMLVideoElement): (() => void) => {
    const ending = new AbortController()
    void this.#run(video, ending.signal)
    return () => ending.abort()
  }

  async #run(video: HTMLVideoElement, ended: AbortSignal): Promise<void> {
    this.#stage = { kind: 'starting' }
    this.#failure = this.#progress = undefined
    // Before the answer is there: main hears of a closing in its turn.
    ended.addEventListener('abort', () => void window.api.request('scan:close'))
    const opened = await window.api.request('scan:open')
    if (!opened.ok) {
      this.#failure = opened.failure
      return
    }
    const stream = await this.#camera()
    if (stream === undefined) return
    const stop = (): void => {
      for (const track of stream.getTracks()) track.stop()
      video.srcObject = null
    }
    ended.addEventListener('abort', stop)
    // Closed while the system was asking.
    if (ended.aborted) {
      stop()
      return
    }
    stream.getVideoTracks()[0]?.addEventListener('ended', () => this.#fail('ended'))
    video.srcObject = stream
    await video.play().catch(() => undefined)
    if (this.#stage.kind === 'starting') this.#stage = { kind: 'looking' }
    await this.#look(video, ended)
  }

  async #camera(): Promise<MediaStream | undefined> {
    try {
      const video = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'environment' }
      return await navigator.mediaDevices.getUserMedia({ video, audio: false })
    } catch (error) {
      const name = error instanceof DOMException ? error.name : ''
      this.#fail(name === 'NotAllowedError' ? 'refused' : name === 'NotFoundError' ? 'none' : 'busy')
      return undefined
    }
  }

  #fail(trouble: CameraTrouble): void {
    this.#stage = { kind: 'trouble', trouble }
  }

  async #look(video: HTMLVideoElement, ended: AbortSignal): Promise<void> {
    const frames = new GreyFrames()
    while (!ended.aborted) {
      const next = pause()
      const frame = frames.take(video)
      if (frame !== undefined) await this.#show(frame)
      await next
    }
    frames.clear()
  }

  async #show(frame: GreyFrame): Promise<void> {
    const outcome = await window.api.request('import:from-frame', frame)
    if (!outcome.ok) {
      this.#failure = outcome.failure
      return
    }
    const view = outcome.value
    if (view.kind === 'failed') {
      this.#failure = view.failure
      this.#progress = undefined
    } else if (view.kind === 'preview' && view.missingParts !== undefined) {
      const { parts, of } = view.missingParts
      const scanned = of - parts.length
      if (this.#progress?.scanned !== scanned) this.#failure = undefined
      this.#progress = { scanned, of }
    } else if (view.kind === 'preview') this.close()
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}

export const scan = new Scan()
