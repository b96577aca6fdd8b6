/** On Linux the vault locks with the screen: the desktop says so on a real session bus, the app in the stand-in hears it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { MessageBus } from '../fakes/message-bus.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVaultByPassphrase, request, unlockByPassphrase } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const LOGIN = 'org.freedesktop.login1'
const SESSION = `/org/freedesktop/login1/session/_35`

describeWith(['chromium', 'dbus-daemon', 'dbus-monitor', 'gdbus'], 'locking with the screen on Linux', () => {
  let bus: MessageBus
  let system: MessageBus
  let household: Household
  let app: RunningApp
  let main: AppWindow

  beforeAll(async () => {
    ensureBuilt()
    bus = await MessageBus.start()
    system = await MessageBus.start()
    household = new Household({
      DBUS_SESSION_BUS_ADDRESS: bus.address,
      DBUS_SYSTEM_BUS_ADDRESS: system.address,
      XDG_SESSION_ID: '5'
    })
    ;({ app, main } = await household.start())
  })

  afterAll(async () => {
    await household.end()
    await bus.stop()
    await system.stop()
  })

  async function vaultKind(): Promise<string> {
    const outcome = await request(main, 'vault:state')
    return outcome.ok ? outcome.value.kind : outcome.failure.code
  }

  const listeners = (): number => bus.listeners().length + system.listeners().length

  it('listens to both buses only while the vault is open', async () => {
    expect(await vaultKind()).toBe('missing')
    expect(listeners()).toBe(0)
    await createVaultByPassphrase(app, main, PASSPHRASE)
    await expect.poll(listeners).toBe(2)
  })

  it.each(['org.gnome.ScreenSaver', 'org.freedesktop.ScreenSaver'])(
    'locks when %s comes up',
    async (saver) => {
      if ((await vaultKind()) === 'locked') await unlockByPassphrase(app, main, PASSPHRASE)
      await expect
        .poll(async () => {
          bus.emit(`/${saver.replaceAll('.', '/')}`, `${saver}.ActiveChanged`, 'true')
          return await vaultKind()
        })
        .toBe('locked')
      await main.page.getByTestId('unlock').waitFor()
      await expect.poll(listeners).toBe(0)
    }
  )

  it('locks when logind locks its session', async () => {
    const login = await system.own(LOGIN)
    await unlockByPassphrase(app, main, PASSPHRASE)
    await expect
      .poll(async () => {
        login.emitChanged(SESSION, `${LOGIN}.Session`, { LockedHint: true })
        return await vaultKind()
      })
      .toBe('locked')
  })

  it('listens to nobody where that is switched off', async () => {
    await unlockByPassphrase(app, main, PASSPHRASE)
    await expect.poll(listeners).toBe(2)
    await request(main, 'preferences:change', { locksOnScreenLock: false })
    await expect.poll(listeners).toBe(0)
    await request(main, 'preferences:change', { locksOnScreenLock: true })
    await expect.poll(listeners).toBe(2)
  })

  it('leaves no listener behind when it ends, and none when it crashes', async () => {
    await app.close()
    await expect.poll(listeners).toBe(0)
    ;({ app, main } = await household.start())
    await unlockByPassphrase(app, main, PASSPHRASE)
    await expect.poll(listeners).toBe(2)
    await app.kill()
    await expect.poll(listeners).toBe(0)
  })
})
