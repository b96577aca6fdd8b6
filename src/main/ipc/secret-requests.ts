/** What the small window may ask: making, opening and adding. The ways in and shown secrets are in secret-key-requests.ts. */
import { accountFrom } from '../../core/otp/account-fields.ts'
import { secretBytesOf, wipe } from '../../core/vault/secret-bytes.ts'
import type { Handlers, SecretRequests, TypedAccount, TypedCredential } from '../../shared/ipc.ts'
import type { HandlerParts } from './request-parts.ts'
import { credentialOf, wipeCredential } from '../vault/reauthentication.ts'
import { presentTask } from '../windows/secret-task.ts'

type GeneralRequests = Pick<
  SecretRequests,
  | 'secret:task'
  | 'secret:create-vault'
  | 'secret:unlock'
  | 'secret:cancel'
  | 'secret:check-share'
  | 'secret:reauthenticate'
  | 'secret:reauthenticate-by-system'
  | 'secret:add-account'
  | 'secret:close'
>

export function secretGeneralHandlers(parts: HandlerParts): Handlers<GeneralRequests> {
  const { door, secretWindow, reauthentication, visit } = parts
  return {
    'secret:task': () => presentTask(parts),
    'secret:create-vault': async ({ keychain, passphrase }) => {
      const bytes = passphrase === null ? null : secretBytesOf(passphrase)
      try {
        const recoveryCode = await door.create({ keychain, passphrase: bytes })
        // Whoever made the vault has just shown everything there is to show.
        reauthentication.noteShown()
        return { recoveryCode }
      } finally {
        if (bytes !== null) wipe(bytes)
      }
    },
    'secret:unlock': async (typed) => {
      await visit.abortable((signal) => unlock(parts, typed, signal))
      return undefined
    },
    'secret:cancel': () => {
      visit.abort()
      return undefined
    },
    'secret:check-share': (typed) => visit.addShare(typed),
    'secret:reauthenticate': async (typed) => {
      await visit.abortable((signal) => reauthentication.show(withShares(parts, typed), signal))
      return undefined
    },
    'secret:reauthenticate-by-system': async () => {
      await reauthentication.showBySystem()
      return undefined
    },
    'secret:add-account': async (typed) => {
      await door.vault.add([accountFrom(fieldsOf(typed))])
      return undefined
    },
    'secret:close': () => {
      // After the answer is on its way: the window that asked is the one that goes.
      setImmediate(() => secretWindow.close())
      return undefined
    }
  }
}

async function unlock(parts: HandlerParts, typed: TypedCredential, signal: AbortSignal): Promise<void> {
  const credential = credentialOf(withShares(parts, typed))
  try {
    await parts.door.open(credential, signal)
  } finally {
    wipeCredential(credential)
  }
}

/** Shares that were checked one by one needn't be sent again. */
function withShares({ visit }: HandlerParts, typed: TypedCredential): TypedCredential {
  return typed.kind === 'shares' && typed.shares.length === 0 ? { ...typed, shares: visit.shares } : typed
}

function fieldsOf({ secretBase32, pin, ...typed }: TypedAccount): Parameters<typeof accountFrom>[0] {
  switch (typed.kind) {
    case 'motp':
      return { ...typed, secretHex: secretBase32, pin }
    case 'yandex':
      return { ...typed, secretBase32, pin }
    default:
      return { ...typed, secretBase32 }
  }
}
