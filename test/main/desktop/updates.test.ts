import { describe, expect, it } from 'vitest'
import { isNewer, readRelease } from '../../../src/main/desktop/release.ts'
import { fetcherOf, updateWays } from '../../../src/main/desktop/updater.ts'
import { UPDATE_FEED } from '../../../src/main/desktop/update-feed.ts'
import { Updates, type Fetcher, type UpdatePorts } from '../../../src/main/desktop/updates.ts'

const FEED = {
  url: 'https://feed.invalid/latest.json',
  packages: 'https://feed.invalid/',
  signedOn: ['win32']
} as const

function scene(ports: Partial<UpdatePorts> = {}) {
  const asked = { feed: 0, fetcher: 0 }
  const installed: string[] = []
  const shown: string[] = []
  const fetcher: Fetcher = {
    fetch: (version) => Promise.resolve(void installed.push(`fetched ${version}`)),
    install: () => void installed.push('installed')
  }
  const updates = new Updates({
    version: '1.2.3',
    askFeed: () => {
      asked.feed++
      return Promise.resolve('{"version": "1.3.0", "notes": "Faster."}')
    },
    isNetworkAllowed: () => true,
    mode: () => 'notice',
    fetcher: () => {
      asked.fetcher++
      return Promise.resolve(fetcher)
    },
    onChange: () => shown.push(updates.view.kind),
    ...ports
  })
  return { updates, asked, installed, shown }
}

describe('isNewer', () => {
  // Semantic Versioning 2.0.0, §11.
  const ORDER = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.10.0',
    '2.0.0'
  ]

  it('orders versions as Semantic Versioning does, in both directions', () => {
    for (const [at, version] of ORDER.entries()) {
      for (const [other, than] of ORDER.entries())
        expect(isNewer(version, than), `${version} > ${than}`).toBe(at > other)
    }
  })

  it.each(['', '1', '1.2', 'v1.2.3', '01.2.3', '1.2.3 ', '9999999999.0.0', '1.2.3+build', '../../1.2.3'])(
    'never takes %j for a newer one',
    (version) => expect(isNewer(version, '0.0.1')).toBe(false)
  )
})

describe('readRelease', () => {
  it('takes a version and its notes, without what turns text around', () => {
    const text = JSON.stringify({ version: '1.3.0', notes: 'One\ntwo\u202e\u0000\u001b[31m', more: 1 })
    expect(readRelease(text)).toStrictEqual({ version: '1.3.0', notes: 'One\ntwo[31m' })
  })

  it.each([
    '',
    'null',
    '[]',
    '{"version": 1}',
    '{"version": "1.3"}',
    '{"version": "1.3.0", "notes": {}}',
    `"${'x'.repeat(70_000)}"`
  ])('refuses %.40j', (text) => expect(readRelease(text)).toBeNull())
})

describe('Updates', () => {
  it('offers nothing where the user said never while the feed was being asked', async () => {
    let mode: 'notice' | 'never' = 'notice'
    const { updates } = scene({ mode: () => mode })
    const check = updates.check()
    mode = 'never'
    updates.follow()
    await check
    expect(updates.view).toEqual({ kind: 'none' })
  })

  it('tells of a newer version first, and fetches nothing by itself', async () => {
    const { updates, asked } = scene()
    expect(await updates.check()).toStrictEqual({
      kind: 'available',
      version: '1.3.0',
      notes: 'Faster.',
      canFetch: true
    })
    expect(asked).toStrictEqual({ feed: 1, fetcher: 0 })
  })

  it('fetches on consent, and installs only what was fetched', async () => {
    const { updates, installed, shown } = scene()
    updates.install()
    await updates.fetch()
    expect(installed).toStrictEqual([])
    await updates.check()
    await updates.fetch()
    updates.install()
    expect(installed).toStrictEqual(['fetched 1.3.0', 'installed'])
    expect(shown).toStrictEqual(['checking', 'available', 'fetching', 'fetched'])
  })

  it.each(['1.2.3', '1.2.2', '0.9.9', '1.2.3-rc.1'])(
    'never goes backwards: %s is no update of 1.2.3',
    async (version) => {
      const { updates } = scene({ askFeed: () => Promise.resolve(JSON.stringify({ version })) })
      expect(await updates.check()).toStrictEqual({ kind: 'current' })
    }
  )

  it('offers builds that aren’t signed the notice alone', async () => {
    const { updates, installed } = scene({ fetcher: null })
    expect(await updates.check()).toMatchObject({ kind: 'available', canFetch: false })
    await updates.fetch()
    expect(installed).toStrictEqual([])
  })

  it('asks nothing where the user said never, and refuses where the network is never to be used', async () => {
    const never = scene({ mode: () => 'never' })
    never.updates.follow()
    expect(await never.updates.check()).toStrictEqual({ kind: 'none' })
    const off = scene({ isNetworkAllowed: () => false })
    off.updates.follow()
    await expect(off.updates.check()).rejects.toMatchObject({ code: 'network-off' })
    expect([never.asked.feed, off.asked.feed]).toStrictEqual([0, 0])
  })

  it('says that it failed where the feed is garbage, unreachable, or the version can’t be fetched', async () => {
    for (const askFeed of [() => Promise.resolve('<html>'), () => Promise.reject(new Error('offline'))]) {
      expect(await scene({ askFeed }).updates.check()).toStrictEqual({ kind: 'failed' })
    }
    const { updates } = scene({ fetcher: () => Promise.reject(new Error('not signed')) })
    await updates.check()
    await updates.fetch()
    expect(updates.view).toStrictEqual({ kind: 'failed' })
  })
})

