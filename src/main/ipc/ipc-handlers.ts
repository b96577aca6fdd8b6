/** What the windows may ask for, put together from the rooms: one handler for each request, one domain call in each. */
import { shell } from 'electron'
import type { Handlers, PickRequests, Requests, RequestsOf, SecretRequests } from '../../shared/ipc.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import { accountHandlers, trashHandlers } from './account-requests.ts'
import { backupHandlers } from './backup-requests.ts'
import { beginning } from './beginning.ts'
import { clockHandlers } from './clock-requests.ts'
import { codeHandlers } from './code-requests.ts'
import { desktopHandlers } from './desktop-requests.ts'
import { exportHandlers, secretExportHandlers } from './export-requests.ts'
import { importHandlers, secretImportHandlers } from './import-requests.ts'
import { keyHandlers } from './key-requests.ts'
import { ANSWER_WHILE_LOCKED, gated, isTaskAllowed, SECRET_ANSWER_WHILE_LOCKED } from './locked-requests.ts'
import { pickHandlers } from './pick-requests.ts'
import { preferenceHandlers } from './preference-requests.ts'
import { scanHandlers } from './scan-requests.ts'
import { secretKeyHandlers } from './secret-key-requests.ts'
import { secretGeneralHandlers } from './secret-requests.ts'
import { LINKS } from '../security.ts'
import { settingsHandlers } from './settings-requests.ts'
import { vaultHandlers } from './vault-requests.ts'
import type { HandlerParts } from './request-parts.ts'

export function mainHandlers(parts: HandlerParts): Handlers<Requests> {
  const all: Handlers<Requests> = {
    ...appHandlers(parts),
    ...vaultHandlers(parts),
    ...accountHandlers(parts),
    ...trashHandlers(parts),
    ...backupHandlers(parts),
    ...keyHandlers(parts),
    ...codeHandlers(parts),
    ...importHandlers(parts),
    ...exportHandlers(parts),
    ...scanHandlers(parts),
    ...clockHandlers(parts.clock),
    ...settingsHandlers(parts.settings),
    ...preferenceHandlers(parts),
    ...desktopHandlers(parts)
  }
  return gated(all, ANSWER_WHILE_LOCKED, () => parts.door.view)
}

export function secretHandlers(parts: HandlerParts): Handlers<SecretRequests> {
  const all: Handlers<SecretRequests> = {
    ...secretGeneralHandlers(parts),
    ...secretKeyHandlers(parts),
    ...secretImportHandlers(parts),
    ...secretExportHandlers(parts)
  }
  return gated(all, SECRET_ANSWER_WHILE_LOCKED, () => parts.door.view)
}

/** Each says by itself whether the vault is open. */
export function quickPickHandlers(parts: HandlerParts): Handlers<PickRequests> {
  return pickHandlers(parts.pick)
}

function appHandlers(parts: HandlerParts): Handlers<RequestsOf<'app' | 'secret-window'>> {
  return {
    'app:begin': () => beginning(parts),
    'app:state': parts.appView,
    'app:set-language': (language) => {
      parts.setLanguage(language)
      return undefined
    },
    'app:open-link': async (link) => {
      await shell.openExternal(LINKS[link])
      return undefined
    },
    'secret-window:open': (task) => {
      if (!isTaskAllowed(task, parts.door.view)) {
        throw new VaultError('locked', 'expected a task for the vault as it is now')
      }
      parts.secretWindow.open(task, parts.mainWindow.window)
      return undefined
    }
  }
}
