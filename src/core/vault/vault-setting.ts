/** Everything that a vault takes from outside: files, keychain, randomness, and who this process is. */
import type { FileSystem } from './file-system.ts'
import type { Keychain } from './keychain/keychain.ts'
import type { ThisProcess } from './process-identity.ts'
import type { Later } from './use-counts.ts'

export interface VaultSetting {
  readonly files: FileSystem
  /** `null` where there is none: keytar missing, or the user said so. */
  readonly keychain: Keychain | null
  /** Cryptographically random bytes over their own ArrayBuffer: `randomBytes` of node:crypto. */
  readonly randomBytes: (length: number) => Buffer
  readonly process: ThisProcess
  /**
   * Names today, in any form (`2026-11-22`), or gives `null` while the clock isn't known to be in step. It is only
   * compared with the last day noted, for being different, and never for being later.
   */
  readonly today?: () => string | null
  /** A folder of the user's that gets a copy of each save that changed something, and is never made; `null`: none. */
  readonly secondPlace?: () => string | null
  /** File outside the data folder that remembers the latest save seen (`DataFolder.statePath`). */
  readonly seenPath?: string
  /** A change that can't be saved stays in memory, is shown and told, instead of being refused: for the app, which runs on. */
  readonly keepsUnsaved?: boolean
  /** Runs work some minutes later; a timer that keeps no process alive where it isn't given. */
  readonly later?: Later
}
