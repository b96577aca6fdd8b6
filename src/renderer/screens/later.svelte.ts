/**
 * What the main window's first paint does without (dialogs, menus, every page but the list) is loaded in one piece right
 * after it: the window is back the sooner, and the first click finds everything there.
 */
import type * as parts from './later-parts.ts'

type Parts = typeof parts

class Later {
  #parts = $state.raw<Parts>()
  #failed = $state(false)

  /** `undefined` until they are there, some tens of milliseconds after the first paint. */
  get parts(): Parts | undefined {
    return this.#parts
  }

  /** They couldn't be loaded: the list works all the same. */
  get failed(): boolean {
    return this.#failed
  }

  /** Gives a function that stops waiting for the paint. */
  loadAfterPaint(): () => void {
    const observer = new PerformanceObserver(() => {
      observer.disconnect()
      void this.load()
    })
    observer.observe({ type: 'paint', buffered: true })
    return () => observer.disconnect()
  }

  async load(): Promise<void> {
    try {
      this.#parts ??= await import('./later-parts.ts')
    } catch {
      this.#failed = true
    }
  }
}

export const later = new Later()
