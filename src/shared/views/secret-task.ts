/** What the small window is there for (docs/threat-model.md). */
import type { Failure } from '../failure.ts'
import type { AccountView } from './account.ts'
import type { Language } from './app.ts'
import type { ExportFormat, ExportLossView, ImportFormat, ImportSource } from './transfer.ts'
import type { KeychainState, WayIn } from './vault.ts'

/** What the small window is asked to do. */
export type SecretTaskView =
  | { readonly kind: 'create'; readonly language: Language; readonly keychain: KeychainState }
  | {
      readonly kind: 'unlock'
      readonly language: Language
      readonly ways: readonly WayIn[]
      readonly keychain?: Failure
    }
  | { readonly kind: 'confirm-recovery'; readonly language: Language }
  | { readonly kind: 'type-account'; readonly language: Language }
  | (Reauthenticated & { readonly kind: 'set-passphrase'; readonly canRemove: boolean })
  | (Reauthenticated & { readonly kind: 'new-recovery' })
  | (Reauthenticated & { readonly kind: 'make-shares'; readonly replacesSet: boolean })
  | (Reauthenticated & { readonly kind: 'rotate'; readonly voided: readonly string[] })
  | (Reauthenticated & { readonly kind: 'show-account'; readonly account: AccountView })
  | (Reauthenticated & {
      readonly kind: 'export'
      readonly format: ExportFormat
      readonly count: number
      /** Whether the file holds secrets in clear. */
      readonly isPlain: boolean
      readonly losses: readonly ExportLossView[]
    })
  | {
      readonly kind: 'import-password'
      readonly language: Language
      readonly format: ImportFormat
      readonly source: ImportSource
      readonly wasWrong: boolean
    }

/** Tasks that may ask first who sits here. */
interface Reauthenticated {
  readonly language: Language
  /** Whether it has to be shown (again) who sits here before anything else. */
  readonly needsReauthentication: boolean
  readonly hasPassphrase: boolean
  /** This task needs a passphrase, and the vault has none: it is set first. */
  readonly needsPassphraseFirst: boolean
  /** Electron can ask the system (Touch ID). */
  readonly canAskSystem: boolean
}
