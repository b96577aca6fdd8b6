/** The app and a real keyring: opened without a passphrase, and what it says when the keyring is locked or gone. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVault, unlockByPassphrase } from './gestures.ts'
import { KeyringBus } from './keyring-bus.ts'

const PASSPHRASE = 'correct horse battery staple'

describeWith(
  ['chromium', 'gnome-keyring-daemon', 'dbus-run-session', 'gdbus'],
  'the app and the keychain',
  () => {
    let bus: KeyringBus
    let household: Household

    beforeAll(async () => {
      ensureBuilt()
      bus = await KeyringBus.start()
      household = new Household(bus.env)
    })

    afterAll(async () => {
      await household.end()
      await bus.stop()
    })

    /** Starts the app, looks, and ends it; the vault file has to be the same afterwards. */
    async function lookWithout(look: (app: RunningApp, main: AppWindow) => Promise<void>): Promise<void> {
      const before = readFileSync(household.vaultPath)
      const { app, main } = await household.start()
      await look(app, main)
      expect(readFileSync(household.vaultPath).equals(before)).toBe(true)
      await app.close()
    }

    it('makes a vault that keychain, passphrase and recovery code open', async () => {
      const { app, main } = await household.start()
      await createVault(app, main, { keychain: true, passphrase: PASSPHRASE })
      await main.page.getByTestId('screen-empty').waitFor()
      await app.close()
    })

    it('opens with no passphrase, in the window and in the terminal', async () => {
      const { app, main } = await household.start()
      await main.page.getByTestId('screen-empty').waitFor()
      expect(await household.terminal(['list', '--json'])).toMatchObject({ code: 0, stdout: '[]\n' })
      await app.close()
    })

    it('says that the keyring is locked, and opens by passphrase; the file stays as it is', async () => {
      bus.lock()
      await lookWithout(async (app, main) => {
        expect(await main.page.getByTestId('keychain-failure').innerText()).toContain('keychain is locked')
        await unlockByPassphrase(app, main, PASSPHRASE)
        await main.page.getByTestId('screen-empty').waitFor()
      })
    })

    it('opens by the keychain again once that is unlocked, without a restart', async () => {
      const { app, main } = await household.start()
      await main.page.getByTestId('keychain-failure').waitFor()
      bus.unlock()
      await main.page.getByTestId('try-keychain').click()
      await main.page.getByTestId('screen-empty').waitFor()
      await app.close()
    })

    it('says that there is no keychain, and opens by passphrase; the file stays as it is', async () => {
      household.change({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })
      await lookWithout(async (app, main) => {
        expect(await main.page.getByTestId('keychain-failure').innerText()).toContain('no keychain')
        await unlockByPassphrase(app, main, PASSPHRASE)
        await main.page.getByTestId('screen-empty').waitFor()
      })
    })
  }
)
