/** `zeroskew report`: what a bug report needs, without labels, secrets and paths. The vault isn't opened. */
import { arch, release } from 'node:os'
import { performance } from 'node:perf_hooks'
import packageJson from '../../../package.json' with { type: 'json' }
import { presentFailure } from '../../core/present-failure.ts'
import { reportText } from '../../core/report.ts'
import { SettingsFile } from '../../core/settings.ts'
import { inspectVault, type VaultInspection } from '../../core/vault/vault.ts'
import { clockFor } from '../clock.ts'
import { EXIT } from '../exit-codes.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { print, type Terminal } from '../terminal.ts'
import { vaultPlaceOf } from '../vault-place.ts'

export async function report(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args)
  wordsAtMost(0, options, 'report')
  const place = await vaultPlaceOf(options, terminal)
  const { settings, preferences } = new SettingsFile(place.folders.settingsPath)
  const found = await inspectVault(place.file, place.setting)
  const clock = await clockFor([], place, terminal).measure()
  const { language, neverUseNetwork, checkEveryMinutes, warnThresholdMs } = settings
  print(
    terminal,
    reportText({
      version: packageJson.version,
      versions: { node: process.versions.node, openssl: process.versions.openssl },
      platform: process.platform,
      arch: arch(),
      release: release(),
      env: terminal.env,
      vault: {
        state: found.kind,
        ways: found.kind === 'present' ? found.ways : [],
        kinds: null,
        revision: null,
        keychain: (await place.setting.keychain?.state()) ?? 'absent',
        failure: failureOf(found)
      },
      clock: {
        verdict: clock.verdict,
        reason: clock.reason ?? null,
        offsetMs: clock.offsetMs ?? null,
        boundMs: clock.boundMs ?? null,
        trust: clock.trust,
        sources: clock.sources,
        areSourcesDefault: settings.sources.length === 0,
        cause: clock.cause?.kind ?? null
      },
      settings: {
        language,
        neverUseNetwork,
        checkEveryMinutes,
        warnThresholdMs,
        ...preferences,
        secondPlace: preferences.secondPlace !== null
      },
      runningMs: performance.now()
    }).trimEnd()
  )
  return EXIT.done
}

function failureOf(found: VaultInspection): string | null {
  if (found.kind !== 'unreadable') return null
  const { code, got } = presentFailure(found.error)
  return got === undefined ? code : `${code} ${got}`
}
