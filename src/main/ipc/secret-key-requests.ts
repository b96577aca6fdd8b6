/**
 * What the small window may ask about the ways in, and about an account's secret. Each is answered only to a window that
 * was opened for it, and only after it was shown who sits there (reauthentication.ts).
 */
import { formatKeyUri } from '../../core/otp/key-uri.ts'
import { secretText } from '../../core/otp/secret-text.ts'
import type { Account } from '../../core/otp/account.ts'
import { Refusal } from '../../core/present-failure.ts'
import { secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import { parseShare } from '../../core/vault/share-text.ts'
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Handlers, SecretRequests } from '../../shared/ipc.ts'
import type { ShownAccountView } from '../../shared/views/account.ts'
import type { ShareSheetView } from '../../shared/views/vault.ts'
import type { HandlerParts } from './request-parts.ts'
import { qrAddress } from '../transfer/qr-address.ts'

type KeyRequests = Pick<
  SecretRequests,
  | 'secret:confirm-recovery'
  | 'secret:new-recovery'
  | 'secret:set-passphrase'
  | 'secret:make-shares'
  | 'secret:rotate'
  | 'secret:show-account'
  | 'secret:copy-account-uri'
>

export function secretKeyHandlers(parts: HandlerParts): Handlers<KeyRequests> {
  const { door, reauthentication, visit } = parts
  return {
    'secret:confirm-recovery': async (typed) => {
      if (!(await door.vault.keys.confirmRecovery(typed))) throw new Refusal('wrong-recovery-code')
      return undefined
    },
    'secret:new-recovery': async () => {
      requireForRecovery(parts)
      return { recoveryCode: await door.vault.keys.newRecoveryCode() }
    },
    'secret:set-passphrase': async (passphrase) => {
      await setPassphrase(parts, passphrase)
      return undefined
    },
    'secret:make-shares': async ({ threshold, count }) => {
      reauthentication.requireFor('make-shares')
      const texts = await door.vault.keys.makeShares(threshold, count)
      return { shares: await Promise.all(texts.map(presentShare)) }
    },
    'secret:rotate': async () => {
      reauthentication.requireFor('rotate')
      return await visit.abortable((signal) => door.vault.keys.rotate(reauthentication.passphrase, signal))
    },
    'secret:show-account': () => showAccount(parts),
    'secret:copy-account-uri': async () => {
      await parts.copying.copy(formatKeyUri(requestedAccount(parts)))
      return undefined
    }
  }
}

/**
 * A new recovery code is a new way in for good, also in the windows where one was just made or is to be confirmed. The
 * latter gives way to a window that asks who sits there.
 * @throws Refusal `needs-reauthentication`
 */
function requireForRecovery({ door, reauthentication, secretWindow, mainWindow }: HandlerParts): void {
  reauthentication.requireFor('new-recovery', 'rotate', 'create', 'confirm-recovery')
  if (!door.vault.ways.includes('passphrase') || reauthentication.isShown) return
  // After the answer is on its way: the window that asked is the one that goes.
  setImmediate(() => secretWindow.open('new-recovery', mainWindow.window))
  throw new Refusal('needs-reauthentication')
}

async function setPassphrase(
  { door, reauthentication, visit }: HandlerParts,
  passphrase: string | null
): Promise<void> {
  // The first one needs nothing shown, also where another task waits for it.
  const isFirst = !door.vault.ways.includes('passphrase')
  if (!isFirst) reauthentication.requireFor('set-passphrase')
  else if (!reauthentication.takesPassphrase) throw new Refusal('needs-reauthentication')
  if (passphrase === null) {
    await door.vault.keys.remove('passphrase')
    return
  }
  const bytes = secretBytesOf(passphrase)
  try {
    await visit.abortable((signal) => door.vault.keys.setPassphrase(bytes, signal))
    reauthentication.noteShown()
  } finally {
    wipe(bytes)
  }
}

async function presentShare(text: string): Promise<ShareSheetView> {
  const share = parseShare(text)
  if (share === null) throw new Error('expected a share just made to be one')
  wipe(share.part)
  const { index, threshold, count } = share
  return { setId: share.setId.toString('hex'), index, threshold, count, text, qr: await qrAddress(text) }
}

/** @throws Refusal `needs-reauthentication`; VaultError `passphrase-needed`, `unknown-account` */
function requestedAccount({ door, reauthentication, secretWindow }: HandlerParts): Account {
  reauthentication.requireFor('show-account')
  const { task } = secretWindow
  const account =
    typeof task === 'object' && task.kind === 'show-account'
      ? door.vault.accounts.find(({ id }) => id === task.id)
      : undefined
  if (account === undefined) throw new VaultError('unknown-account', 'expected an account of this vault')
  return account
}

async function showAccount(parts: HandlerParts): Promise<ShownAccountView> {
  const account = requestedAccount(parts)
  const { issuer, label } = account
  return {
    issuer,
    label,
    secret: secretAsShown(account),
    ...('pin' in account ? { pin: secretText(account.pin, 'utf8') } : {}),
    qr: await qrAddress(formatKeyUri(account))
  }
}

/** In groups of four, as sites show it. */
function secretAsShown({ kind, secret }: Account): string {
  return secretText(secret, kind === 'motp' ? 'hex' : 'base32').replace(/.{4}(?=.)/gu, '$& ')
}
