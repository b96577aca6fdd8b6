/**
 * How large the text of all windows is: by the setting, by Ctrl or ⌘ with +, − and 0, and by Ctrl with the wheel. There is
 * no application menu, and Chromium's own keys for it are gone with it.
 */
import type { BrowserWindow, Input, WebContents } from 'electron'
import { TEXT_SIZES, type TextSize } from '../../core/preferences.ts'
import { placeWindow, type Box } from './window-place.ts'

export type TextStep = 'larger' | 'smaller' | 'usual'

interface Size {
  readonly width: number
  readonly height: number
}

export interface TextSizingPorts {
  readonly platform: NodeJS.Platform
  /** Percent. */
  readonly size: () => TextSize
  /** Of the display at a point, panels apart, DIP. */
  readonly workAreaAt: (point: { readonly x: number; readonly y: number }) => Box
}

/** What of a window is needed here. */
export type SizedWindow = Pick<BrowserWindow, 'getBounds' | 'setBounds' | 'setMinimumSize'> & {
  readonly webContents: Pick<WebContents, 'setZoomFactor' | 'on'>
  once(event: 'closed', listener: () => void): unknown
}

export class TextSizing {
  readonly #ports: TextSizingPorts
  readonly #windows = new Map<SizedWindow, () => void>()
  #onChange: (size: TextSize) => void = () => undefined

  constructor(ports: TextSizingPorts) {
    this.#ports = ports
  }

  /** Told when a key or the wheel asks for another size; who keeps it calls {@link TextSizing.apply}. */
  onChange(listener: (size: TextSize) => void): void {
    this.#onChange = listener
  }

  /** A size meant for text of 100 %, as large as it has to be, DIP; no larger than what it is to fit in. */
  scaled({ width, height }: Size, within: Size = { width: Infinity, height: Infinity }): Size {
    const scale = this.#ports.size() / 100
    return {
      width: Math.min(Math.round(width * scale), within.width),
      height: Math.min(Math.round(height * scale), within.height)
    }
  }

  /**
   * Has a window's text follow the size from its first paint on.
   * @param fit - Makes the window large enough for another size.
   */
  follow(window: SizedWindow, fit: () => void): void {
    const { webContents } = window
    this.#windows.set(window, fit)
    window.once('closed', () => this.#windows.delete(window))
    // Chromium remembers a zoom by address, and would bring back the one that a former window ended with.
    webContents.on('did-navigate', () => this.#zoom(window))
    webContents.on('before-input-event', (event, input) => {
      const step = textStepOf(input, this.#ports.platform)
      if (step === null) return
      event.preventDefault()
      this.#step(step)
    })
    webContents.on('zoom-changed', (_event, direction) =>
      this.#step(direction === 'in' ? 'larger' : 'smaller')
    )
  }

  /** Gives every window the size that is set now. */
  apply(): void {
    for (const [window, fit] of this.#windows) {
      this.#zoom(window)
      fit()
    }
  }

  /** Lets a window get no smaller than a size for text of 100 % becomes, as far as its display goes. */
  grow(window: SizedWindow, least: Size): void {
    const bounds = window.getBounds()
    const area = this.#ports.workAreaAt(bounds)
    const { width, height } = this.scaled(least, area)
    window.setMinimumSize(width, height)
    if (bounds.width >= width && bounds.height >= height) return
    const box = { last: bounds, displays: [area], pointer: area, usual: bounds, least: { width, height } }
    window.setBounds(placeWindow(box))
  }

  #zoom(window: SizedWindow): void {
    window.webContents.setZoomFactor(this.#ports.size() / 100)
  }

  #step(step: TextStep): void {
    const [before, after] = [this.#ports.size(), nextSize(this.#ports.size(), step)]
    if (after !== before) this.#onChange(after)
  }
}

/** The next size in a direction; the last one stays. */
export function nextSize(size: TextSize, step: TextStep): TextSize {
  switch (step) {
    case 'usual':
      return 100
    case 'larger':
      return TEXT_SIZES.find((other) => other > size) ?? size
    case 'smaller':
      return TEXT_SIZES.findLast((other) => other < size) ?? size
  }
}

/** What a key press asks for; null for every other one. "=" is the key of "+" on most keyboards. */
export function textStepOf(
  { type, key, code, control, meta, alt }: Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt'>,
  platform: NodeJS.Platform
): TextStep | null {
  const isCommand = platform === 'darwin' ? meta && !control : control && !meta
  if (type !== 'keyDown' || !isCommand || alt) return null
  if (key === '+' || key === '=') return 'larger'
  if (key === '-' || key === '_') return 'smaller'
  return key === '0' || code === 'Digit0' ? 'usual' : null
}
