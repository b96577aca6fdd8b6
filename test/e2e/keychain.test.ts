/** The app and a real keyring: opened without a passphrase, and what it says when the keyring is locked or gone. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Outcome } from '../../src/shared/failure.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVault, request, unlockByPassphrase } from './gestures.ts'
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
      try {
        await look(app, main)
        expect(readFileSync(household.vaultPath).equals(before)).toBe(true)
      } finally {
        await app.close()
      }
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
        await main.page.getByText('The keychain is locked').waitFor()
        await unlockByPassphrase(app, main, PASSPHRASE)
        await main.page.getByTestId('screen-empty').waitFor()
      })
    })

    it('starts a call that may prompt only when [Unlock the keychain] is pressed, and ends it when that is cancelled', async () => {
      await lookWithout(async (_app, main) => {
        await main.page.getByTestId('unlock-keychain').waitFor()
        const ended = main.page.evaluate<Outcome<undefined>>("api.request('vault:unlock-keychain')")
        await request(main, 'vault:cancel-keychain')
        // Without a display there is nobody to prompt, and the keyring may say so before it is cancelled.
        const outcome = await ended
        expect(outcome.ok ? 'unlocked' : outcome.failure.code).toMatch(/^(?:cancelled|keychain-locked)$/u)
        expect(await request(main, 'vault:state')).toMatchObject({ value: { kind: 'locked' } })
      })
    })

    it('opens by the keychain again once that is unlocked, by itself', async () => {
      const { app, main } = await household.start()
      await main.page.getByText('The keychain is locked').waitFor()
      bus.unlock()
      await main.page.getByTestId('screen-empty').waitFor()
      await app.close()
    })

    it('says that there is no keychain, and opens by passphrase; the file stays as it is', async () => {
      household.change({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })
      await lookWithout(async (app, main) => {
        await main.page.getByText('This system has no keychain just now').waitFor()
        await unlockByPassphrase(app, main, PASSPHRASE)
        await main.page.getByTestId('screen-empty').waitFor()
      })
    })
  }
)
