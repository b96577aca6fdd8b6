/** What a vault takes of one account, and how many (transfer/limits.ts): whatever is larger is refused, and nothing of it kept. */
import type { AccountIcon, NewAccount } from '../otp/account.ts'
import { LIMITS } from '../transfer/limits.ts'
import type { Fields } from './cbor.ts'
import { VaultError } from './vault-error.ts'

/** More entries than any import brings (docs/importing.md), and few enough to be saved in a moment. */
export const ACCOUNT_LIMIT = LIMITS.entries

/**
 * @throws {@link VaultError} `too-large`
 */
export function checkAccount(account: NewAccount): void {
  checkDetails({ issuer: account.issuer, label: account.label, ...account.details })
  checkLength('secret', account.secret.symmetricKeySize ?? 0, 1, LIMITS.secretBytes)
  if ('pin' in account) {
    checkLength('pin', account.pin.symmetricKeySize ?? 0, 0, LIMITS.secretBytes)
  }
}

/** Texts and icon of an account; what isn't there isn't checked. */
export interface DetailsToCheck {
  readonly issuer?: string
  readonly label?: string
  readonly note?: string
  readonly groups?: readonly string[]
  readonly icon?: AccountIcon | null
}

/**
 * @throws {@link VaultError} `too-large`
 */
export function checkDetails({ issuer, label, note, groups = [], icon }: DetailsToCheck): void {
  const texts = [
    ['issuer', issuer],
    ['label', label],
    ['note', note],
    ...groups.map((group) => ['group', group] as const)
  ] as const
  for (const [name, text = ''] of texts) {
    checkLength(name, Buffer.byteLength(text), 0, LIMITS.stringBytes)
  }
  checkLength('icon', icon?.bytes.length ?? 0, 0, LIMITS.iconBytes)
}

/**
 * @throws {@link VaultError} `unknown-account`
 */
export function found(record: Fields | undefined, id: string): Fields {
  if (record === undefined) {
    throw new VaultError('unknown-account', `expected the id of an account, got ${id.length} characters`)
  }
  return record
}

function checkLength(name: string, bytes: number, least: number, most: number): void {
  if (bytes < least || bytes > most) {
    throw new VaultError('too-large', `expected ${name} in ${least}–${most} bytes, got ${bytes}`, {
      limit: { field: name, expected: `≤ ${most} bytes`, got: `${bytes} bytes` }
    })
  }
}
