/** What the app knows for a bug report; core/report.ts leaves out whatever could be somebody's secret or name. */
import { arch, release } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { ReportFacts } from '../core/report.ts'
import type { SettingsFile } from '../core/settings.ts'
import type { ClockView } from '../shared/views.ts'
import type { VaultDoor } from './vault-door.ts'

export interface ReportParts {
  readonly version: string
  readonly settings: SettingsFile
  readonly door: VaultDoor
  readonly clockView: () => ClockView
}

export async function reportFacts({ version, settings, door, clockView }: ReportParts): Promise<ReportFacts> {
  const { electron, chrome, node, openssl } = process.versions
  const { language, neverUseNetwork, checkEveryMinutes, warnThresholdMs } = settings.settings
  const { view } = door
  const clock = clockView()
  return {
    version,
    versions: { electron, chromium: chrome, node, openssl },
    platform: process.platform,
    arch: arch(),
    release: release(),
    env: process.env,
    vault: {
      state: view.kind,
      ways: 'ways' in view ? view.ways : [],
      kinds: door.isOpen ? door.vault.accounts.map(({ kind }) => kind) : null,
      revision: null,
      keychain: await door.keychainState(),
      failure: view.kind === 'unreadable' ? view.failure.code : null
    },
    clock: {
      verdict: clock.verdict,
      reason: clock.reason ?? null,
      offsetMs: clock.offsetMs ?? null,
      boundMs: clock.boundMs ?? null,
      trust: clock.trust,
      sources: clock.sources,
      areSourcesDefault: settings.settings.sources.length === 0,
      cause: clock.cause?.kind ?? null
    },
    settings: {
      language,
      neverUseNetwork,
      checkEveryMinutes,
      warnThresholdMs,
      ...settings.preferences,
      secondPlace: settings.preferences.secondPlace !== null
    },
    runningMs: performance.now()
  }
}
