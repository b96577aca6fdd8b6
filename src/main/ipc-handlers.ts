/** What the windows may ask for, put together from the rooms: one handler for each request, one domain call in each. */
import { shell } from 'electron'
import type { Handlers, PickRequests, Requests, SecretRequests } from '../shared/ipc.ts'
import type { AppView, CodeView, Language } from '../shared/views.ts'
import type { Wording } from '../shared/wording/wording.ts'
import { VaultError } from '../core/vault/vault-error.ts'
import { accountHandlers, trashHandlers } from './account-requests.ts'
import { backupHandlers } from './backup-requests.ts'
import { clockHandlers, type ClockRequestParts } from './clock-requests.ts'
import type { ClipboardContents } from './clipboard.ts'
import type { CodeBoard } from './code-board.ts'
import type { CodeCopyingPorts } from './code-copying.ts'
import { codeHandlers } from './code-requests.ts'
import { desktopHandlers, type DesktopRequestParts } from './desktop-requests.ts'
import { keyHandlers } from './key-requests.ts'
import { ANSWER_WHILE_LOCKED, gated, isTaskAllowed, SECRET_ANSWER_WHILE_LOCKED } from './locked-requests.ts'
import type { ImportFlow } from './import-flow.ts'
import type { MainWindow } from './main-window.ts'
import { pickHandlers, type PickParts } from './pick-requests.ts'
import { preferenceHandlers, type PreferenceDesk } from './preference-requests.ts'
import type { Reauthentication } from './reauthentication.ts'
import { scanHandlers } from './scan-requests.ts'
import type { ScanSession } from './scan-session.ts'
import { secretKeyHandlers } from './secret-key-requests.ts'
import { secretGeneralHandlers } from './secret-requests.ts'
import type { TransferTasks } from './secret-task.ts'
import type { SecretVisit } from './secret-visit.ts'
import type { SecretWindow } from './secret-window.ts'
import { LINKS } from './security.ts'
import { settingsHandlers, type SettingsRequestParts } from './settings-requests.ts'
import { secretTransferHandlers, transferHandlers } from './transfer-requests.ts'
import type { VaultDoor } from './vault-door.ts'
import { vaultHandlers } from './vault-requests.ts'

/** What the handlers work with; `start.ts` introduces it. */
export interface HandlerParts {
  readonly door: VaultDoor
  readonly board: CodeBoard
  readonly mainWindow: MainWindow
  readonly secretWindow: SecretWindow
  readonly reauthentication: Reauthentication
  readonly visit: SecretVisit
  readonly transferTasks: TransferTasks
  readonly importFlow: ImportFlow
  readonly scan: ScanSession
  readonly preferences: PreferenceDesk
  readonly copying: CodeCopyingPorts
  readonly appView: () => AppView
  readonly words: () => Wording
  /** The codes that the main window may show now. */
  readonly windowCodes: () => readonly CodeView[]
  readonly setLanguage: (language: Language) => void
  readonly readClipboard: () => Promise<ClipboardContents>
  readonly clock: ClockRequestParts
  readonly settings: SettingsRequestParts
  readonly desktop: DesktopRequestParts
  readonly pick: PickParts
}

/** The requests of one room: `vault:state` belongs to `vault`. */
export type RequestsOf<Room extends string> = Pick<Requests, Extract<keyof Requests, `${Room}:${string}`>>

export function mainHandlers(parts: HandlerParts): Handlers<Requests> {
  const all: Handlers<Requests> = {
    ...appHandlers(parts),
    ...vaultHandlers(parts),
    ...accountHandlers(parts),
    ...trashHandlers(parts),
    ...backupHandlers(parts),
    ...keyHandlers(parts),
    ...codeHandlers(parts),
    ...transferHandlers(parts),
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
    ...secretTransferHandlers(parts)
  }
  return gated(all, SECRET_ANSWER_WHILE_LOCKED, () => parts.door.view)
}

/** Each says by itself whether the vault is open. */
export function quickPickHandlers(parts: HandlerParts): Handlers<PickRequests> {
  return pickHandlers(parts.pick)
}

function appHandlers(parts: HandlerParts): Handlers<RequestsOf<'app' | 'secret-window'>> {
  return {
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
