/** What comes in: the import flow, the scanner that feeds it, and what other programs bring. */
import { performance } from 'node:perf_hooks'
import { QrReader } from '../../core/transfer/qr-reader.ts'
import { ImportFlow, type ImportPorts } from './import-flow.ts'
import { importReader } from './import-reader.ts'
import type { MainWindow } from '../windows/main-window.ts'
import { push } from '../ipc/ipc.ts'
import type { ScanDoor } from './scan-door.ts'
import { ScanSession } from './scan-session.ts'
import { lookAtScreens } from './scan-screens.ts'
import type { VaultDoor } from '../vault/vault-door.ts'
import { readVisitorFile, Visitors } from './visitors.ts'

export interface ImportRoom {
  readonly importFlow: ImportFlow
  readonly scan: ScanSession
  readonly visitors: Visitors
}

export interface ImportRoomParts extends Pick<ImportPorts, 'askPassword' | 'dropQuestion'> {
  readonly door: VaultDoor
  readonly scanDoor: ScanDoor
  readonly mainWindow: MainWindow
  /** Path of the built reading child. */
  readonly readingChild: string
}

export function makeImportRoom({
  door,
  scanDoor,
  mainWindow,
  readingChild,
  askPassword,
  dropQuestion
}: ImportRoomParts): ImportRoom {
  const importFlow = new ImportFlow({
    vault: () => door.vault,
    read: importReader(readingChild),
    nowMs: () => Date.now(),
    onChange: (view) => {
      push(mainWindow.contents, 'import:changed', view)
      void visitors.receive()
    },
    askPassword,
    dropQuestion
  })
  const scan = new ScanSession({
    door: scanDoor,
    flow: importFlow,
    reader: new QrReader(),
    requireVault: () => door.vault,
    lookAtScreens,
    nowMs: () => performance.now()
  })
  const visitors = new Visitors({
    flow: importFlow,
    isOpen: () => door.isOpen,
    readFile: readVisitorFile,
    onArrival: () => mainWindow.open()
  })
  door.onChange(() => {
    if (!door.isOpen) {
      importFlow.forget()
      scan.close()
    }
    void visitors.receive()
  })
  return { importFlow, scan, visitors }
}
