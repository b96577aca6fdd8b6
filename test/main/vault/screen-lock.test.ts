/** The listeners to the screen's lock, on real buses: by dbus-monitor, busctl and gdbus, each as it prints. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ScreenLock, type ScreenLockPorts } from '../../../src/main/vault/screen-lock.ts'
import { MessageBus } from '../../fakes/message-bus.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'
import { describeWith, findProgram } from '../../real-parts.ts'

const SAVER = '/org/freedesktop/ScreenSaver'
const SESSION = '/org/freedesktop/login1/session'
const LOGIN = 'org.freedesktop.login1'

/** A PATH with these programs alone. */
function pathWith(...programs: readonly string[]): string {
  const folder = tempFolder()
  for (const program of programs) symlinkSync(findProgram(program) ?? '', join(folder, program))
  return folder
}

describeWith(['dbus-daemon', 'dbus-monitor', 'busctl', 'gdbus', 'setpriv'], 'ScreenLock on a bus', () => {
  let bus: MessageBus
  let screen: ScreenLock | null = null
  let locks = 0

  beforeEach(async () => {
    bus = await MessageBus.start()
    locks = 0
  })

  afterEach(async () => {
    screen?.stop()
    await expect.poll(() => bus.listeners()).toStrictEqual([])
    await bus.stop()
  })

  function watch(env: ScreenLockPorts['env']): void {
    screen = new ScreenLock({ platform: 'linux', env, onLock: () => locks++, firstPauseMs: 10 })
    screen.watch()
    // Once more changes nothing.
    screen.watch()
  }

  /** Says it until it was heard: nobody knows when a listener is ready. */
  async function heard(say: () => void): Promise<void> {
    await expect
      .poll(
        () => {
          say()
          return locks
        },
        { interval: 500 }
      )
      .toBeGreaterThan(0)
  }

  /** Until nothing more comes of what was said; counts anew from then on. */
  async function quiet(): Promise<void> {
    let last = -1
    const isSame = (): boolean => {
      const same = locks === last
      last = locks
      return same
    }
    await expect.poll(isSame, { interval: 500 }).toBe(true)
    locks = 0
  }

  it.each(['dbus-monitor', 'busctl'])('hears the screen saver of each desktop by %s', async (program) => {
    watch({ PATH: pathWith(program, 'setpriv'), DBUS_SESSION_BUS_ADDRESS: bus.address })
    for (const saver of ['freedesktop', 'gnome', 'cinnamon', 'mate', 'xfce']) {
      await quiet()
      await heard(() =>
        bus.emit(`/org/${saver}/ScreenSaver`, `org.${saver}.ScreenSaver.ActiveChanged`, 'true')
      )
    }
    expect(bus.listeners()).toHaveLength(1)
  })

  it('hears nothing when the saver goes, nor of other signals', async () => {
    watch({ PATH: process.env.PATH, DBUS_SESSION_BUS_ADDRESS: bus.address })
    await heard(() => bus.emit(SAVER, 'org.freedesktop.ScreenSaver.ActiveChanged', 'true'))
    await quiet()
    bus.emit(SAVER, 'org.freedesktop.ScreenSaver.ActiveChanged', 'false')
    bus.emit(SAVER, 'org.example.ActiveChanged', 'true')
    bus.emit(SAVER, 'org.freedesktop.ScreenSaver.WakeUpScreen')
    // What comes after them is heard, so they were before.
    bus.emit(SAVER, 'org.freedesktop.ScreenSaver.ActiveChanged', 'true')
    await expect.poll(() => locks).toBe(1)
  })

  it.each(['dbus-monitor', 'gdbus'])(
    'hears logind lock its session by %s, no other session and nobody else',
    async (program) => {
      const login = await bus.own(LOGIN)
      const env = { DBUS_SYSTEM_BUS_ADDRESS: bus.address, XDG_SESSION_ID: '2' }
      watch({ PATH: pathWith(program, 'setpriv'), ...env })
      await heard(() => login.emit(`${SESSION}/_32`, `${LOGIN}.Session`, 'Lock'))
      await quiet()
      login.emitChanged(`${SESSION}/_32`, `${LOGIN}.Session`, { IdleHint: false, LockedHint: true })
      await expect.poll(() => locks).toBe(1)
      const stranger = await bus.own('org.example.Stranger')
      stranger.emit(`${SESSION}/_32`, `${LOGIN}.Session`, 'Lock')
      stranger.emitChanged(`${SESSION}/_32`, `${LOGIN}.Session`, { LockedHint: true })
      login.emit(`${SESSION}/_33`, `${LOGIN}.Session`, 'Lock')
      login.emit(`${SESSION}/_32`, `${LOGIN}.Session`, 'Unlock')
      login.emitChanged(`${SESSION}/_32`, `${LOGIN}.Session`, { LockedHint: false, IdleHint: true })
      // Nobody's, and long after them; then one that counts.
      bus.emit('/x', 'org.example.Ping')
      login.emit(`${SESSION}/_32`, `${LOGIN}.Session`, 'Lock')
      await expect.poll(() => locks).toBe(2)
    }
  )

  it('starts it again when it ends, by the other program where the first one fails', async () => {
    const folder = pathWith('busctl')
    writeFileSync(join(folder, 'dbus-monitor'), `#!/bin/sh\necho x >> ${folder}/tries\nexit 1\n`)
    chmodSync(join(folder, 'dbus-monitor'), 0o755)
    watch({ PATH: `${folder}:/bin`, DBUS_SESSION_BUS_ADDRESS: bus.address })
    const tries = (): string => readFileSync(join(folder, 'tries'), { encoding: 'utf8', flag: 'a+' })
    await expect.poll(tries).toBe('x\n')
    let pid: number | undefined
    await expect.poll(() => ([pid] = bus.listeners())).toHaveLength(1)
    // Number 0 would be this test's own process group.
    if (pid === undefined) throw new Error('expected a program that listens, got none')
    process.kill(pid, 'SIGKILL')
    // Back to the first, which fails again, and on to the second.
    await expect.poll(tries).toBe('x\nx\n')
    await expect.poll(() => bus.listeners().filter((other) => other !== pid).length).toBe(1)
    await heard(() => bus.emit(SAVER, 'org.freedesktop.ScreenSaver.ActiveChanged', 'true'))
  })

  it('leaves no program behind, even when the app is killed', async () => {
    const module = fileURLToPath(new URL('../../../src/main/vault/screen-lock.ts', import.meta.url))
    const script = `import { ScreenLock } from ${JSON.stringify(module)}
new ScreenLock({ platform: 'linux', env: process.env, onLock: () => undefined }).watch()
setInterval(() => undefined, 1000)`
    const app = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env.PATH, DBUS_SESSION_BUS_ADDRESS: bus.address },
      stdio: 'ignore'
    })
    await expect.poll(() => bus.listeners().length).toBe(1)
    app.kill('SIGKILL')
    await once(app, 'exit')
    await expect.poll(() => bus.listeners()).toStrictEqual([])
  })
})

