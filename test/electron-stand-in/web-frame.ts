/** Electron's `WebFrameMain` of a window's main frame: one object for the life of the window. */
import { EventEmitter } from 'node:events'
import { originOf } from './addresses.ts'

export class WebFrame
  extends EventEmitter
  implements
    Pick<
      Electron.WebFrameMain,
      'url' | 'origin' | 'processId' | 'routingId' | 'name' | 'detached' | 'isDestroyed'
    >
{
  readonly #url: () => string
  readonly #isDestroyed: () => boolean
  readonly processId: number
  readonly routingId = 1
  readonly name = ''
  readonly parent = null
  readonly frames: readonly never[] = []

  constructor(processId: number, url: () => string, isDestroyed: () => boolean) {
    super()
    this.processId = processId
    this.#url = url
    this.#isDestroyed = isDestroyed
  }

  get url(): string {
    return this.#url()
  }

  get origin(): string {
    return originOf(this.#url())
  }

  get top(): this {
    return this
  }

  get detached(): boolean {
    return this.#isDestroyed()
  }

  isDestroyed(): boolean {
    return this.#isDestroyed()
  }
}
