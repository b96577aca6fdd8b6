/**
 * The slot that opens by k of n shares: Shamir's scheme (Communications of the ACM 22(11), 1979) over a random key of its
 * own, so that shares can be made anew without touching anything else.
 */
import { combine, split } from 'shamir-secret-sharing'
import { isCount, type CborValue } from './cbor.ts'
import { deriveKey, KEY_BYTES, SALT_BYTES } from './cipher.ts'
import { bytesOf, parametersOf, unwrapMasterKey, wrapMasterKey, type KeySlot } from './key-slot.ts'
import { copySecret, wipe } from './secret-bytes.ts'
import { formatShare, parseShare, SET_ID_BYTES, type Share } from './share-text.ts'
import { VaultError } from './vault-error.ts'

/** How many shares there can be: more than anybody hands out, and all of them fit on a few sheets. */
export const SHARES = { least: 2, most: 16 } as const

/** What a slot of shares says of itself. */
export interface ShareSet {
  /** 4 bytes in hexadecimal, as printed on each share. */
  readonly setId: string
  readonly threshold: number
  readonly count: number
}

/**
 * @param threshold - how many shares open the vault, 2 to `count`
 * @param count - how many are made, 2–16
 * @throws RangeError outside of these
 */
export async function createSharesSlot(
  { threshold, count }: { readonly threshold: number; readonly count: number },
  vaultId: Buffer,
  masterKey: Buffer,
  randomBytes: (length: number) => Buffer
): Promise<{ slot: KeySlot; shares: readonly string[] }> {
  const within = Number.isInteger(threshold) && Number.isInteger(count) && threshold >= SHARES.least
  if (!within || threshold > count || count > SHARES.most) {
    throw new RangeError(`expected ${SHARES.least} ≤ threshold ≤ count ≤ ${SHARES.most}`)
  }
  const [key, salt, setId] = [randomBytes(KEY_BYTES), randomBytes(SALT_BYTES), randomBytes(SET_ID_BYTES)]
  const slotKey = deriveKey(key, salt, 'shares slot')
  const parameters = new Map<string, CborValue>([
    ['setId', setId],
    ['threshold', threshold],
    ['count', count],
    ['salt', salt]
  ])
  const slot = wrapMasterKey({ vaultId, type: 'shares', parameters, slotKey }, masterKey, randomBytes)
  // The library takes and gives plain typed arrays only.
  const whole = new Uint8Array(new ArrayBuffer(KEY_BYTES))
  whole.set(key)
  const parts = await split(whole, count, threshold)
  const shares = parts.map((part, at) =>
    formatShare({ setId, index: at + 1, threshold, count, part: Buffer.from(part.buffer) })
  )
  wipe(key, slotKey, whole, ...parts)
  return { slot, shares }
}

/** What the slot says of its shares, or `null` where it isn't one of ours. */
export function shareSetOf(slot: KeySlot): ShareSet | null {
  const parameters = parametersOf(slot)
  const setId = bytesOf(parameters, 'setId', SET_ID_BYTES)
  const [threshold, count] = [parameters?.get('threshold'), parameters?.get('count')]
  return slot.type === 'shares' && setId !== null && isCount(threshold) && isCount(count)
    ? { setId: setId.toString('hex'), threshold, count }
    : null
}

/**
 * The master key by typed shares, in any order; more than are needed do no harm.
 * @throws {@link VaultError} `share-mistyped`, `shares-differ`, `share-twice`, `shares-too-few`, `shares-void`
 */
export async function openByShares(
  typed: readonly string[],
  vaultId: Buffer,
  slots: readonly KeySlot[]
): Promise<Buffer> {
  const shares: Share[] = []
  try {
    for (const text of typed) {
      const share = parseShare(text)
      if (share === null) {
        throw new VaultError(
          'share-mistyped',
          `expected a share, got something else as number ${shares.length + 1}`
        )
      }
      shares.push(share)
    }
    checkTogether(shares)
    const slot = slots.find((one) => shareSetOf(one)?.setId === shares[0]?.setId.toString('hex'))
    const masterKey = slot === undefined ? null : await unwrapBy(slot, vaultId, shares)
    if (masterKey === null) {
      throw new VaultError('shares-void', 'expected shares of a set that opens this vault, got another')
    }
    return masterKey
  } finally {
    wipe(...shares.map(({ part }) => part))
  }
}

function checkTogether(shares: readonly Share[]): void {
  const [first] = shares
  const indices = new Set<number>()
  for (const share of shares) {
    if (first?.setId.equals(share.setId) !== true || first.threshold !== share.threshold) {
      throw new VaultError('shares-differ', 'expected shares of one set, got several')
    }
    if (indices.has(share.index)) {
      throw new VaultError('share-twice', `expected different shares, got number ${share.index} twice`)
    }
    indices.add(share.index)
  }
  const threshold = first?.threshold ?? SHARES.least
  if (shares.length < threshold) {
    throw new VaultError('shares-too-few', `expected ${threshold} shares, got ${shares.length}`)
  }
}

async function unwrapBy(slot: KeySlot, vaultId: Buffer, shares: readonly Share[]): Promise<Buffer | null> {
  const salt = bytesOf(parametersOf(slot), 'salt', SALT_BYTES)
  if (salt === null) {
    return null
  }
  const parts = shares.map(({ part }) => {
    const plain = new Uint8Array(new ArrayBuffer(part.length))
    plain.set(part)
    return plain
  })
  const combined = await combine(parts)
  const key = copySecret(combined)
  const slotKey = deriveKey(key, salt, 'shares slot')
  const masterKey = unwrapMasterKey(slot, vaultId, slotKey)
  wipe(key, slotKey, combined, ...parts)
  return masterKey
}
