/** The vault locks by itself, nothing but unlocking answers then, and secrets are shown only to who proves to be there. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MAIN_CHECKS } from '../../src/main/ipc/ipc-checks.ts'
import { ANSWER_WHILE_LOCKED } from '../../src/main/ipc/locked-requests.ts'
import type { Outcome } from '../../src/shared/failure.ts'
import type { Requests, SecretTask } from '../../src/shared/ipc.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { base32Of } from '../independent-base32.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { closed, createVaultByPassphrase, request, requestSecret, uriOf } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'
const AWS = {
  kind: 'totp',
  issuer: 'AWS',
  label: 'root',
  secret: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30
} as const

/** Arguments of the right shape for each request that takes any: what is refused is refused by the gate, not by its shape. */
const ARGUMENTS: { readonly [K in keyof Requests]?: Parameters<Requests[K]> } = {
  'vault:confirm-counter': ['x', 1],
  'trash:empty': [null],
  'backups:look': ['x'],
  'backups:restore': ['x', null, false],
  'backups:put-back': ['x'],
  'keys:remove': ['recovery'],
  'accounts:edit': [['x'], { note: '' }],
  'accounts:move': [['x'], null],
  'accounts:choose-icon': ['x'],
  'accounts:icon': ['x'],
  'accounts:remove': [['x']],
  'accounts:restore': [['x']],
  'import:from-files': [['/x']],
  'import:confirm': [null],
  'export:losses': ['html', null],
  'codes:copy': ['x', 'usual'],
  'codes:consecutive': ['x'],
  'codes:copy-consecutive': ['x'],
  'codes:next-hotp': ['x'],
  'clock:correct': [true],
  'clock:locate': [{ id: 'x', code: '123456', before: null, atChange: false }],
  'clock:site': ['localhost'],
  'settings:change': [{ neverUseNetwork: true }],
  'settings:test-source': ['ntp://127.0.0.1:9'],
  'preferences:change': [{ lockAfterMinutes: null }]
}

/** Their arguments can't be said in a script, or are of no matter here. */
const LEFT_OUT: readonly (keyof Requests)[] = ['import:from-frame']

