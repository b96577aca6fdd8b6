/** A key slot: the master key, wrapped under a key that one way in yields (docs/vault-format.md, "Key slots"). */
import { decodeCbor, encodeCbor, isFields, type Fields } from './cbor.ts'
import { NONCE_BYTES, open, seal } from './cipher.ts'

/** A wrapped master key: 32 bytes and the tag of 16. */
export const WRAPPED_BYTES = 48
export const ID_BYTES = 16

/** The ways in that this version can use. */
export type WayIn = 'keychain' | 'passphrase' | 'recovery' | 'shares'
export const WAYS_IN: readonly WayIn[] = ['keychain', 'passphrase', 'recovery', 'shares']

export interface KeySlot {
  /** 16 random bytes in hexadecimal. */
  readonly id: string
  /** A {@link WayIn}, or a type that only a newer version knows: kept, never used. */
  readonly type: string
  /** CBOR as it stands in the file: what is authenticated is these bytes, and no re-encoding of ours. */
  readonly parameters: Buffer
  readonly nonce: Buffer
  /** The wrapped master key, exactly {@link WRAPPED_BYTES} long. */
  readonly body: Buffer
  /** Recovery slots: the user has typed the code once, so it is known to be kept somewhere. */
  readonly confirmed: boolean
  /** Fields that only a newer version knows. */
  readonly extra: Fields
}

export interface SlotPlan {
  readonly vaultId: Buffer
  readonly type: WayIn
  readonly parameters: Fields
  /** Key-encryption key of this slot, 32 bytes; the caller wipes it. */
  readonly slotKey: Buffer
}

export function wrapMasterKey(
  plan: SlotPlan,
  masterKey: Buffer,
  randomBytes: (length: number) => Buffer
): KeySlot {
  const id = randomBytes(ID_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const parameters = encodeCbor(plan.parameters)
  const associated = associatedBytes(plan.vaultId, id, plan.type, parameters)
  const body = seal(plan.slotKey, nonce, masterKey, associated)
  return {
    id: id.toString('hex'),
    type: plan.type,
    parameters,
    nonce,
    body,
    confirmed: false,
    extra: new Map()
  }
}

/** The master key, or `null` where this isn't the slot's key. The caller wipes it. */
export function unwrapMasterKey(slot: KeySlot, vaultId: Buffer, slotKey: Buffer): Buffer | null {
  const associated = associatedBytes(vaultId, Buffer.from(slot.id, 'hex'), slot.type, slot.parameters)
  return open(slotKey, slot.nonce, slot.body, associated)
}

/** The slot's parameters, or `null` where they aren't a CBOR map. */
export function parametersOf(slot: KeySlot): Fields | null {
  try {
    const parameters = decodeCbor(slot.parameters)
    return isFields(parameters) ? parameters : null
  } catch {
    return null
  }
}

/** A byte string of exactly this length, or `null`. */
export function bytesOf(parameters: Fields | null, name: string, length: number): Buffer | null {
  const value = parameters?.get(name)
  return value instanceof Uint8Array && value.length === length ? Buffer.from(value) : null
}

/** The ways in that these slots give, each once, in a fixed order. */
export function waysOf(slots: readonly KeySlot[]): readonly WayIn[] {
  return WAYS_IN.filter((way) => slots.some((slot) => slot.type === way))
}

/** How many different ways in there are; those that only a newer version knows count as well. */
export function countWays(slots: readonly KeySlot[]): number {
  return new Set(slots.map((slot) => slot.type)).size
}

/** Vault id ‖ slot id ‖ length of the type ‖ type ‖ all parameters: nothing can move to another slot, type or vault. */
function associatedBytes(vaultId: Buffer, slotId: Buffer, type: string, parameters: Buffer): Buffer {
  const name = Buffer.from(type)
  return Buffer.concat([vaultId, slotId, Buffer.of(name.length), name, parameters])
}
