/** What the main window may ask about the desktop: shortcut, start at login, updates, the report, the licences. */
import { randomBytes } from 'node:crypto'
import { app, clipboard, dialog } from 'electron'
import { reportText } from '../../core/report.ts'
import { isVaultsOwn, writeExportFiles } from '../../core/transfer/export-file.ts'
import { nodeFiles } from '../../core/vault/node-files.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import { parented } from '../windows/dialogs.ts'
import type { HandlerParts } from './request-parts.ts'
import { licences } from '../desktop/licences.ts'
import { reportFacts } from '../desktop/report-facts.ts'

export function desktopHandlers({
  desktop: { room, report },
  door,
  mainWindow,
  words
}: HandlerParts): Handlers<RequestsOf<'desktop' | 'pick'>> {
  const text = async (): Promise<string> => reportText(await reportFacts(report))
  return {
    'desktop:state': () => room.view,
    'desktop:report': text,
    'desktop:save-report': async () => {
      const { desktop } = words()
      const options = { title: desktop.saveReport, defaultPath: 'zeroskew-report.txt' }
      const { canceled, filePath } = await dialog.showSaveDialog(...parented(mainWindow.window, options))
      if (canceled || filePath === '') return false
      const file = { path: filePath, bytes: Buffer.from(await text()) }
      const replaces = !(await isVaultsOwn(filePath, door.path, nodeFiles))
      await writeExportFiles([file], { files: nodeFiles, randomBytes }, replaces)
      return true
    },
    'desktop:copy-report': async () => {
      await clipboard.writeText(await text())
      return undefined
    },
    'desktop:check-updates': () => room.updates.check(),
    'desktop:fetch-update': async () => {
      await room.updates.fetch()
      return undefined
    },
    'desktop:install-update': () => {
      room.updates.install()
      return undefined
    },
    'desktop:licences': () =>
      licences({ isPackaged: app.isPackaged, resources: process.resourcesPath, app: app.getAppPath() }),
    'pick:open': () => {
      room.pickWindow.open()
      return undefined
    }
  }
}
