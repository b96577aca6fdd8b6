/** `zeroskew report`: what a bug report needs, without labels, secrets and paths. The vault isn't opened. */
import { arch, release } from 'node:os'
import { performance } from 'node:perf_hooks'
import packageJson from '../../../package.json' with { type: 'json' }
import { presentFailure } from '../../core/present-failure.ts'
import { commonFacts, reportLines, reportText, type ReportFacts } from '../../core/report.ts'
import { SettingsFile } from '../../core/settings.ts'
import { inspectVault, type VaultInspection } from '../../core/vault/vault.ts'
import { clockFor } from '../clock.ts'
import { EXIT } from '../exit-codes.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { print, printJson, type Terminal } from '../terminal.ts'
import { vaultPlaceOf } from '../vault-place.ts'

export async function report(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(0, options, 'report')
  const place = await vaultPlaceOf(options, terminal)
  const found = await inspectVault(place.file, place.setting)
  const clock = await clockFor([], place, terminal).measure()
  const facts: ReportFacts = {
    ...commonFacts(clock, new SettingsFile(place.folders.settingsPath)),
    version: packageJson.version,
    versions: { node: process.versions.node, openssl: process.versions.openssl },
    platform: process.platform,
    arch: arch(),
    release: release(),
    env: terminal.env,
    runningMs: performance.now(),
    vault: {
      state: found.kind,
      ways: found.kind === 'present' ? found.ways : [],
      kinds: null,
      revision: null,
      keychain: (await place.setting.keychain?.state()) ?? 'absent',
      failure: failureOf(found)
    }
  }
  if (options.has('json')) printJson(terminal, Object.fromEntries(reportLines(facts)))
  else print(terminal, reportText(facts).trimEnd())
  return EXIT.done
}

function failureOf(found: VaultInspection): string | null {
  if (found.kind !== 'unreadable') return null
  const { code, got } = presentFailure(found.error)
  return got === undefined ? code : `${code} ${got}`
}
