/** What the windows may ask about import and export. */
import { Refusal } from '../core/present-failure.ts'
import type { Handlers, SecretRequests } from '../shared/ipc.ts'
import { importHandlers, secretImportHandlers } from './import-requests.ts'
import type { HandlerParts, RequestsOf } from './ipc-handlers.ts'
import type { TransferTasks } from './secret-task.ts'

type SecretTransferRequests = Pick<SecretRequests, 'secret:import-password' | 'secret:export'>

const nothing = (): never => {
  throw new Refusal('nothing-to-import')
}

export const transferHandlers = (parts: HandlerParts): Handlers<RequestsOf<'import' | 'export'>> => ({
  ...importHandlers(parts),
  'export:losses': nothing
})

export const secretTransferHandlers = (parts: HandlerParts): Handlers<SecretTransferRequests> => ({
  ...secretImportHandlers(parts),
  'secret:export': nothing
})

/** What the small window is told of its export task; that of an import's password comes from its flow. */
export const transferTasks: Pick<TransferTasks, 'export'> = { export: nothing }
