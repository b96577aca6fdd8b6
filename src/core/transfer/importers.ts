/** Every reader of another app's files, in the order of trial: whoever looks for most comes first, plain text last. */
import type { Importer } from './importer.ts'
import { aegisImporter } from './importers/aegis.ts'
import { andotpImporter } from './importers/andotp.ts'
import { authenticatorCcImporter } from './importers/authenticator-cc.ts'
import { authenticatorPlusImporter } from './importers/authenticator-plus.ts'
import { authmeImporter } from './importers/authme.ts'
import { authyImporter } from './importers/authy.ts'
import { battleNetImporter } from './importers/battle-net.ts'
import {
  bitwardenAuthenticatorImporter,
  bitwardenCsvImporter,
  bitwardenImporter
} from './importers/bitwarden.ts'
import { duoImporter } from './importers/duo.ts'
import { enteImporter } from './importers/ente.ts'
import { freeotpPlusImporter } from './importers/freeotp-plus.ts'
import { freeotpImporter } from './importers/freeotp.ts'
import { freeotp2Importer } from './importers/freeotp2.ts'
import { googleMigrationImporter } from './importers/google-migration.ts'
import { keepassImporter } from './importers/keepass.ts'
import { keyUriImporter } from './importers/key-uri.ts'
import { lastpassImporter } from './importers/lastpass.ts'
import { protonImporter } from './importers/proton.ts'
import { raivoImporter } from './importers/raivo.ts'
import { steamImporter } from './importers/steam.ts'
import { stratumImporter } from './importers/stratum.ts'
import { totpAuthenticatorImporter } from './importers/totp-authenticator.ts'
import { twoFasImporter } from './importers/two-fas.ts'
import { winauthImporter } from './importers/winauth.ts'
import { zeroskewImporter } from './importers/zeroskew.ts'

export const IMPORTERS: readonly Importer[] = [
  // A magic number at the start, or a container of known content.
  zeroskewImporter,
  keepassImporter,
  freeotp2Importer,
  // Archives: by the names in them.
  raivoImporter,
  authenticatorPlusImporter,
  // Also a text of Key URIs that says who wrote it.
  winauthImporter,
  // XML: by the names of its preferences.
  freeotpImporter,
  authyImporter,
  battleNetImporter,
  // JSON: by the fields that only this app writes.
  aegisImporter,
  twoFasImporter,
  stratumImporter,
  protonImporter,
  bitwardenImporter,
  bitwardenAuthenticatorImporter,
  freeotpPlusImporter,
  lastpassImporter,
  duoImporter,
  steamImporter,
  authmeImporter,
  authenticatorCcImporter,
  // Texts; Ente's is JSON where it is encrypted.
  enteImporter,
  bitwardenCsvImporter,
  googleMigrationImporter,
  keyUriImporter,
  // Bytes without a mark: whatever is left and could be a ciphertext.
  andotpImporter,
  totpAuthenticatorImporter
]
