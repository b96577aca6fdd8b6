/** Zeroskew's own vault file and its encrypted backups (docs/vault-format.md). */
import type { Importer } from '../importer.ts'
import { TransferError } from '../transfer-error.ts'

export const zeroskewImporter: Importer = {
  format: 'zeroskew',
  recognise: () => null,
  read: () =>
    Promise.reject(new TransferError('damaged-file', { expected: 'a vault', got: 'something else' }))
}
