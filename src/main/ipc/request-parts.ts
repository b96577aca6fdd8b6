/** What the handlers of the windows’ requests work with; `start.ts` introduces it. */
import type { AppView, Language } from '../../shared/views/app.ts'
import type { CodeView } from '../../shared/views/code.ts'
import type { Wording } from '../../shared/wording/wording.ts'
import type { ClipboardContents } from '../codes/clipboard.ts'
import type { CodeBoard } from '../codes/code-board.ts'
import type { CodeCopyingPorts } from '../codes/code-copying.ts'
import type { DesktopRoom } from '../desktop/desktop-room.ts'
import type { ReportParts } from '../desktop/report-facts.ts'
import type { PreferenceDesk } from '../preference-desk.ts'
import type { ImportFlow } from '../transfer/import-flow.ts'
import type { ScanSession } from '../transfer/scan-session.ts'
import type { Reauthentication } from '../vault/reauthentication.ts'
import type { VaultDoor } from '../vault/vault-door.ts'
import type { MainWindow } from '../windows/main-window.ts'
import type { SecretVisit } from '../windows/secret-visit.ts'
import type { SecretWindow } from '../windows/secret-window.ts'
import type { ClockRequestParts } from './clock-requests.ts'
import type { PickParts } from './pick-requests.ts'
import type { SettingsRequestParts } from './settings-requests.ts'

export interface HandlerParts {
  readonly door: VaultDoor
  readonly board: CodeBoard
  readonly mainWindow: MainWindow
  readonly secretWindow: SecretWindow
  readonly reauthentication: Reauthentication
  readonly visit: SecretVisit
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
  readonly desktop: { readonly room: DesktopRoom; readonly report: ReportParts }
  readonly pick: PickParts
}
