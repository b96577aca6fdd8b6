/**
 * What the app leaves behind: the memory of its processes after a lock, its files, and what it printed are searched for the
 * keys, secrets and names that it held while it was open.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { openFile } from '../../src/core/vault/opening.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { filesIn } from '../files-in.ts'
import { allOf, formsOf, formsOfText, found, scanProcess, type Needles } from '../memory-scan.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVaultByPassphrase, request, uriOf, type InventedAccount } from './gestures.ts'

const invented = (name: string) =>
  Array.from({ length: 10 }, (_, index): InventedAccount => ({
    kind: 'totp',
    issuer: `${name} ${index}`,
    label: `label-${randomBytes(6).toString('hex')}@example.org`,
    secret: randomBytes(20),
    algorithm: 'SHA1',
    digits: 6,
    period: 30
  }))

const ACCOUNTS = invented('Account')
/** They come in by an import in the app, out of a file. */
const IMPORTED = invented('Imported')

describeWith(['chromium'], 'what the app leaves behind', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow
  let secrets: Needles
  let typed: Needles
  let labels: Needles

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
    const passphrase = randomBytes(18).toString('base64url')
    const recoveryCode = await createVaultByPassphrase(app, main, passphrase)
    const file = household.file('p', passphrase)
    await household.terminal(['add', '-', '--passphrase-file', file], ACCOUNTS.map(uriOf).join('\n'))
    await main.page.getByTestId('row').first().waitFor()
    await importInApp(household.file('import.txt', IMPORTED.map(uriOf).join('\n')))
    const listed = await request(main, 'accounts:list')
    const id = listed.ok ? listed.value[0]?.id : undefined
    expect((await request(main, 'codes:copy', id ?? '', 'usual')).ok).toBe(true)
    const setting = { files: nodeFiles, keychain: null, randomBytes, process: await thisProcess() }
    const { masterKey } = await openFile(
      readFileSync(household.vaultPath),
      { kind: 'passphrase', passphrase: Buffer.from(passphrase) },
      setting
    )
    secrets = allOf(
      formsOf('master key', masterKey),
      ...[...ACCOUNTS, ...IMPORTED].map(({ issuer, secret }) => formsOf(issuer, secret))
    )
    typed = allOf(formsOfText('passphrase', passphrase), formsOfText('recovery code', recoveryCode))
    labels = allOf(...ACCOUNTS.map(({ issuer, label }) => formsOfText(`label of ${issuer}`, label)))
  })

  afterAll(() => household.end())

  /** Drops a file and adds what is in it, as a person does; the file itself is the test's own. */
  async function importInApp(path: string): Promise<void> {
    await main.dropFiles([path], 'body')
    await main.page.getByTestId('import-confirm').first().click()
    await main.page.getByTestId('import-done').first().click()
    rmSync(path)
  }

  it('holds them while it is open: so the scan finds what is there', () => {
    const { found } = scanProcess(app.pid, secrets)
    expect(found).toEqual(expect.arrayContaining(['Account 0, raw', 'Imported 0, raw', 'master key, raw']))
  })

  it('holds 0 bytes of the master key and of 20 secrets after a lock, 10 of them imported, in any encoding', async () => {
    expect((await request(main, 'vault:lock')).ok).toBe(true)
    // What was dropped goes with the collections that follow a lock.
    await expect.poll(() => scanProcess(app.pid, secrets).found, { interval: 500 }).toEqual([])
    // A string can't be wiped: what is left of what was typed is told as it is.
    const { found: strings, bytes } = scanProcess(app.pid, allOf(typed, labels))
    console.log(`after lock, of ${bytes} bytes, left as strings: ${strings.join('; ') || 'nothing'}`)
  })

  it('leaves no secret, name or passphrase in any file or in what it printed; a planted one is found', () => {
    const all = allOf(secrets, typed, labels)
    // The file with the passphrase is the test's own.
    const scan = (): readonly string[] =>
      filesIn(household.home, ['p']).flatMap((path) =>
        found(readFileSync(path), all).map((name) => `${basename(path)}: ${name}`)
      )
    const names = filesIn(household.home, ['p']).map((path) => basename(path))
    expect(names).toEqual(expect.arrayContaining(['vault.zeroskew', 'settings.json']))
    expect(scan()).toEqual([])
    const { stdout, stderr } = app.output
    expect(found(Buffer.from(stdout + stderr), all)).toEqual([])
    const planted = household.file('planted', ACCOUNTS.map(uriOf).join('\n'))
    expect(scan()).toContain('planted: Account 0, base 32')
    rmSync(planted)
  })
})
