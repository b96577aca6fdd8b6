/** Where new versions are told, and which of our builds may fetch them. The one place that knows the address. */

export interface UpdateFeed {
  /** An HTTPS address that answers `{"version": "1.2.0", "notes": "…"}`. */
  readonly url: string
  /** Folder with what electron-updater reads: latest.yml and the packages. */
  readonly packages: string
  /** Systems whose builds are signed: only there a version may be fetched and started. */
  readonly signedOn: readonly NodeJS.Platform[]
}

/** Not known before the first release: nothing is asked, and nothing is offered. */
export const UPDATE_FEED: UpdateFeed | null = null
