/** A keychain in memory, whose state a test sets; like keytar, it answers `null` while it is locked. */
import { KeychainError, type Keychain, type KeychainState } from '../../src/core/vault/keychain/keychain.ts'

export interface MemoryKeychain extends Keychain {
  readonly items: Map<string, string>
  setState(state: KeychainState): void
  /** How often each call was made. */
  readonly calls: Record<'read' | 'write' | 'delete', number>
}

export function memoryKeychain(initial: KeychainState = 'present'): MemoryKeychain {
  let state = initial
  const items = new Map<string, string>()
  const calls = { read: 0, write: 0, delete: 0 }
  /** The outcome of a call, or the refusal of the state that the fake is in. */
  const answer = <T>(call: keyof typeof calls, outcome: () => T): Promise<T> => {
    calls[call] += 1
    if (state === 'absent' || state === 'unreachable' || (state === 'locked' && call !== 'read')) {
      return Promise.reject(new KeychainError(state, `the fake is ${state}`))
    }
    return Promise.resolve(outcome())
  }
  return {
    items,
    calls,
    setState(next) {
      state = next
    },
    state: () => Promise.resolve(state),
    read: (account) =>
      answer('read', () => {
        const item = items.get(account)
        return item === undefined || state === 'locked' ? null : Buffer.from(item)
      }),
    write: (account, value) => answer('write', () => void items.set(account, value.toString('latin1'))),
    delete: (account) => answer('delete', () => void items.delete(account))
  }
}
