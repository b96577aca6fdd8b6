/** What the windows may ask about import and export. */
import { Refusal } from '../core/present-failure.ts'
import type { Handlers, SecretRequests } from '../shared/ipc.ts'
import type { HandlerParts, RequestsOf } from './ipc-handlers.ts'
import type { TransferTasks } from './secret-task.ts'

type SecretTransferRequests = Pick<SecretRequests, 'secret:import-password' | 'secret:export'>

const nothing = (): never => {
  throw new Refusal('nothing-to-import')
}

export const transferHandlers: (parts: HandlerParts) => Handlers<RequestsOf<'import' | 'export'>> = () => ({
  'import:state': () => ({ kind: 'none' }),
  'import:from-clipboard': nothing,
  'import:from-file': nothing,
  'import:choose-file': nothing,
  'import:from-screen': nothing,
  'import:from-frame': nothing,
  'import:confirm': nothing,
  'import:cancel': () => ({ kind: 'none' }),
  'import:undo': nothing,
  'export:losses': nothing
})

export const secretTransferHandlers: (parts: HandlerParts) => Handlers<SecretTransferRequests> = () => ({
  'secret:import-password': nothing,
  'secret:export': nothing
})

/** What the small window is told of its tasks. */
export const transferTasks: TransferTasks = { importPassword: nothing, export: nothing }
