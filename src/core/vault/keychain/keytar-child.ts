/** The keychain by keytar, which runs in a child process: on a locked keyring it may crash, on a frozen one hang. */
import { askChild } from '../../ask-child.ts'
import type { ForkChild } from '../../fork-child.ts'
import { copySecret } from '../secret-bytes.ts'
import { parseReply, requestMessage, type KeychainReply, type KeychainRequest } from './keychain-message.ts'
import { KEYCHAIN_SERVICE, KeychainError, type Keychain, type KeychainState } from './keychain.ts'
import { secretServiceState } from './secret-service.ts'

export interface KeytarSetting {
  /** Starts keychain-child.ts. */
  readonly fork: ForkChild
  /** Milliseconds after which a child that has started and hasn't answered is ended. */
  readonly deadlineMs: number
  /** Milliseconds that it may take to start, as long where it isn't given: a busy machine is no frozen keyring. */
  readonly startMs?: number
  /** Reads the lock state without a prompt; `null` where that can't be known. The system's own where it isn't given. */
  readonly lockState?: (deadlineMs: number) => Promise<KeychainState | null>
}

/** One child for each call: it lives for some 50 ms, and whatever hangs in it goes with it. */
export function createKeytarKeychain(setting: KeytarSetting): Keychain {
  const { deadlineMs, startMs = deadlineMs } = setting
  const { lockState = (ms: number) => systemLockState(ms, startMs) } = setting
  const call = async (request: KeychainRequest): Promise<Buffer | null> => {
    const reply = await ask(setting, request)
    if (reply.kind === 'failed') {
      throw new KeychainError(reply.code, reply.message)
    }
    return reply.value
  }
  const service = KEYCHAIN_SERVICE
  return {
    async state() {
      const [loaded, locked] = await Promise.all([ask(setting, { call: 'load' }), lockState(deadlineMs)])
      if (loaded.kind === 'failed') {
        return loaded.code
      }
      return locked ?? (await tryReading(setting))
    },
    async read(account) {
      return await call({ call: 'read', service, account })
    },
    async write(account, value) {
      await call({ call: 'write', service, account, value })
    },
    async delete(account) {
      await call({ call: 'delete', service, account })
    }
  }
}

/** Where the lock state can't be read, asking for an item that isn't there shows whether anybody answers. */
async function tryReading(setting: KeytarSetting): Promise<KeychainState> {
  const reply = await ask(setting, { call: 'read', service: KEYCHAIN_SERVICE, account: 'no-such-item' })
  return reply.kind === 'failed' ? reply.code : 'present'
}

/** macOS and Windows unlock their keychain with the session, and say nothing of it beforehand. */
function systemLockState(deadlineMs: number, startMs: number): Promise<KeychainState | null> {
  return process.platform === 'darwin' || process.platform === 'win32'
    ? Promise.resolve('present')
    : secretServiceState(deadlineMs, startMs)
}

function ask(
  { fork, deadlineMs, startMs = deadlineMs }: KeytarSetting,
  request: KeychainRequest
): Promise<KeychainReply> {
  return new Promise((resolve) => {
    const child = fork()
    let isSettled = false
    const settle = (reply: KeychainReply): void => {
      // Ending the child makes it exit, which must not settle, or end it, again.
      if (isSettled) {
        return
      }
      isSettled = true
      clearTimeout(timer)
      child.kill()
      forget()
      resolve(reply)
    }
    const unreachable = (message: string): KeychainReply => ({ kind: 'failed', code: 'unreachable', message })
    const nonsense = unreachable('expected a reply of the keychain, got something else')
    let timer = setTimeout(
      () => settle(unreachable(`expected the keychain's process to start within ${startMs} ms`)),
      startMs
    )
    const onStarted = (): void => {
      clearTimeout(timer)
      timer = setTimeout(
        () => settle(unreachable(`expected the keychain to answer within ${deadlineMs} ms`)),
        deadlineMs
      )
    }
    child.onExit(() => settle(unreachable('expected an answer of the keychain, its process ended')))
    const forget = askChild(child, requestMessage(request), {
      onStarted,
      onReply: (said, secrets) => settle(parseReply(said, secrets.map(copySecret)) ?? nonsense),
      onNonsense: () => settle(nonsense)
    })
  })
}