describe('updateWays', () => {
  const get = (): Promise<Response> => Promise.resolve(new Response('{"version": "1.3.0"}'))

  const readSettings = () =>
    'provider: generic\nurl: https://feed.invalid/\npublisherName:\n  - The Zeroskew authors\n'

  it('asks nothing while no feed is known, and says so', async () => {
    expect(UPDATE_FEED).toBeNull()
    const ways = updateWays({ feed: UPDATE_FEED, isPackaged: true, platform: 'win32', get, readSettings })
    expect(ways).toStrictEqual({ askFeed: null, fetcher: null })
    const { updates, shown } = scene(ways)
    updates.follow()
    expect(await updates.check()).toStrictEqual({ kind: 'no-feed' })
    expect(shown).toStrictEqual([])
  })

  it('lets only a packaged build of a signed system fetch', async () => {
    const ways = (isPackaged: boolean, platform: NodeJS.Platform) =>
      updateWays({ feed: FEED, isPackaged, platform, get, readSettings })
    expect(ways(true, 'win32').fetcher).not.toBeNull()
    expect(ways(false, 'win32').fetcher).toBeNull()
    expect(ways(true, 'linux').fetcher).toBeNull()
    expect(await ways(true, 'linux').askFeed?.()).toBe('{"version": "1.3.0"}')
  })

  it.each([
    ['without settings of the updater', null],
    ['whose settings name nobody', 'provider: generic\nurl: https://feed.invalid/\n'],
    ['whose settings name an empty list', 'publisherName: []\nprovider: generic\n'],
    ['whose settings name nothing', 'publisherName:\nprovider: generic\n'],
    ['whose settings name null', 'publisherName: ~\n']
  ])('lets no build for Windows fetch %s: signatures would go unchecked', (_, settings) => {
    const ways = (platform: NodeJS.Platform) =>
      updateWays({
        feed: { ...FEED, signedOn: ['win32', 'darwin'] },
        isPackaged: true,
        platform,
        get,
        readSettings: () => settings
      })
    expect(ways('win32').fetcher).toBeNull()
    // macOS' own updater takes nothing that isn't signed as the running app is.
    expect(ways('darwin').fetcher).not.toBeNull()
  })

  it('reads no more than 64 KiB of a feed, and none with another status than 200', async () => {
    const asked = (answer: Response) =>
      updateWays({
        feed: FEED,
        isPackaged: true,
        platform: 'linux',
        get: () => Promise.resolve(answer),
        readSettings
      }).askFeed?.()
    await expect(asked(new Response('x'.repeat(70_000)))).rejects.toThrow('at most 65536 bytes')
    await expect(asked(new Response('', { status: 500 }))).rejects.toThrow('status 500')
  })
})

describe('fetcherOf', () => {
  it('switches off whatever electron-updater does by itself, and takes no other version than the one agreed to', async () => {
    const done: string[] = []
    const updater = {
      logger: console,
      autoDownload: true,
      autoInstallOnAppQuit: true,
      allowDowngrade: true,
      allowPrerelease: true,
      setFeedURL: () => undefined,
      checkForUpdates: () => Promise.resolve({ updateInfo: { version: '1.3.0' } }),
      downloadUpdate: () => Promise.resolve([String(done.push('downloaded'))]),
      quitAndInstall: () => void done.push('installed')
    }
    const fetcher = fetcherOf(updater as never, FEED.packages)
    expect(updater).toMatchObject({
      logger: null,
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
      allowPrerelease: false
    })
    await expect(fetcher.fetch('1.4.0')).rejects.toThrow('expected version 1.4.0, got 1.3.0')
    await fetcher.fetch('1.3.0')
    expect(done).toStrictEqual(['downloaded'])
  })
})
