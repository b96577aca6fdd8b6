/** Where this call's vault lies, and what the vault needs of this machine. */
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataFolder, type DataFolder } from '../core/data-folder.ts'
import { forkByNode } from '../core/fork-child.ts'
import { SettingsFile } from '../core/settings.ts'
import { createKeytarKeychain } from '../core/vault/keychain/keytar-child.ts'
import { nodeFiles } from '../core/vault/node-files.ts'
import { thisProcess } from '../core/vault/process-identity.ts'
import type { VaultSetting } from '../core/vault/vault-setting.ts'
import { knownDay } from './known-day.ts'
import type { Options } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** In the source, and beside the bundle of a package. */
const KEYCHAIN_CHILD = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../core/vault/keychain/keychain-child.ts', import.meta.url)
    : new URL('./keychain-child.js', import.meta.url)
)

/**
 * A child that hasn’t answered by then is ended, ms: keytar hangs for good on a frozen keyring. With the start of the
 * program and a first call that is answered, it is known within 2 s.
 */
const KEYCHAIN_DEADLINE_MS = 1000
/** What the programs that ask it may take to be there on a busy machine, ms. */
const KEYCHAIN_START_MS = 5000

export interface VaultPlace {
  /** Absolute path of the vault file. */
  readonly file: string
  readonly folders: DataFolder
  readonly setting: VaultSetting
}

/** --home wins over ZEROSKEW_HOME, and both over the app's own folder. */
export async function vaultPlaceOf(options: Pick<Options, 'value'>, terminal: Terminal): Promise<VaultPlace> {
  const override = options.value('home')
  if (override === '') throw new UsageError('value-missing', '--home')
  const folders = dataFolder({
    platform: process.platform,
    env: terminal.env,
    home: homedir(),
    override: override === undefined ? undefined : resolve(override)
  })
  const settings = new SettingsFile(folders.settingsPath)
  const self = await thisProcess()
  const day = await knownDay(folders, { files: nodeFiles, randomBytes, process: self }, terminal.now)
  return {
    file: resolve(folders.vaultPath),
    folders,
    setting: {
      files: nodeFiles,
      keychain: createKeytarKeychain({
        fork: forkByNode(KEYCHAIN_CHILD),
        deadlineMs: KEYCHAIN_DEADLINE_MS,
        startMs: KEYCHAIN_START_MS
      }),
      randomBytes,
      process: self,
      // As it stood when the command began: a clock that is set meanwhile doesn't count another day.
      today: () => day,
      seenPath: resolve(folders.statePath),
      secondPlace: () => settings.preferences.secondPlace
    }
  }
}
