/** What the main window may ask about the settings: one handler for each request. */
import type { AskPorts } from '../../core/clock/source-poll.ts'
import { parseServerUrl, serverUrlOf } from '../../core/clock/source.ts'
import { anchorAt, type WallClock } from '../../core/clock/wall-clock.ts'
import { Refusal } from '../../core/present-failure.ts'
import type { Settings, SettingsFile } from '../../core/settings.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { SettingsView, SourceTestView } from '../../shared/views/settings.ts'

/** One try of one server takes no longer, ms. */
const TEST_TIMEOUT_MS = 5000

export interface SettingsRequestParts {
  readonly settings: SettingsFile
  readonly ask: AskPorts
  readonly clock: WallClock
  /** Told after each change. */
  readonly onChange: (changes: Partial<Settings>) => void
}

export function settingsHandlers(parts: SettingsRequestParts): Handlers<RequestsOf<'settings'>> {
  const change = (changes: Partial<Settings>): SettingsView => {
    parts.settings.change(changes)
    parts.onChange(changes)
    return presentSettings(parts.settings)
  }
  return {
    'settings:state': () => presentSettings(parts.settings),
    'settings:change': change,
    'settings:default-sources': () => change({ sources: [] }),
    'settings:test-source': (url) => testSource(parts, url)
  }
}

export function presentSettings(file: SettingsFile): SettingsView {
  const { settings, sources } = file
  return {
    ...settings,
    sources: sources.map(({ name, ways }) => ({ name, ways: ways.map(serverUrlOf) })),
    areSourcesDefault: settings.sources.length === 0
  }
}

/** @throws SourceError; Refusal `network-off` */
async function testSource(parts: SettingsRequestParts, url: string): Promise<SourceTestView> {
  const [way] = parseServerUrl(url).ways
  if (parts.settings.settings.neverUseNetwork) throw new Refusal('network-off')
  const { clock } = parts
  const answer = await parts.ask[way.kind]?.({
    way,
    clock,
    anchor: anchorAt(clock),
    timeoutMs: TEST_TIMEOUT_MS
  })
  if (answer === undefined) return { status: 'unreachable', reason: 'not-offered' }
  if (answer.kind !== 'sample') return { status: answer.kind, reason: answer.reason }
  const { offsetMs, boundMs, delayMs } = answer.sample
  return { status: 'heard', offsetMs, boundMs, delayMs }
}
