/** What the windows may ask about import and export. */
import type { Handlers, RequestsOf, SecretRequests } from '../../shared/ipc.ts'
import { presentExport } from '../transfer/export-flow.ts'
import { exportHandlers, secretExportHandlers } from './export-requests.ts'
import { importHandlers, secretImportHandlers } from './import-requests.ts'
import type { HandlerParts } from './request-parts.ts'
import type { TransferTasks } from '../windows/secret-task.ts'

type SecretTransferRequests = Pick<SecretRequests, 'secret:import-password' | 'secret:export'>

export const transferHandlers = (parts: HandlerParts): Handlers<RequestsOf<'import' | 'export'>> => ({
  ...importHandlers(parts),
  ...exportHandlers(parts)
})

export const secretTransferHandlers = (parts: HandlerParts): Handlers<SecretTransferRequests> => ({
  ...secretImportHandlers(parts),
  ...secretExportHandlers(parts)
})

/** What the small window is told of its export task; that of an import's password comes from its flow. */
export const transferTasks = ({ door }: Pick<HandlerParts, 'door'>): Pick<TransferTasks, 'export'> => ({
  export: (task) => presentExport(door.vault.accounts, task)
})
