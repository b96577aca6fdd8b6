/** What the app knows for a bug report; core/report.ts leaves out whatever could be somebody's secret or name. */
import { arch, release } from 'node:os'
import { performance } from 'node:perf_hooks'
import { commonFacts, type ReportFacts } from '../../core/report.ts'
import type { SettingsFile } from '../../core/settings.ts'
import type { ClockView } from '../../shared/views/clock.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export interface ReportParts {
  readonly version: string
  readonly settings: SettingsFile
  readonly door: VaultDoor
  readonly clockView: () => ClockView
}

export async function reportFacts({ version, settings, door, clockView }: ReportParts): Promise<ReportFacts> {
  const { electron, chrome, node, openssl } = process.versions
  const { view } = door
  return {
    ...commonFacts(clockView(), settings),
    version,
    versions: { electron, chromium: chrome, node, openssl },
    platform: process.platform,
    arch: arch(),
    release: release(),
    env: process.env,
    runningMs: performance.now(),
    vault: {
      state: view.kind,
      ways: 'ways' in view ? view.ways : [],
      kinds: door.isOpen ? door.vault.accounts.map(({ kind }) => kind) : null,
      revision: door.isOpen ? door.vault.revision : null,
      keychain: await door.keychainState(),
      failure: view.kind === 'unreadable' ? view.failure.code : null
    }
  }
}
