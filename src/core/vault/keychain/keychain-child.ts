/** The child process in which keytar runs, alone: says that it is there, does one call, replies, and waits to be ended. */
import { answerParent } from '../../answer-parent.ts'
import type { KeychainErrorCode } from './keychain.ts'
import { parseRequest, replyMessage, type KeychainReply, type KeychainRequest } from './keychain-message.ts'

/** keytar, as far as it is used here. `findCredentials` isn't: on a locked keyring it ends the process. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, value: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

answerParent(async ({ said, secrets, say }) => {
  say(replyMessage(await replyTo(parseRequest(said, secrets))))
})

async function replyTo(request: KeychainRequest | null): Promise<KeychainReply> {
  if (request === null) {
    return { kind: 'failed', code: 'unreachable', message: 'expected a request of the keychain' }
  }
  const keytar = await loadKeytar()
  if (keytar === null) {
    return { kind: 'failed', code: 'absent', message: 'expected keytar, it does not load' }
  }
  try {
    return { kind: 'done', value: await call(keytar, request) }
  } catch (error) {
    const code = codeOf(error instanceof Error ? error.message : '')
    // The keychain's own message isn't passed on: what it quotes is not ours to know.
    return { kind: 'failed', code, message: `expected the keychain to ${request.call}, it is ${code}` }
  }
}

/** An optional dependency: `null` where it wasn't built, or where the system's library is missing. */
async function loadKeytar(): Promise<Keytar | null> {
  try {
    const module = (await import('keytar')) as unknown as { default: Keytar }
    return module.default
  } catch {
    return null
  }
}

async function call(keytar: Keytar, request: KeychainRequest): Promise<Buffer | null> {
  switch (request.call) {
    case 'load':
      return null
    case 'read': {
      const value = await keytar.getPassword(request.service, request.account)
      return value === null ? null : Buffer.from(value, 'utf8')
    }
    case 'write':
      await keytar.setPassword(
        request.service,
        request.account,
        Buffer.from(request.value).toString('latin1')
      )
      return null
    case 'delete':
      await keytar.deletePassword(request.service, request.account)
      return null
  }
}

/** By libsecret's own words, which have no codes. */
function codeOf(message: string): KeychainErrorCode {
  if (/locked collection|is locked/i.test(message)) {
    return 'locked'
  }
  return /autolaunch D-Bus|not provided by any \.service files|Failed to connect to socket|Could not connect/i.test(
    message
  )
    ? 'absent'
    : 'unreachable'
}
