/** Google Authenticator's migration codes: `otpauth-migration://offline?data=…`, one or several parts of a batch. */
import type { Importer } from '../importer.ts'
import { TransferError } from '../transfer-error.ts'

export const googleMigrationImporter: Importer = {
  format: 'google-migration',
  recognise: () => null,
  read: () => Promise.reject(new TransferError('damaged-file', { expected: 'codes', got: 'something else' }))
}
