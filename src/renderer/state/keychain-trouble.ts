/** Why the keychain doesn't open the vault, as the states of the keychain that each have a screen of their own. */
import type { Failure } from '../../shared/failure.ts'

export type KeychainTrouble = 'locked' | 'unreachable' | 'absent' | 'lost' | 'wrong'

/** `undefined` where the keychain isn't to blame. */
export function keychainTrouble(failure: Failure | undefined): KeychainTrouble | undefined {
  switch (failure?.code) {
    case 'keychain-locked':
      return 'locked'
    case 'keychain-unreachable':
      return 'unreachable'
    case 'keychain-absent':
      return 'absent'
    case 'key-unavailable':
      return 'lost'
    case 'wrong-credential':
      return 'wrong'
    default:
      return undefined
  }
}
