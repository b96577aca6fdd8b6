/** Grey pictures out of a running video: what main looks at instead of the camera's own. */
import type { GreyFrame } from '../../shared/ipc.ts'

/** The largest frame that main takes, in pixels. */
const MOST = { width: 1280, height: 720 } as const

export class GreyFrames {
  readonly #canvas = new OffscreenCanvas(1, 1)
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true })

  /** The picture of this moment, scaled down where it is too large; undefined before there is one. */
  take(video: HTMLVideoElement): GreyFrame | undefined {
    const { videoWidth, videoHeight } = video
    if (this.#context === null || videoWidth === 0 || videoHeight === 0) return undefined
    const scale = Math.min(1, MOST.width / videoWidth, MOST.height / videoHeight)
    const width = Math.max(1, Math.floor(videoWidth * scale))
    const height = Math.max(1, Math.floor(videoHeight * scale))
    if (this.#canvas.width !== width) this.#canvas.width = width
    if (this.#canvas.height !== height) this.#canvas.height = height
    this.#context.drawImage(video, 0, 0, width, height)
    const { data } = this.#context.getImageData(0, 0, width, height)
    const pixels = new Uint8Array(width * height)
    // Rec. 601, in whole numbers.
    for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
      pixels[i] = (299 * (data[at] ?? 0) + 587 * (data[at + 1] ?? 0) + 114 * (data[at + 2] ?? 0)) / 1000
    }
    return { width, height, pixels }
  }

  /** Nothing of the last picture stays. */
  clear(): void {
    this.#canvas.width = this.#canvas.height = 1
  }
}
