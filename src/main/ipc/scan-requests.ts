/** What the main window may ask about scanning; scan-session.ts decides. */
import { systemPreferences } from 'electron'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { HandlerParts } from './request-parts.ts'

export function scanHandlers({
  scan,
  mainWindow
}: Pick<HandlerParts, 'scan' | 'mainWindow'>): Handlers<RequestsOf<'scan'>> {
  return {
    'scan:open': async () => {
      scan.open(mainWindow.contents)
      // macOS asks once for the app itself; what the user answers there, the window's own request finds out.
      if (process.platform === 'darwin') await systemPreferences.askForMediaAccess('camera')
      return undefined
    },
    'scan:close': () => {
      scan.close()
      return undefined
    }
  }
}

export type ScanImportHandlers = Pick<
  Handlers<RequestsOf<'import'>>,
  'import:from-screen' | 'import:from-frame'
>

export function scanImportHandlers({ scan }: Pick<HandlerParts, 'scan'>): ScanImportHandlers {
  return {
    'import:from-screen': () => scan.fromScreens(),
    'import:from-frame': (frame) => scan.fromFrame(frame)
  }
}
