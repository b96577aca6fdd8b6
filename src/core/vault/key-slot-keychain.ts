/** The keychain's slot: a random key in one item of the keychain, named by vault and key, and never overwritten. */
import { timingSafeEqual } from 'node:crypto'
import { decodeBase64, encodeBase64 } from './base64-bytes.ts'
import { deriveKey, KEY_BYTES, SALT_BYTES, sha256 } from './cipher.ts'
import { bytesOf, ID_BYTES, parametersOf, unwrapMasterKey, wrapMasterKey, type KeySlot } from './key-slot.ts'
import { KeychainError, type Keychain, type KeychainState } from './keychain/keychain.ts'
import { copySecret, joinSecret, wipe } from './secret-bytes.ts'
import { VaultError } from './vault-error.ts'

const ITEM_VERSION = 1
const CHECKSUM_BYTES = 8
const ITEM_BYTES = 1 + ID_BYTES + ID_BYTES + KEY_BYTES + CHECKSUM_BYTES

/**
 * Makes the slot: writes the key to the keychain, reads it back and compares; the slot is of use once the vault is saved.
 * @throws {@link VaultError} `key-unavailable`
 */
export async function createKeychainSlot(
  keychain: Keychain | null,
  vaultId: Buffer,
  masterKey: Buffer,
  randomBytes: (length: number) => Buffer
): Promise<KeySlot> {
  const available = await availableKeychain(keychain)
  const keyId = randomBytes(ID_BYTES)
  const salt = randomBytes(SALT_BYTES)
  const key = randomBytes(KEY_BYTES)
  const item = formatItem(vaultId, keyId, key)
  try {
    const account = accountOf(vaultId, keyId)
    await available.write(account, item)
    const kept = await available.read(account)
    const same = kept !== null && kept.length === item.length && timingSafeEqual(kept, item)
    if (kept !== null) {
      wipe(kept)
    }
    if (!same) {
      throw unavailable('present', 'expected the item just written, got another or none')
    }
    const slotKey = deriveKey(key, salt, 'keychain slot')
    const parameters = new Map([
      ['keyId', keyId],
      ['salt', salt]
    ])
    const slot = wrapMasterKey({ vaultId, type: 'keychain', parameters, slotKey }, masterKey, randomBytes)
    wipe(slotKey)
    return slot
  } catch (error) {
    throw asUnavailable(error)
  } finally {
    wipe(key, item)
  }
}

/**
 * The master key by one of these slots, or `null` where the keychain's key opens none.
 * The lock state is asked first, and nothing that may prompt is called on a keychain that isn't `present`.
 * @throws {@link VaultError} `key-unavailable`: no usable item, or no keychain to ask
 */
export async function openByKeychain(
  keychain: Keychain | null,
  vaultId: Buffer,
  slots: readonly KeySlot[]
): Promise<Buffer | null> {
  if (slots.length === 0) {
    throw unavailable((await keychain?.state()) ?? 'absent', 'expected a keychain slot, got none')
  }
  const available = await availableKeychain(keychain)
  let found = false
  for (const slot of slots) {
    const parameters = parametersOf(slot)
    const keyId = bytesOf(parameters, 'keyId', ID_BYTES)
    const salt = bytesOf(parameters, 'salt', SALT_BYTES)
    if (keyId === null || salt === null) {
      continue
    }
    const key = await readKey(available, vaultId, keyId)
    if (key === null) {
      continue
    }
    found = true
    const slotKey = deriveKey(key, salt, 'keychain slot')
    const masterKey = unwrapMasterKey(slot, vaultId, slotKey)
    wipe(key, slotKey)
    if (masterKey !== null) {
      return masterKey
    }
  }
  if (!found) {
    // A keyring that was locked meanwhile answers as if it had no such item, so its state is asked again.
    throw unavailable(await available.state(), 'expected an item of this vault in the keychain, got none')
  }
  return null
}

/** Deletes the items of slots that are gone; what can't be deleted now stays, and opens nothing. */
export async function deleteKeychainItems(
  keychain: Keychain | null,
  vaultId: Buffer,
  slots: readonly KeySlot[]
): Promise<void> {
  for (const slot of slots) {
    const keyId = bytesOf(parametersOf(slot), 'keyId', ID_BYTES)
    if (keyId !== null) {
      await keychain?.delete(accountOf(vaultId, keyId)).catch(() => undefined)
    }
  }
}

async function availableKeychain(keychain: Keychain | null): Promise<Keychain> {
  const state = (await keychain?.state()) ?? 'absent'
  if (keychain === null || state !== 'present') {
    throw unavailable(state, `expected a keychain that answers, got one that is ${state}`)
  }
  return keychain
}

async function readKey(keychain: Keychain, vaultId: Buffer, keyId: Buffer): Promise<Buffer | null> {
  try {
    const item = await keychain.read(accountOf(vaultId, keyId))
    if (item === null) {
      return null
    }
    const key = parseItem(item, vaultId, keyId)
    wipe(item)
    return key
  } catch (error) {
    throw asUnavailable(error)
  }
}

function accountOf(vaultId: Buffer, keyId: Buffer): string {
  return `${vaultId.toString('hex')}/${keyId.toString('hex')}`
}

/** One line of base64: a line break in an item can destroy a whole keyring, and some keychains take no raw bytes. */
function formatItem(vaultId: Buffer, keyId: Buffer, key: Buffer): Buffer {
  const body = joinSecret(Buffer.of(ITEM_VERSION), vaultId, keyId, key)
  const whole = joinSecret(body, checksum(body))
  const item = encodeBase64(whole)
  wipe(body, whole)
  return item
}

/** The key of an item of ours, or `null` for anything else: garbage, a line break, the item of another vault or key. */
function parseItem(item: Buffer, vaultId: Buffer, keyId: Buffer): Buffer | null {
  const whole = decodeBase64(item, ITEM_BYTES)
  if (whole === null) {
    return null
  }
  const keyAt = 1 + 2 * ID_BYTES
  const body = whole.subarray(0, ITEM_BYTES - CHECKSUM_BYTES)
  const right =
    whole[0] === ITEM_VERSION &&
    whole.subarray(1, 1 + ID_BYTES).equals(vaultId) &&
    whole.subarray(1 + ID_BYTES, keyAt).equals(keyId) &&
    whole.subarray(ITEM_BYTES - CHECKSUM_BYTES).equals(checksum(body))
  const key = right ? copySecret(whole.subarray(keyAt, keyAt + KEY_BYTES)) : null
  wipe(whole)
  return key
}

function checksum(body: Buffer): Buffer {
  return sha256(body).subarray(0, CHECKSUM_BYTES)
}

function unavailable(keychainState: KeychainState, message: string, cause?: unknown): VaultError {
  return new VaultError('key-unavailable', message, { keychainState, cause })
}

function asUnavailable(error: unknown): unknown {
  return error instanceof KeychainError ? unavailable(error.code, error.message, error) : error
}
