/**
 * Seals what a process and the child that it starts for one task say to one another: X25519 (RFC 7748) with a pair of each
 * side for each call, HKDF-SHA-256 (RFC 5869), AES-256-GCM with one key for each direction. The system and Node keep messages
 * in buffers of their own that nobody can wipe; so what lies there is ciphertext under a key that is gone. It is no
 * defence against somebody in between: the parent has started the child itself, and asks for no proof.
 */
import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { KEY_BYTES, NONCE_BYTES, open, sealParts } from './vault/cipher.ts'
import { copySecret, joinSecret, wipe } from './vault/secret-bytes.ts'

export interface Message {
  /** What isn't secret: anything that can be cloned. Its strings and bytes are nobody's to wipe. */
  readonly said: unknown
  /** Bytes over memory that can be wiped. */
  readonly secrets: readonly Uint8Array[]
}

/** A message that was opened: its secrets are views on one plaintext. */
export interface Opened extends Message {
  readonly secrets: readonly Buffer[]
  /** To be called once they are taken in. */
  wipe(): void
}

export type Side = 'parent' | 'child'

const SPKI = { type: 'spki', format: 'der' } as const
const INFO = 'zeroskew child 1'
/** Length of a message's first part, which says how long the others are. */
const LENGTH_BYTES = 4
const NONE = Buffer.alloc(0)

/** One side's keys for one call; dropped with the private key once the channel is made. */
export class ChannelPair {
  /** SubjectPublicKeyInfo (RFC 8410), over an ArrayBuffer of its own: a clone takes the whole of it along. */
  readonly publicKey: Uint8Array
  readonly #privateKey: KeyObject

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('x25519')
    this.publicKey = copySecret(publicKey.export(SPKI))
    this.#privateKey = privateKey
  }

  /**
   * @param side - Of this pair.
   * @throws Error of node:crypto where `theirs` is no public key
   */
  channelTo(theirs: Uint8Array, side: Side): SealedChannel {
    const publicKey = createPublicKey({ key: Buffer.from(theirs), ...SPKI })
    const shared = diffieHellman({ privateKey: this.#privateKey, publicKey })
    const [parent, child] = side === 'parent' ? [this.publicKey, theirs] : [theirs, this.publicKey]
    const keys = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([parent, child]), INFO, 2 * KEY_BYTES))
    wipe(shared)
    return new SealedChannel(keys, side)
  }
}

export class SealedChannel {
  readonly #keys: Buffer
  readonly #ours: Direction
  readonly #theirs: Direction

  /** @param keys - The parent's, then the child's; this channel's from now on. */
  constructor(keys: Buffer, side: Side) {
    const [parent, child] = [
      new Direction(keys.subarray(0, KEY_BYTES)),
      new Direction(keys.subarray(KEY_BYTES))
    ]
    this.#keys = keys
    this.#ours = side === 'parent' ? parent : child
    this.#theirs = side === 'parent' ? child : parent
  }

  /** The bytes of a message, over an ArrayBuffer of their own. Its secrets stay the caller's. */
  seal({ said, secrets }: Message): Uint8Array {
    const head = serialize({ said, lengths: secrets.map(({ length }) => length) })
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(head.length)
    const { key, nonce } = this.#ours.next()
    return joinSecret(...sealParts(key, nonce, [length, head, ...secrets], NONE))
  }

  /** The other side's next message, or `null` for anything else. */
  open(sealed: unknown): Opened | null {
    if (!(sealed instanceof Uint8Array)) return null
    const { key, nonce } = this.#theirs.next()
    const plain = open(key, nonce, sealed, NONE)
    if (plain === null) return null
    let at = LENGTH_BYTES + plain.readUInt32BE(0)
    // What is read of it is a view on it, and stays when the plaintext is wiped.
    const head = copySecret(plain.subarray(LENGTH_BYTES, at))
    const { said, lengths } = deserialize(head) as { said: unknown; lengths: readonly number[] }
    const secrets = lengths.map((length) => plain.subarray(at, (at += length)))
    return { said, secrets, wipe: () => wipe(plain) }
  }

  /** Wipes the keys: what was sealed stays so. */
  end(): void {
    wipe(this.#keys)
  }
}

/** Counts the messages of one direction, which arrive in the order in which they were sent: no nonce comes twice. */
class Direction {
  readonly #key: Buffer
  #sent = 0

  constructor(key: Buffer) {
    this.#key = key
  }

  next(): { readonly key: Buffer; readonly nonce: Buffer } {
    const nonce = Buffer.alloc(NONCE_BYTES)
    nonce.writeUIntBE(this.#sent++, NONCE_BYTES - 6, 6)
    return { key: this.#key, nonce }
  }
}
