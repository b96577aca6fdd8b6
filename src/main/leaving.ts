/** The end of the app: what is left to do is done first, but not for long; the vault is shut in any case. */
import type { App } from 'electron'

/** The longest that anybody waits for a program that they quit, ms. */
const LAST_WORK_MS = 2000

/**
 * @param work - Done before the app ends, as far as there is time.
 * @param shut - Done at the very end, whatever came before.
 */
export function leaveInOrder(
  app: Pick<App, 'on' | 'quit'>,
  work: () => Promise<void>,
  shut: () => void
): void {
  let isDone = false
  app.on('will-quit', (event) => {
    if (isDone) return
    event.preventDefault()
    const enough = new Promise((resolve) => setTimeout(resolve, LAST_WORK_MS))
    void Promise.race([work().catch(() => undefined), enough]).then(() => {
      isDone = true
      shut()
      app.quit()
    })
  })
}