describeWith(['chromium'], 'locking and re-authentication', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow
  let accountId: string

  beforeAll(async () => {
    ensureBuilt()
    household = new Household()
    ;({ app, main } = await household.start())
    await createVaultByPassphrase(app, main, PASSPHRASE)
  })

  afterAll(() => household.end())

  async function accounts(): Promise<ReturnType<Requests['accounts:list']>> {
    const outcome = await request(main, 'accounts:list')
    return outcome.ok ? outcome.value : []
  }

  async function vaultKind(): Promise<string> {
    const outcome = await request(main, 'vault:state')
    return outcome.ok ? outcome.value.kind : outcome.failure.code
  }

  async function openSmall(task: SecretTask): Promise<AppWindow> {
    expect(await request(main, 'secret-window:open', task)).toEqual({ ok: true })
    return await app.windowAt('secret.html')
  }

  async function unlock(): Promise<void> {
    const small = await openSmall('unlock')
    const credential = { kind: 'passphrase', passphrase: PASSPHRASE } as const
    expect(await requestSecret(small, 'secret:unlock', credential)).toMatchObject({ ok: true })
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    expect(await vaultKind()).toBe('unlocked')
  }

  it('has an account that the terminal added', async () => {
    const passphraseFile = household.file('p', PASSPHRASE)
    await household.terminal(['add', '-', '--passphrase-file', passphraseFile], uriOf(AWS))
    await expect.poll(async () => (await accounts()).length).toBe(1)
    accountId = (await accounts())[0]?.id ?? ''
  })

  it('locks after the machine was idle for as long as is set, and takes back what it copied', async () => {
    await request(main, 'preferences:change', { lockAfterMinutes: 5 })
    expect(await request(main, 'codes:copy', accountId, 'next')).toMatchObject({ ok: true })
    expect((await app.clipboard()).text).toMatch(/^\d{6}$/u)
    await app.setIdle(301)
    await expect.poll(vaultKind).toBe('locked')
    await expect.poll(async () => (await app.clipboard()).text).toBe('')
    await app.setIdle(0)
  })

  it('answers no request but unlocking while it is locked', async () => {
    const names = (Object.keys(MAIN_CHECKS) as (keyof Requests)[]).filter(
      (name) => !ANSWER_WHILE_LOCKED.includes(name) && !LEFT_OUT.includes(name)
    )
    const answers: Record<string, string> = {}
    for (const name of names) {
      const outcome: Outcome<unknown> = await request(main, name, ...((ARGUMENTS[name] ?? []) as never))
      answers[name] = outcome.ok ? 'answered' : outcome.failure.code
    }
    expect(answers).toEqual(Object.fromEntries(names.map((name) => [name, 'vault-locked'])))
    for (const task of ['type-account', 'rotate', { kind: 'show-account', id: accountId }] as const) {
      expect(await request(main, 'secret-window:open', task)).toMatchObject({
        failure: { code: 'vault-locked' }
      })
    }
  })

  it('answers nothing in the small window but unlocking, and unlocks by passphrase', async () => {
    const small = await openSmall('unlock')
    const refused = [
      await requestSecret(small, 'secret:show-account'),
      await requestSecret(small, 'secret:rotate'),
      await requestSecret(small, 'secret:set-passphrase', 'another'),
      await requestSecret(small, 'secret:new-recovery')
    ]
    expect(refused.map((outcome) => (outcome.ok ? 'answered' : outcome.failure.code))).toEqual(
      refused.map(() => 'vault-locked')
    )
    const wrong = { kind: 'passphrase', passphrase: 'wrong' } as const
    expect(await requestSecret(small, 'secret:unlock', wrong)).toMatchObject({
      failure: { code: 'wrong-credential' }
    })
    const long = { kind: 'passphrase', passphrase: 'x'.repeat(2 ** 20) } as const
    expect(await requestSecret(small, 'secret:unlock', long)).toMatchObject({
      failure: { code: 'too-large', expected: '≤ 4096 characters', got: '1048576 characters' }
    })
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    await unlock()
    expect(await accounts()).toHaveLength(1)
  })

  it.each(['suspend', 'lock-screen'] as const)(
    'locks on %s, closes the small window, and doesn’t where that is switched off',
    async (event) => {
      const name = event === 'suspend' ? 'locksOnSuspend' : 'locksOnScreenLock'
      await request(main, 'preferences:change', { [name]: false })
      await app.emitPower(event)
      expect(await vaultKind()).toBe('unlocked')
      await request(main, 'preferences:change', { [name]: true })
      const small = await openSmall('type-account')
      await app.emitPower(event)
      expect(await vaultKind()).toBe('locked')
      await closed(app, small)
      await unlock()
    }
  )

  it('ends a derivation when it is cancelled', async () => {
    await request(main, 'vault:lock')
    const small = await openSmall('unlock')
    const credential = JSON.stringify({ kind: 'passphrase', passphrase: PASSPHRASE })
    // In one breath: no derivation is done before it is cancelled.
    const answers = await small.page.evaluate<readonly Outcome<unknown>[]>(
      `Promise.all([api.requestSecret('secret:unlock', ${credential}), api.requestSecret('secret:cancel')])`
    )
    expect(answers[0]).toMatchObject({ failure: { code: 'cancelled' } })
    expect(await vaultKind()).toBe('locked')
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    await unlock()
  })

  it('shows a secret only after re-authentication, in that window, and copies its URI', async () => {
    const small = await openSmall({ kind: 'show-account', id: accountId })
    expect(await requestSecret(small, 'secret:task')).toMatchObject({
      value: { kind: 'show-account', needsReauthentication: true, hasPassphrase: true, canAskSystem: false }
    })
    for (const name of ['secret:show-account', 'secret:copy-account-uri'] as const) {
      expect(await requestSecret(small, name)).toMatchObject({ failure: { code: 'needs-reauthentication' } })
    }
    const wrong = { kind: 'passphrase', passphrase: 'wrong' } as const
    expect(await requestSecret(small, 'secret:reauthenticate', wrong)).toMatchObject({
      failure: { code: 'wrong-credential' }
    })
    const right = { kind: 'passphrase', passphrase: PASSPHRASE } as const
    expect(await requestSecret(small, 'secret:reauthenticate', right)).toMatchObject({ ok: true })
    const shown = await requestSecret(small, 'secret:show-account')
    if (!shown.ok) throw new Error(shown.failure.code)
    expect(shown.value.secret.replaceAll(' ', '')).toBe(base32Of(AWS.secret).replaceAll('=', ''))
    expect(shown.value.qr).toMatch(/^data:image\/svg\+xml;base64,/u)
    await requestSecret(small, 'secret:copy-account-uri')
    expect((await app.clipboard()).text).toContain('otpauth://totp/AWS:root?')
    // Another task's request isn't answered, whoever sits there.
    expect(await requestSecret(small, 'secret:rotate')).toMatchObject({
      failure: { code: 'needs-reauthentication' }
    })
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    const next = await openSmall({ kind: 'show-account', id: accountId })
    expect(await requestSecret(next, 'secret:show-account')).toMatchObject({
      failure: { code: 'needs-reauthentication' }
    })
    await requestSecret(next, 'secret:close').catch(() => undefined)
    await closed(app, next)
  })

  it('asks the system instead where it can, and closes the window at the fifth wrong passphrase', async () => {
    await app.setTouchId('accepts')
    const small = await openSmall('make-shares')
    expect(await requestSecret(small, 'secret:reauthenticate-by-system')).toMatchObject({ ok: true })
    const made = await requestSecret(small, 'secret:make-shares', { threshold: 2, count: 3 })
    expect(made.ok && made.value.shares.map(({ index }) => index)).toEqual([1, 2, 3])
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    await app.setTouchId('absent')
    const next = await openSmall('rotate')
    for (let tries = 1; tries <= 5; tries++) {
      const wrong = { kind: 'passphrase', passphrase: `wrong ${String(tries)}` } as const
      await requestSecret(next, 'secret:reauthenticate', wrong).catch(() => undefined)
    }
    await closed(app, next)
    expect(await vaultKind()).toBe('unlocked')
  })

  it('changes the master key, opens by two of three new shares, and refuses those from before', async () => {
    const small = await openSmall('rotate')
    const right = { kind: 'passphrase', passphrase: PASSPHRASE } as const
    await requestSecret(small, 'secret:reauthenticate', right)
    expect(await requestSecret(small, 'secret:rotate')).toMatchObject({
      value: { recoveryCode: expect.any(String) as string, voided: ['shares'] }
    })
    await requestSecret(small, 'secret:close').catch(() => undefined)
    await closed(app, small)
    const sheets = await openSmall('make-shares')
    await requestSecret(sheets, 'secret:reauthenticate', right)
    const made = await requestSecret(sheets, 'secret:make-shares', { threshold: 2, count: 3 })
    if (!made.ok) throw new Error(made.failure.code)
    await requestSecret(sheets, 'secret:close').catch(() => undefined)
    await closed(app, sheets)
    await request(main, 'vault:lock')
    const door = await openSmall('unlock')
    const [, second, third] = made.value.shares.map(({ text }) => text)
    for (const share of [third ?? '', second ?? '']) {
      expect(await requestSecret(door, 'secret:check-share', share)).toMatchObject({
        value: { threshold: 2 }
      })
    }
    expect(await requestSecret(door, 'secret:unlock', { kind: 'shares', shares: [] })).toMatchObject({
      ok: true
    })
    expect(await vaultKind()).toBe('unlocked')
  })
})