describe('ScreenLock', () => {
  it.each(['darwin', 'win32'] as const)('starts nothing on %s, where Electron tells', (platform) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'dbus-monitor'), `#!/bin/sh\ntouch ${folder}/started\n`, { mode: 0o755 })
    const env = { PATH: folder, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
    const screen = new ScreenLock({ platform, env, onLock: () => undefined })
    screen.watch()
    screen.stop()
    expect(execFileSync('ls', [folder]).toString()).toBe('dbus-monitor\n')
  })

  it('gives each failure a longer pause, and stops when nobody wants to know', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'tries'))
    writeFileSync(join(folder, 'dbus-monitor'), `#!/bin/sh\ntouch ${folder}/tries/$$\nexit 1\n`, {
      mode: 0o755
    })
    const env = { PATH: `${folder}:/bin:/usr/bin`, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
    const screen = new ScreenLock({ platform: 'linux', env, onLock: () => undefined, firstPauseMs: 5 })
    const tries = (): number =>
      execFileSync('ls', [join(folder, 'tries')])
        .toString()
        .split('\n').length - 1
    screen.watch()
    await expect.poll(tries).toBeGreaterThan(2)
    screen.stop()
    const before = tries()
    // 5, 10, 20 … ms: in 1 s no more than 8 of them.
    expect(before).toBeLessThan(9)
  })
})
