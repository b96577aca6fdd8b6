/**
 * New versions: a notice first, with what changed; fetched only when the user says so, only by signed builds, and never
 * backwards. "Never use the network" wins over everything.
 */
import { Refusal } from '../../core/present-failure.ts'
import type { UpdateView } from '../../shared/views/settings.ts'
import { isNewer, readRelease } from './release.ts'

/** Looked for by itself at most so often, ms. */
const EVERY_MS = 24 * 60 * 60_000

/** What fetches and starts a version; electron-updater in the app. */
export interface Fetcher {
  /** Resolves once that very version lies ready, its signature checked by the system's rules. */
  readonly fetch: (version: string) => Promise<void>
  /** Ends the app and starts the version fetched. */
  readonly install: () => void
}

export interface UpdatePorts {
  /** The running version. */
  readonly version: string
  /** Asks the feed; null where none is known: then nothing is ever asked. */
  readonly askFeed: (() => Promise<string>) | null
  readonly isNetworkAllowed: () => boolean
  readonly mode: () => 'notice' | 'never'
  /** Loads what fetches; null in builds that aren't signed. */
  readonly fetcher: (() => Promise<Fetcher>) | null
  readonly onChange: () => void
}

export class Updates {
  readonly #ports: UpdatePorts
  #view: UpdateView
  #fetcher: Fetcher | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(ports: UpdatePorts) {
    this.#ports = ports
    this.#view = { kind: ports.askFeed === null ? 'no-feed' : 'none' }
  }

  get view(): UpdateView {
    return this.#view
  }

  /** Looks now and once a day, where the user lets it. The preferences changed, or the app started. */
  follow(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    const { askFeed, mode, isNetworkAllowed } = this.#ports
    if (askFeed === null) return
    if (mode() === 'never' && this.#view.kind !== 'fetched') this.#show({ kind: 'none' })
    if (mode() === 'never' || !isNetworkAllowed()) return
    this.#timer = setInterval(() => void this.check().catch(() => undefined), EVERY_MS)
    this.#timer.unref()
    void this.check().catch(() => undefined)
  }

  /** @throws Refusal `network-off` */
  async check(): Promise<UpdateView> {
    const { askFeed, mode, isNetworkAllowed, version, fetcher } = this.#ports
    if (!isNetworkAllowed()) throw new Refusal('network-off')
    const isBusy = ['checking', 'fetching', 'fetched'].includes(this.#view.kind)
    if (askFeed === null || mode() === 'never' || isBusy) return this.#view
    this.#show({ kind: 'checking' })
    const release = await askFeed().then(readRelease, () => null)
    // The user said "never" meanwhile.
    if (this.#view.kind !== 'checking') return this.#view
    if (release === null) this.#show({ kind: 'failed' })
    else if (!isNewer(release.version, version)) this.#show({ kind: 'current' })
    else this.#show({ kind: 'available', ...release, canFetch: fetcher !== null })
    return this.#view
  }

  /** Fetches what was offered; nothing where nothing is. */
  async fetch(): Promise<void> {
    const offered = this.#view
    const { fetcher, isNetworkAllowed } = this.#ports
    if (offered.kind !== 'available' || fetcher === null) return
    if (!isNetworkAllowed()) throw new Refusal('network-off')
    this.#show({ kind: 'fetching' })
    try {
      this.#fetcher = await fetcher()
      await this.#fetcher.fetch(offered.version)
      this.#show({ kind: 'fetched' })
    } catch {
      this.#show({ kind: 'failed' })
    }
  }

  install(): void {
    if (this.#view.kind === 'fetched') this.#fetcher?.install()
  }

  #show(view: UpdateView): void {
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return
    this.#view = view
    this.#ports.onChange()
  }
}
