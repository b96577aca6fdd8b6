/** The look that was chosen, for styles/tokens.css. */
import type { PreferencesView } from '../../shared/views/settings.ts'

/** @param look - `undefined` until main has answered: as the system. */
export function showLook(look: PreferencesView['look'] = 'system'): void {
  document.documentElement.dataset['look'] = look
}
