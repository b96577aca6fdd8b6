/** The recovery code's slot. The code isn't stored: it is shown once, and confirmed by typing it, or replaced. */
import { deriveKey, SALT_BYTES } from './cipher.ts'
import { bytesOf, parametersOf, unwrapMasterKey, wrapMasterKey, type KeySlot } from './key-slot.ts'
import { formatRecoveryCode, parseRecoveryCode, RECOVERY_SECRET_BYTES } from './recovery-code.ts'
import { wipe } from './secret-bytes.ts'

export function createRecoverySlot(
  vaultId: Buffer,
  masterKey: Buffer,
  randomBytes: (length: number) => Buffer
): { slot: KeySlot; recoveryCode: string } {
  const secret = randomBytes(RECOVERY_SECRET_BYTES)
  const salt = randomBytes(SALT_BYTES)
  // 128 random bits can't be guessed at any speed, so HKDF is enough and a slow function would only cost the user.
  const slotKey = deriveKey(secret, salt, 'recovery slot')
  const parameters = new Map([['salt', salt]])
  const slot = wrapMasterKey({ vaultId, type: 'recovery', parameters, slotKey }, masterKey, randomBytes)
  const recoveryCode = formatRecoveryCode(secret)
  wipe(secret, slotKey)
  return { slot, recoveryCode }
}

/** The slot that the code opens and the master key from it, or `null`; `mistyped` where it is no recovery code at all. */
export function openByRecoveryCode(
  typed: string,
  vaultId: Buffer,
  slots: readonly KeySlot[]
): { slot: KeySlot; masterKey: Buffer } | 'mistyped' | null {
  const secret = parseRecoveryCode(typed)
  if (secret === null) {
    return 'mistyped'
  }
  for (const slot of slots) {
    const salt = bytesOf(parametersOf(slot), 'salt', SALT_BYTES)
    if (salt === null) {
      continue
    }
    const slotKey = deriveKey(secret, salt, 'recovery slot')
    const masterKey = unwrapMasterKey(slot, vaultId, slotKey)
    wipe(slotKey)
    if (masterKey !== null) {
      wipe(secret)
      return { slot, masterKey }
    }
  }
  wipe(secret)
  return null
}
