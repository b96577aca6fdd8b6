/** The system's dialogs stand before a window where there is one. */
import type { BrowserWindow } from 'electron'

type WithParent<O> = [BrowserWindow, O]

/**
 * The arguments of a dialog. Electron declares the two forms as overloads, which no tuple fits; its implementation takes
 * the options alone just as well.
 */
export function parented<O>(parent: BrowserWindow | null, options: O): WithParent<O> {
  return (parent === null ? [options] : [parent, options]) as WithParent<O>
}
