/** Words of the windows, in Japanese. */
import type { window as english } from '../en/window.ts'

export const window: typeof english = {
  appName: 'Zeroskew'
}
