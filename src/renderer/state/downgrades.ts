/** Which sources answered by a way that proves less than the best one listed for them. */
import type { SourceView } from '../../shared/views/clock.ts'
import type { SourceSettingView } from '../../shared/views/settings.ts'
import { kindOf } from './source-ways.ts'

export interface Downgrade {
  readonly names: readonly string[]
  readonly by: SourceView['kind']
  readonly best: SourceView['kind']
}

/** Those that went down the same way stand together. */
export function downgradesOf(
  sources: readonly SourceView[],
  configured: readonly SourceSettingView[]
): readonly Downgrade[] {
  const found = new Map<string, Downgrade>()
  for (const { name, kind, offsetMs } of sources) {
    const [listed] = configured.find((it) => it.name === name)?.ways ?? []
    // One that gave no time took no part.
    if (listed === undefined || offsetMs === undefined || kindOf(listed) === kind) continue
    const best = kindOf(listed)
    const names = found.get(`${kind} ${best}`)?.names ?? []
    found.set(`${kind} ${best}`, { names: [...names, name], by: kind, best })
  }
  return [...found.values()]
}
