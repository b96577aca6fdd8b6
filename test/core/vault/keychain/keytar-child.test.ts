import { describe, expect, it } from 'vitest'
import type { ChildPort } from '../../../../src/core/fork-child.ts'
import { createKeytarKeychain } from '../../../../src/core/vault/keychain/keytar-child.ts'
import { stateIn } from '../../../../src/core/vault/keychain/secret-service.ts'

/** A child that does with a request what a test says, and counts how often it is ended. */
function scriptedChild(
  behave: (reply: (message: unknown) => void, exit: () => void) => void,
  startMs?: number
) {
  const ended = { times: 0 }
  const fork = (): ChildPort => {
    let onMessage: (message: unknown) => void = () => undefined
    let onExit = (): void => undefined
    return {
      send: () => behave(onMessage, onExit),
      onMessage: (listener) => (onMessage = listener),
      onExit: (listener) => (onExit = listener),
      kill: () => {
        ended.times += 1
        onExit()
      }
    }
  }
  const lockState = () => Promise.resolve('present' as const)
  const setting = { fork, deadlineMs: 30, lockState, ...(startMs === undefined ? {} : { startMs }) }
  return { ended, keychain: createKeytarKeychain(setting) }
}

describe('keychain in a child process', () => {
  it('gives what the child says, as bytes, and ends it', async () => {
    const value = Buffer.from('item')
    const { keychain, ended } = scriptedChild((reply) => reply({ kind: 'done', value }))
    expect(await keychain.read('a')).toEqual(Buffer.from('item'))
    expect(ended.times).toBe(1)
    expect(value).toEqual(Buffer.alloc(4))
  })

  it.each([
    ['hangs', () => undefined],
    ['crashes', (_: unknown, exit: () => void) => exit()],
    ['talks nonsense', (reply: (message: unknown) => void) => reply({ kind: 'done', value: 'text' })]
  ])('is unreachable where the child %s, which is ended once', async (_, behave) => {
    const { keychain, ended } = scriptedChild(behave)
    expect(await keychain.state()).toBe('unreachable')
    await expect(keychain.read('a')).rejects.toMatchObject({ name: 'KeychainError', code: 'unreachable' })
    expect(ended.times).toBe(2)
  })

  it('gives a child on a busy machine time to start, and none that has started more than its deadline', async () => {
    const slow = scriptedChild((reply) => {
      setTimeout(() => {
        reply({ kind: 'started' })
        reply({ kind: 'done', value: null })
      }, 100)
    }, 3_600_000)
    expect(await slow.keychain.state()).toBe('present')
    const frozen = scriptedChild((reply) => reply({ kind: 'started' }), 3_600_000)
    expect(await frozen.keychain.state()).toBe('unreachable')
    expect(frozen.ended.times).toBe(1)
  })

  it('is absent where keytar doesn’t load', async () => {
    const { keychain } = scriptedChild((reply) => reply({ kind: 'failed', code: 'absent', message: '' }))
    expect(await keychain.state()).toBe('absent')
    await expect(keychain.write('a', Buffer.from('x'))).rejects.toMatchObject({ code: 'absent' })
  })
})

describe('stateIn', () => {
  it.each([
    ['(<true>,)\n', 'locked'],
    ['(<false>,)\n', 'present'],
    ['b true\n', 'locked'],
    ['method return time=1.2 sender=:1.0 -> destination=:1.4\n   variant       boolean false\n', 'present'],
    ['Error connecting: Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
    ['Failed to set bus address: $DBUS_SESSION_BUS_ADDRESS and $XDG_RUNTIME_DIR not defined', 'absent'],
    ['Failed to open connection to "session" message bus: Unable to autolaunch a dbus-daemon', 'absent'],
    ['Could not connect: No such file or directory', 'absent'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'unreachable'],
    ['', 'unreachable']
  ])('reads %j as %s', (text, state) => {
    expect(stateIn(text)).toBe(state)
  })
})
