/** The memory of the locked app: main's process is searched for the keys and secrets that it held while it was open. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { openFile } from '../../src/core/vault/opening.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { allOf, formsOf, formsOfText, scanProcess, type Needles } from '../memory-scan.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVaultByPassphrase, request, uriOf, type InventedAccount } from './gestures.ts'

const ACCOUNTS = Array.from({ length: 10 }, (_, index): InventedAccount => ({
  kind: 'totp',
  issuer: `Account ${index}`,
  label: 'l',
  secret: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30
}))

describeWith(['chromium'], 'the memory of the locked app', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow
  let secrets: Needles
  let typed: Needles

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
    const passphrase = randomBytes(18).toString('base64url')
    const recoveryCode = await createVaultByPassphrase(app, main, passphrase)
    const file = household.file('p', passphrase)
    await household.terminal(['add', '-', '--passphrase-file', file], ACCOUNTS.map(uriOf).join('\n'))
    await main.page.getByTestId('row').first().waitFor()
    const listed = await request(main, 'accounts:list')
    const id = listed.ok ? listed.value[0]?.id : undefined
    expect((await request(main, 'codes:copy', id ?? '', 'usual')).ok).toBe(true)
    const setting = { files: nodeFiles, keychain: null, randomBytes, process: await thisProcess() }
    const { masterKey } = await openFile(
      await readFile(household.vaultPath),
      { kind: 'passphrase', passphrase: Buffer.from(passphrase) },
      setting
    )
    secrets = allOf(
      formsOf('master key', masterKey),
      ...ACCOUNTS.map(({ issuer, secret }) => formsOf(issuer, secret))
    )
    typed = allOf(formsOfText('passphrase', passphrase), formsOfText('recovery code', recoveryCode))
  })

  afterAll(() => household.end())

  it('holds them while it is open: so the scan finds what is there', () => {
    const { found } = scanProcess(app.pid, secrets)
    expect(found).toContain('Account 0, raw')
    expect(found).toContain('master key, raw')
  })

  it('holds 0 bytes of the master key and of 10 secrets after a lock, in any encoding', async () => {
    expect((await request(main, 'vault:lock')).ok).toBe(true)
    // What was dropped goes with the collections that follow a lock.
    await expect
      .poll(() => scanProcess(app.pid, secrets).found, { timeout: 10_000, interval: 500 })
      .toEqual([])
    // A string can't be wiped: what is left of what was typed is told as it is.
    console.log(`left as strings after lock: ${scanProcess(app.pid, typed).found.join('; ') || 'nothing'}`)
  })
})
