/** What the windows may ask about exporting; the flow itself is export-flow.ts. */
import { randomBytes } from 'node:crypto'
import { dialog } from 'electron'
import { Refusal } from '../../core/present-failure.ts'
import { nodeFiles } from '../../core/vault/node-files.ts'
import type { Handlers, RequestsOf, SecretRequests } from '../../shared/ipc.ts'
import type { ExportFormat } from '../../shared/views/transfer.ts'
import { parented } from '../windows/dialogs.ts'
import { exportLosses, extensionsOf, runExport, type ExportPorts } from '../transfer/export-flow.ts'
import type { HandlerParts } from './request-parts.ts'

export function exportHandlers({ door }: HandlerParts): Handlers<RequestsOf<'export'>> {
  return {
    'export:losses': (format, ids) => exportLosses(door.vault.accounts, format, ids)
  }
}

export function secretExportHandlers(parts: HandlerParts): Handlers<Pick<SecretRequests, 'secret:export'>> {
  return {
    'secret:export': async (password) => {
      const { task } = parts.secretWindow
      if (typeof task !== 'object' || task.kind !== 'export') throw new Refusal('needs-reauthentication')
      parts.reauthentication.requireFor('export')
      return await runExport(task, password, portsOf(parts))
    }
  }
}

function portsOf(parts: HandlerParts): ExportPorts {
  return {
    accounts: () => parts.door.vault.accounts,
    confirmPlain: (count, format) => confirmPlain(parts, count, format),
    askPlace: (format) => askPlace(parts, format),
    vaultPath: parts.door.path,
    nowMs: () => Date.now(),
    sheetWords: parts.words().exports.sheet,
    files: nodeFiles,
    randomBytes
  }
}

async function confirmPlain(
  { mainWindow, words }: HandlerParts,
  count: number,
  format: ExportFormat
): Promise<boolean> {
  const { dialog: said, formats } = words().exports
  const { response } = await dialog.showMessageBox(
    ...parented<Electron.MessageBoxOptions>(mainWindow.window, {
      type: 'warning',
      title: said.title,
      message: said.confirm(count),
      detail: said.detail(formats[format]),
      buttons: [said.no, said.yes],
      defaultId: 0,
      cancelId: 0,
      noLink: true
    })
  )
  return response === 1
}

async function askPlace({ mainWindow, words }: HandlerParts, format: ExportFormat): Promise<string | null> {
  const { dialog: said, formats } = words().exports
  const extensions = extensionsOf(format)
  const { canceled, filePath } = await dialog.showSaveDialog(
    ...parented<Electron.SaveDialogOptions>(mainWindow.window, {
      title: said.title,
      defaultPath: `${said.fileName}.${extensions[0]}`,
      // One filter each, so that the choice of it says whether pictures or links are wanted.
      filters: extensions.map((extension) => ({
        name: extensions.length === 1 ? formats[format] : extension === 'txt' ? said.links : said.pictures,
        extensions: [extension]
      })),
      properties: ['showOverwriteConfirmation']
    })
  )
  return canceled || filePath === '' ? null : filePath
}
