/** The feed, and electron-updater, loaded on use: fetches one version that the user agreed to, and no other. */
import type { AppUpdater } from 'electron-updater'
import { FEED_LIMIT } from './release.ts'
import type { UpdateFeed } from './update-feed.ts'
import type { Fetcher, UpdatePorts } from './updates.ts'

/** `fetch`, or Electron's `net.fetch`. */
export type Get = (url: string, init: RequestInit) => Promise<Response>

const PATIENCE_MS = 10_000

/**
 * Asks the feed: one GET without cookies, of bounded size.
 * @param get - Electron's `net.fetch`, which goes by the system's proxy and certificates.
 */
export async function askFeed({ url }: UpdateFeed, get: Get): Promise<string> {
  const answer = await get(url, {
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS)
  })
  if (!answer.ok || answer.body === null) throw new Error(`expected a feed, got status ${answer.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > FEED_LIMIT) throw new Error(`expected a feed of at most ${FEED_LIMIT} bytes, got more`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * How a build asks and fetches: nothing of it where no feed is known, and no fetching in a build that isn't signed. On
 * Windows electron-updater compares signatures only where its settings name whose to expect (NsisUpdater), so a build
 * without that name doesn't fetch.
 */
export function updateWays(build: {
  readonly feed: UpdateFeed | null
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly get: Get
  /** app-update.yml of this build, as electron-builder wrote it; null where there is none. */
  readonly readSettings: () => string | null
}): Pick<UpdatePorts, 'askFeed' | 'fetcher'> {
  const { feed, isPackaged, platform, get, readSettings } = build
  if (feed === null) return { askFeed: null, fetcher: null }
  const isSigned =
    isPackaged &&
    feed.signedOn.includes(platform) &&
    (platform !== 'win32' || namesPublisher(readSettings() ?? ''))
  return { askFeed: () => askFeed(feed, get), fetcher: isSigned ? () => loadFetcher(feed) : null }
}

/** A list with something in it, or a text. */
function namesPublisher(settings: string): boolean {
  return /^publisherName:[ \t]*(?:\r?\n[ \t]*-[ \t]+)?[^\s[\]{}#~-]/mu.test(settings)
}

/** The updater with everything off that it would do by itself. */
async function loadFetcher({ packages }: UpdateFeed): Promise<Fetcher> {
  const { default: module } = await import('electron-updater')
  return fetcherOf(module.autoUpdater, packages)
}

/** @param updater - electron-updater's own. */
export function fetcherOf(
  updater: Pick<
    AppUpdater,
    | 'autoDownload'
    | 'autoInstallOnAppQuit'
    | 'allowDowngrade'
    | 'allowPrerelease'
    | 'setFeedURL'
    | 'checkForUpdates'
    | 'downloadUpdate'
    | 'quitAndInstall'
    | 'logger'
  >,
  packages: string
): Fetcher {
  updater.logger = null
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowPrerelease = false
  updater.allowDowngrade = false
  updater.setFeedURL({ provider: 'generic', url: packages })
  return {
    fetch: async (version) => {
      const found = await updater.checkForUpdates()
      if (found?.updateInfo.version !== version)
        throw new Error(`expected version ${version}, got ${found?.updateInfo.version ?? 'none'}`)
      await updater.downloadUpdate()
    },
    install: () => updater.quitAndInstall()
  }
}
