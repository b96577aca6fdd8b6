/** Every reader of another app's files, in the order of trial: whoever looks for most comes first, plain text last. */
import type { Importer } from './importer.ts'
import { aegisImporter } from './importers/aegis.ts'
import { googleMigrationImporter } from './importers/google-migration.ts'
import { keyUriImporter } from './importers/key-uri.ts'
import { zeroskewImporter } from './importers/zeroskew.ts'

export const IMPORTERS: readonly Importer[] = [
  // A magic number at the start, or a container of known content.
  zeroskewImporter,
  // XML: by the names of its preferences.
  // JSON: by the fields that only this app writes.
  aegisImporter,
  // Texts.
  googleMigrationImporter,
  keyUriImporter
  // Bytes without a mark: whatever is left and could be a ciphertext.
]
