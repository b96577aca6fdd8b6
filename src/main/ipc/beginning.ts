/** What the main window shows first, in one answer: it is drawn once, and whole. */
import type { Beginning } from '../../shared/ipc.ts'
import { presentAccounts } from '../vault/present-accounts.ts'
import type { HandlerParts } from './request-parts.ts'

export function beginning({ appView, door, clock, preferences, windowCodes }: HandlerParts): Beginning {
  return {
    'app:changed': appView(),
    'vault:changed': door.view,
    'clock:changed': clock.clockView(),
    'preferences:changed': preferences.all,
    ...(door.isOpen && {
      'accounts:changed': presentAccounts(door.vault),
      'codes:changed': windowCodes()
    })
  }
}
