/** A vault's contents, open: what a save writes and a merge merges. */
import type { Fields } from './cbor.ts'
import type { Header } from './format.ts'
import type { KeySlot } from './key-slot.ts'
import type { Payload } from './payload.ts'

export interface Contents {
  readonly minorVersion: number
  readonly vaultId: Buffer
  readonly masterKeyId: Buffer
  readonly keychainSuspended: boolean
  readonly slots: readonly KeySlot[]
  /** Header fields that only a newer version knows. */
  readonly headerExtra: Fields
  readonly payload: Payload
}

/** Which save a vault's contents are. */
export interface Stamp {
  readonly revision: number
  readonly saveId: Buffer
  readonly parentSaveId: Buffer | null
}

export function contentsOf(header: Header, payload: Payload): Contents {
  const { minorVersion, vaultId, masterKeyId, keychainSuspended, slots, extra } = header
  return { minorVersion, vaultId, masterKeyId, keychainSuspended, slots, headerExtra: extra, payload }
}

/** Contents with another payload part. */
export function withPayload(contents: Contents, changed: Partial<Payload>): Contents {
  return { ...contents, payload: { ...contents.payload, ...changed } }
}
