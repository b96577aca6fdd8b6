/** The keychain by keytar, which runs in a child process: on a locked keyring it may crash, on a frozen one hang. */
import type { Keychain } from './keychain.ts'

/** A child process that runs keychain-child.ts. */
export interface KeychainChild {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process is gone or could not be started. */
  onExit(listener: () => void): void
  /** Ends it at once (SIGKILL by pid; `utilityProcess.kill()` sends SIGTERM only). */
  kill(): void
}

/** Starts keychain-child.ts: `utilityProcess.fork` in main, `child_process.fork` in the terminal (node-fork.ts). */
export type ForkChild = () => KeychainChild

export interface KeytarSetting {
  readonly fork: ForkChild
  /** Milliseconds after which a child that hasn't answered is ended. */
  readonly deadlineMs: number
}

export function createKeytarKeychain(setting: KeytarSetting): Keychain {
  void setting
  throw new Error('not built yet')
}
