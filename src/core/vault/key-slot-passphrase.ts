/** The passphrase's slot: scrypt (RFC 7914) over the passphrase in Unicode's form NFKC. */
import { scrypt } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { isCount, type CborValue, type Fields } from './cbor.ts'
import { KEY_BYTES, SALT_BYTES } from './cipher.ts'
import { bytesOf, parametersOf, unwrapMasterKey, wrapMasterKey, type KeySlot } from './key-slot.ts'
import { copySecret, secretBytesOf, wipe } from './secret-bytes.ts'
import { VaultError } from './vault-error.ts'

/** 128 MiB and about a quarter of a second (OWASP's first choice for scrypt). */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const
/** What a file may ask of us: at most 256 MiB. */
const COST_LIMIT = { N: 2 ** 18, r: 8, p: 4 } as const

export interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export async function createPassphraseSlot(
  passphrase: Buffer,
  vaultId: Buffer,
  masterKey: Buffer,
  randomBytes: (length: number) => Buffer,
  signal?: AbortSignal
): Promise<KeySlot> {
  const salt = randomBytes(SALT_BYTES)
  const slotKey = await passphraseKey(passphrase, salt, COST, signal)
  const parameters: Fields = new Map<string, CborValue>([
    ['kdf', 'scrypt'],
    ['N', COST.N],
    ['r', COST.r],
    ['p', COST.p],
    ['salt', salt]
  ])
  const slot = wrapMasterKey({ vaultId, type: 'passphrase', parameters, slotKey }, masterKey, randomBytes)
  wipe(slotKey)
  return slot
}

/** The master key by one of these slots, or `null` where the passphrase opens none. */
export async function openByPassphrase(
  passphrase: Buffer,
  vaultId: Buffer,
  slots: readonly KeySlot[],
  signal?: AbortSignal
): Promise<Buffer | null> {
  for (const slot of slots) {
    const parameters = parametersOf(slot)
    const salt = bytesOf(parameters, 'salt', SALT_BYTES)
    const cost = costOf(parameters)
    if (salt === null || cost === null) {
      continue
    }
    const slotKey = await passphraseKey(passphrase, salt, cost, signal)
    const masterKey = unwrapMasterKey(slot, vaultId, slotKey)
    wipe(slotKey)
    if (masterKey !== null) {
      return masterKey
    }
  }
  return null
}

/**
 * scrypt runs on libuv's threads, never on the caller's. Node's can't be stopped: one that is given up runs to its end,
 * nobody waits for it, and its key is wiped as soon as it is there.
 */
function passphraseKey(
  passphrase: Buffer,
  salt: Buffer,
  cost: Cost,
  signal: AbortSignal | undefined
): Promise<Buffer> {
  // N and r decide the memory (128·N·r bytes); Node's own limit of 32 MiB is below what we ask for.
  const maxmem = 2 * 128 * cost.N * cost.r
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(new VaultError('cancelled', 'expected a key from the passphrase, it was given up'))
    }
    if (signal?.aborted === true) {
      giveUp()
      return
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    const normalized = normalize(passphrase)
    scrypt(normalized, salt, KEY_BYTES, { ...cost, maxmem }, (error, key) => {
      wipe(normalized)
      signal?.removeEventListener('abort', giveUp)
      if (error !== null) {
        reject(error)
      } else if (signal?.aborted === true) {
        wipe(key)
      } else {
        resolve(key)
      }
    })
  })
}

/**
 * NFKC, so that one passphrase typed on two systems is one. ASCII, which NFKC leaves alone, never becomes a string
 * (strings can't be wiped); bytes that aren't UTF-8 are taken as they are.
 */
function normalize(passphrase: Buffer): Buffer {
  if (passphrase.every((byte) => byte < 0x80) || !isUtf8(passphrase)) {
    return copySecret(passphrase)
  }
  return secretBytesOf(passphrase.toString('utf8').normalize('NFKC'))
}

function costOf(parameters: Fields | null): Cost | null {
  const [N, r, p] = [parameters?.get('N'), parameters?.get('r'), parameters?.get('p')]
  if (parameters?.get('kdf') !== 'scrypt' || !isCount(N) || !isCount(r) || !isCount(p)) {
    return null
  }
  const powerOfTwo = N > 1 && Number.isInteger(Math.log2(N))
  const within = N <= COST_LIMIT.N && r >= 1 && r <= COST_LIMIT.r && p >= 1 && p <= COST_LIMIT.p
  return powerOfTwo && within ? { N, r, p } : null
}
