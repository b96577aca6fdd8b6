/** Former versions in the app: looked into, restored, copied to a second place, and put back where the vault was damaged. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Outcome } from '../../src/shared/failure.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { closed, createVaultByPassphrase, request, requestSecret, uriOf } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'

function invented(issuer: string) {
  return {
    kind: 'totp',
    issuer,
    label: 'root',
    secret: randomBytes(20),
    algorithm: 'SHA1',
    digits: 6,
    period: 30
  } as const
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.code)
  return outcome.value
}

describeWith(['chromium'], 'backups in the app', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow
  let second: string

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    second = join(household.home, 'second')
    mkdirSync(second)
    ;({ app, main } = await household.start())
    await createVaultByPassphrase(app, main, PASSPHRASE)
    for (const issuer of ['AWS', 'GitHub']) {
      const passphraseFile = household.file('p', PASSPHRASE)
      await household.terminal(['add', '-', '--passphrase-file', passphraseFile], uriOf(invented(issuer)))
    }
  })

  afterAll(() => household.end())

  const issuers = async (): Promise<readonly string[]> => {
    const outcome = await request(main, 'accounts:list')
    return outcome.ok ? outcome.value.map(({ issuer }) => issuer) : []
  }

  const vaultKind = async (): Promise<string> => valueOf(await request(main, 'vault:state')).kind

  async function unlock(): Promise<Outcome<undefined>> {
    valueOf(await request(main, 'secret-window:open', 'unlock'))
    const small = await app.windowAt('secret.html')
    const outcome = await requestSecret(small, 'secret:unlock', {
      kind: 'passphrase',
      passphrase: PASSPHRASE
    })
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    return outcome
  }

  it('lists what was before each change, and shows what is inside', async () => {
    await expect.poll(issuers).toEqual(['AWS', 'GitHub'])
    const backups = valueOf(await request(main, 'backups:list'))
    expect(backups.every(({ state }) => state === 'good')).toBe(true)
    const withOne = backups.find(({ place, daysAgo }) => place === 'beside' && daysAgo !== null)
    const inside = valueOf(await request(main, 'backups:look', withOne?.id ?? ''))
    expect(inside.accounts.map(({ issuer }) => issuer)).toEqual(['AWS'])
    expect(inside.alreadyThere).toHaveLength(1)
    expect(JSON.stringify(inside)).not.toContain('secret')
    expect(await request(main, 'backups:look', 'beside/../vault')).toMatchObject({
      failure: { code: 'unknown-backup' }
    })
  })

  it('restores an account that is neither there nor in the trash any more', async () => {
    const [aws] = valueOf(await request(main, 'accounts:list'))
    valueOf(await request(main, 'accounts:remove', [aws?.id ?? '']))
    expect(valueOf(await request(main, 'trash:list'))).toMatchObject([
      { account: { issuer: 'AWS' }, daysLeft: 30 }
    ])
    valueOf(await request(main, 'trash:empty', null))
    expect(await issuers()).toEqual(['GitHub'])
    const backups = valueOf(await request(main, 'backups:list'))
    for (const { id } of backups) {
      const inside = valueOf(await request(main, 'backups:look', id))
      if (inside.accounts.length < 2) continue
      const restored = valueOf(await request(main, 'backups:restore', id, null, false))
      expect(restored).toMatchObject({ added: [{ issuer: 'AWS' }], alreadyThere: [{ issuer: 'GitHub' }] })
      break
    }
    expect(await issuers()).toEqual(['GitHub', 'AWS'])
  })

  it('copies each change to a folder that the system’s dialog gave, and forgets it again', async () => {
    await app.queueDialog({ canceled: false, filePaths: [second] })
    expect(valueOf(await request(main, 'backups:choose-second-place'))).toBe(second)
    const [first] = valueOf(await request(main, 'accounts:list'))
    valueOf(await request(main, 'accounts:edit', [first?.id ?? ''], { label: 'changed', isFavourite: true }))
    expect(readdirSync(second)).toHaveLength(1)
    expect(valueOf(await request(main, 'backups:list')).some(({ place }) => place === 'second')).toBe(true)
    valueOf(await request(main, 'backups:forget-second-place'))
    expect(valueOf(await request(main, 'preferences:state')).secondPlace).toBeNull()
  })

  it('saves the vault in another place', async () => {
    const elsewhere = join(household.home, 'elsewhere.zeroskew')
    expect(valueOf(await request(main, 'vault:save-elsewhere'))).toBe(false)
    await app.queueDialog({ canceled: false, filePath: elsewhere })
    expect(valueOf(await request(main, 'vault:save-elsewhere'))).toBe(true)
    expect(readFileSync(elsewhere).length).toBeGreaterThan(500)
  })

  it('lists them while the vault is locked, without looking inside', async () => {
    valueOf(await request(main, 'vault:lock'))
    const backups = valueOf(await request(main, 'backups:list'))
    expect(backups.length).toBeGreaterThan(2)
    expect(backups.some((backup) => 'state' in backup)).toBe(false)
    const [newest] = backups
    expect(await request(main, 'backups:look', newest?.id ?? '')).toMatchObject({
      failure: { code: 'vault-locked' }
    })
  })

  it('puts one back in place of a damaged vault, after a question that names the file, and keeps that', async () => {
    const rubbish = randomBytes(1000)
    writeFileSync(household.vaultPath, rubbish)
    expect(await unlock()).toMatchObject({ failure: { code: 'damaged' } })
    expect(await vaultKind()).toBe('damaged')
    const backup = valueOf(await request(main, 'backups:list')).find(({ daysAgo }) => daysAgo !== null)
    const id = backup?.id ?? ''
    expect(await request(main, 'backups:put-back', id)).toMatchObject({ failure: { code: 'cancelled' } })
    expect(readFileSync(household.vaultPath).equals(rubbish)).toBe(true)
    await app.queueDialog({ response: 1, checkboxChecked: false })
    valueOf(await request(main, 'backups:put-back', id))
    const { dialogs } = await app.recorded()
    expect(JSON.stringify(dialogs.at(-1)?.options)).toContain(backup?.path)
    expect(await vaultKind()).toBe('locked')
    const kept = readdirSync(household.folder).filter((name) =>
      name.startsWith('vault.zeroskew') ? readFileSync(join(household.folder, name)).equals(rubbish) : false
    )
    expect(kept).toHaveLength(1)
    expect(await unlock()).toMatchObject({ ok: true })
    expect(await issuers()).toContain('GitHub')
  })

  it('names the backups of a vault whose file is gone, and puts one in its place', async () => {
    await app.close()
    rmSync(household.vaultPath)
    ;({ app, main } = await household.start())
    await main.page.getByTestId('screen-gone').waitFor()
    await main.page.getByTestId('see-backups').click()
    await app.queueDialog({ response: 1, checkboxChecked: false })
    const [newest] = valueOf(await request(main, 'backups:list'))
    valueOf(await request(main, 'backups:put-back', newest?.id ?? ''))
    expect(await vaultKind()).toBe('locked')
    expect(await unlock()).toMatchObject({ ok: true })
    expect(await issuers()).toContain('GitHub')
  })
})
