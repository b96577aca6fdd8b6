/** QR codes before the camera and on the screen, end to end: a film in Chromium's fake camera, grey frames, codes found in main. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatMigration } from '../../src/core/transfer/migration.ts'
import type { AppWindow, RunningApp } from '../electron-stand-in/launch.ts'
import { pictureOf, screenOf, writeFilm } from '../film.ts'
import { describeWith } from '../real-parts.ts'
import { ensureBuilt, Household } from './app-under-test.ts'
import { createVaultByPassphrase, request, uriOf } from './gestures.ts'

const PASSPHRASE = 'correct horse battery staple'

function invented(issuer: string) {
  return {
    kind: 'totp',
    issuer,
    label: 'me',
    secret: randomBytes(20),
    algorithm: 'SHA1',
    digits: 6,
    period: 30
  } as const
}

/** Three codes of one batch, with one account each. */
function batch(): string[] {
  return ['Alpha', 'Beta', 'Gamma'].map((issuer, index) => {
    const { secret, ...rest } = invented(issuer)
    return formatMigration([{ ...rest, secret: createSecretKey(secret) }], { index, size: 3, id: 77 })
  })
}

/** What the page does with the camera, noted by the page itself; and every breach of its policy. */
const WATCH = `{
  const ask = navigator.mediaDevices.getUserMedia
  window.streams = []
  window.breaches = []
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish)
    window.streams.push(stream)
    return stream
  }
  document.addEventListener('securitypolicyviolation', (event) => window.breaches.push(event.violatedDirective))
}`

const TRACKS =
  'streams.flatMap((stream) => stream.getTracks()).map(({ kind, readyState }) => kind + " " + readyState)'

function asking(constraints: string): string {
  return `navigator.mediaDevices.getUserMedia(${constraints}).then(() => 'granted', ({ name }) => name)`
}

describeWith(['chromium'], 'scanning', () => {
  let household: Household
  let app: RunningApp
  let main: AppWindow

  async function startWith(film: readonly (string | null)[]): Promise<void> {
    household = new Household()
    writeFilm(household.file('film.y4m', ''), film)
    household.change({ STAND_IN_CAMERA: `${household.home}/film.y4m` })
    ;({ app, main } = await household.start())
    await createVaultByPassphrase(app, main, PASSPHRASE)
    await main.page.evaluate(WATCH)
  }

  async function choose(way: 'camera' | 'screen'): Promise<void> {
    const add = main.page.getByTestId('empty-add').or(main.page.getByTestId('add'))
    await add.first().click()
    await main.page.getByTestId(`add-${way}`).click()
  }

  async function names(): Promise<readonly string[]> {
    const outcome = await request(main, 'accounts:list')
    return outcome.ok ? outcome.value.map(({ issuer }) => issuer) : [outcome.failure.code]
  }

  async function confirmImport(): Promise<void> {
    await main.page.getByTestId('import-confirm').click()
    await main.page.getByTestId('import-done').click()
  }

  beforeAll(async () => {
    ensureBuilt()
    const [first = '', second = '', third = ''] = batch()
    await startWith([null, 'https://example.com/', first, second, third])
  })

  afterAll(() => household.end())

  it('gets no camera while the dialog is shut, and main looks at no frame', async () => {
    expect(await main.page.evaluate(asking('{ video: true }'))).toBe('NotAllowedError')
    const frame = 'api.request("import:from-frame", { width: 1, height: 1, pixels: new Uint8Array(1) })'
    expect(await main.page.evaluate(frame)).toEqual({ ok: false, failure: { code: 'no-camera' } })
  })

  it('shows the camera, says how much of a batch is there, and closes itself with the last part', async () => {
    await choose('camera')
    const status = main.page.getByTestId('scan-status')
    await expect.poll(() => status.innerText()).toMatch(/of 3 scanned/u)
    expect(await main.page.evaluate(asking('{ audio: true }'))).toBe('NotAllowedError')
    expect(await main.page.evaluate(asking('{ video: true, audio: true }'))).toBe('NotAllowedError')
    await main.page.getByTestId('import-confirm').waitFor()
    expect(await main.page.getByTestId('scan-dialog').count()).toBe(0)
    expect(await main.page.evaluate(TRACKS)).toEqual(['video ended'])
    await confirmImport()
    expect((await names()).toSorted()).toEqual(['Alpha', 'Beta', 'Gamma'])
  })

  it('stops the camera on Esc, and takes the permission back', async () => {
    await choose('camera')
    await expect.poll(() => main.page.evaluate(TRACKS)).toEqual(['video ended', 'video live'])
    await main.page.keyboard.press('Escape')
    await expect.poll(() => main.page.evaluate(TRACKS)).toEqual(['video ended', 'video ended'])
    await expect.poll(() => main.page.evaluate(asking('{ video: true }'))).toBe('NotAllowedError')
  })

  it('finds the codes on two screens, leaves a web address out, and hides nothing for good', async () => {
    const [left, right] = [invented('Left'), invented('Right')]
    await app.setScreens([
      screenOf(pictureOf(uriOf(left), 1280, 800)),
      screenOf(pictureOf(uriOf(right), 1920, 1080)),
      screenOf(pictureOf('https://example.com/', 800, 600))
    ])
    await choose('screen')
    await confirmImport()
    expect((await names()).toSorted()).toEqual(['Alpha', 'Beta', 'Gamma', 'Left', 'Right'])
    expect((await main.info())?.isVisible).toBe(true)
  })

  it.each([
    ['a screen without a code', [screenOf(pictureOf(null, 640, 480))], 'no-qr-code'],
    [
      'a code that is no account’s',
      [screenOf(pictureOf('https://example.com/', 640, 480))],
      'no-account-found'
    ],
    ['a system that shows no screen', [], 'screen-refused']
  ] as const)('says of %s what it is', async (_condition, screens, code) => {
    await app.setScreens(screens)
    expect(await request(main, 'import:from-screen')).toMatchObject({ ok: false, failure: { code } })
  })

  it('breaks no rule of its policy', async () => {
    expect(await main.page.evaluate('breaches')).toEqual([])
  })
})
