/** What the main window may ask about how the app behaves. */
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { PreferencesView } from '../../shared/views/settings.ts'
import type { HandlerParts } from './request-parts.ts'

export function preferenceHandlers({ preferences }: HandlerParts): Handlers<RequestsOf<'preferences'>> {
  return {
    'preferences:state': () => preferences.all satisfies PreferencesView,
    'preferences:change': (changes) => {
      preferences.change(changes)
      return preferences.all
    }
  }
}
