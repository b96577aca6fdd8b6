import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandSocketPath, sendCommand, serveCommands } from '../../src/core/command-socket.ts'

// On Windows it is a pipe of another name, without rights of a file.
describe.skipIf(process.platform === 'win32')('the command socket', () => {
  let folder: string
  let path: string
  const heard: string[] = []
  let end: (() => Promise<void>) | null = null

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zeroskew-socket-'))
    path = join(folder, 'run', 'app.sock')
    heard.length = 0
  })
  afterEach(async () => {
    await end?.()
    end = null
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  })

  const serve = async (): Promise<void> => {
    end = await serveCommands(path, (word) => heard.push(word))
    expect(end).not.toBeNull()
  }

  /** Says anything, as another program might, and gives what came back. */
  const say = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = ''
      const socket = connect(path, () => socket.end(text))
      socket.on('data', (data) => (answer += data.toString()))
      socket.on('close', () => resolve(answer))
      socket.on('error', () => resolve('error'))
    })

  it('hears show and pick, and tells the caller that it did', async () => {
    await serve()
    expect(await sendCommand(path, 'show')).toBe('done')
    expect(await sendCommand(path, 'pick')).toBe('done')
    expect(heard).toStrictEqual(['show', 'pick'])
  })

  it.each(['quit\n', 'SHOW\n', 'show\npick\n', 'show now\n', '\n', `${'x'.repeat(100_000)}\n`, '\0show\n'])(
    'answers %j with no, and does nothing',
    async (text) => {
      await serve()
      expect(['no\n', 'error']).toContain(await say(text))
      expect(heard).toStrictEqual([])
    }
  )

  it('can be opened by this user alone: the socket is 0600 in a folder 0700, even where the folder was open', async () => {
    mkdirSync(dirname(path))
    chmodSync(dirname(path), 0o777)
    await serve()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  })

  it('says nobody where no app runs, and takes the place of one that crashed', async () => {
    expect(await sendCommand(path, 'show')).toBe('nobody')
    await serve()
    const first = end
    // A crash leaves the socket file; closing would take it away.
    end = await serveCommands(path, (word) => heard.push(word))
    await first?.()
  })

  it('never takes away a file that is no socket, and does without listening then', async () => {
    mkdirSync(dirname(path))
    writeFileSync(path, 'mine')
    expect(await serveCommands(path, () => undefined)).toBeNull()
    expect(statSync(path).isFile()).toBe(true)
  })

  it('lies in the runtime folder, one for each data folder, and is a pipe on Windows', () => {
    const at = (platform: NodeJS.Platform, data: string, runtime?: string): string =>
      commandSocketPath({ platform, env: { XDG_RUNTIME_DIR: runtime }, folder: data, temporary: '/tmp' })
    expect(at('linux', '/a', '/run/user/1000')).toMatch(/^\/run\/user\/1000\/zeroskew\/[0-9a-f]{16}\.sock$/u)
    expect(at('linux', '/a', '/run/user/1000')).not.toBe(at('linux', '/b', '/run/user/1000'))
    expect(at('linux', '/a', 'relative')).toMatch(/^\/a\/run\//u)
    expect(at('win32', 'C:\\data')).toMatch(/^\\\\\.\\pipe\\zeroskew-[0-9a-f]{16}$/u)
    expect(at('darwin', `/${'long/'.repeat(40)}`)).toMatch(/^\/tmp\/zeroskew-[0-9a-f]{16}\/app\.sock$/u)
  })
})
