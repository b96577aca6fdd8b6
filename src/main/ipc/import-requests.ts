/** What the windows may ask about importing; the flow itself is import-flow.ts. */
import { basename } from 'node:path'
import { dialog } from 'electron'
import { presentFailure, Refusal } from '../../core/present-failure.ts'
import { readImportFile } from '../../core/transfer/read-file.ts'
import { secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import type { Handlers, RequestsOf, SecretRequests } from '../../shared/ipc.ts'
import type { ImportView } from '../../shared/views/transfer.ts'
import type { ClipboardContents } from '../codes/clipboard.ts'
import { parented } from '../windows/dialogs.ts'
import type { ImportFlow } from '../transfer/import-flow.ts'
import type { ImportItem } from '../transfer/read-item.ts'
import type { Unread } from '../transfer/import-views.ts'
import type { HandlerParts } from './request-parts.ts'
import { scanImportHandlers } from './scan-requests.ts'

export function importHandlers(parts: HandlerParts): Handlers<RequestsOf<'import'>> {
  const { importFlow: flow } = parts
  return {
    'import:state': () => flow.view,
    'import:from-clipboard': async () => await fromClipboard(flow, await parts.readClipboard()),
    'import:from-files': async (paths) => await fromFiles(flow, paths),
    'import:choose-file': async () => await chooseFiles(parts),
    ...scanImportHandlers(parts),
    'import:confirm': async (entries) => await flow.confirm(entries),
    'import:cancel': () => flow.cancel(),
    'import:undo': async () => {
      await flow.undo()
      return undefined
    }
  }
}

export function secretImportHandlers({
  importFlow: flow,
  visit
}: HandlerParts): Handlers<Pick<SecretRequests, 'secret:import-password'>> {
  return {
    'secret:import-password': async (typed) => {
      const password = secretBytesOf(typed)
      try {
        await visit.abortable((signal) => flow.givePassword(password, signal))
        return undefined
      } finally {
        wipe(password)
      }
    }
  }
}

/**
 * Reads files into one preview. Of several, one that can't be opened is told there.
 * @throws Refusal `file-unreadable`, `too-large` where it is the only one
 */
export async function fromFiles(flow: ImportFlow, paths: readonly string[]): Promise<ImportView> {
  const items: ImportItem[] = []
  const unread: Unread[] = []
  for (const path of paths) {
    const source = { kind: 'file', name: basename(path) } as const
    try {
      items.push({ bytes: await readImportFile(path, 'files'), source })
    } catch (error) {
      if (paths.length === 1) throw error
      unread.push({ source, failure: presentFailure(error) })
    }
  }
  return await flow.fromItems(items, unread)
}

async function chooseFiles({ importFlow, mainWindow }: HandlerParts): Promise<ImportView> {
  const options = { properties: ['openFile' as const, 'multiSelections' as const] }
  const { canceled, filePaths } = await dialog.showOpenDialog(...parented(mainWindow.window, options))
  return canceled ? importFlow.view : await fromFiles(importFlow, filePaths)
}

/** The text where it says something, else the picture: a copied picture often brings its address along as text. */
async function fromClipboard(flow: ImportFlow, { text, picture }: ClipboardContents): Promise<ImportView> {
  const source = { kind: 'clipboard' } as const
  const isAccountText = /(?:otpauth(?:-migration)?|steam):\/\/|^\s*[{[<]/iu.test(text.slice(0, 4096))
  if (!isAccountText && picture !== null) return await flow.fromItems([{ bytes: picture, source }])
  if (text.trim() === '') throw new Refusal('no-account-found')
  return await flow.fromText(text, source)
}
