/** Which sources answered by a way that proves less than the best one listed for them. */
import type { SourceSettingView, SourceView } from '../../shared/views.ts'
import { kindOf } from './settings.svelte.ts'

export interface Downgrade {
  readonly name: string
  readonly by: SourceView['kind']
  readonly best: SourceView['kind']
}

export function downgradesOf(
  sources: readonly SourceView[],
  configured: readonly SourceSettingView[]
): readonly Downgrade[] {
  return sources.flatMap(({ name, kind, offsetMs }) => {
    const [best] = configured.find((it) => it.name === name)?.ways ?? []
    // One that gave no time took no part.
    if (best === undefined || offsetMs === undefined || kindOf(best) === kind) return []
    return [{ name, by: kind, best: kindOf(best) }]
  })
}
