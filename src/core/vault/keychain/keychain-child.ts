/**
 * The child process in which keytar runs, alone: says that it is there, does one call, replies, and waits to be ended. Started by
 * `child_process.fork` (terminal) or Electron's `utilityProcess.fork` (main).
 */
import type { KeychainErrorCode } from './keychain.ts'
import { parseRequest, STARTED, type KeychainReply, type KeychainRequest } from './keychain-message.ts'

/** Electron's `process.parentPort`, as far as it is used here; `electron` itself isn't imported. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** keytar, as far as it is used here. `findCredentials` isn't: on a locked keyring it ends the process. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, value: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort) : null

if (parentPort === null) {
  process.on('message', (message) => {
    void replyTo(message).then((reply) => process.send?.(reply))
  })
  process.send?.(STARTED)
} else {
  parentPort.on('message', ({ data }) => {
    void replyTo(data).then((reply) => parentPort.postMessage(reply))
  })
  parentPort.postMessage(STARTED)
}

async function replyTo(message: unknown): Promise<KeychainReply> {
  const request = parseRequest(message)
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

async function call(keytar: Keytar, request: KeychainRequest): Promise<Uint8Array | null> {
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
