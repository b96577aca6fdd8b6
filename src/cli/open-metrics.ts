/** The clock's verdict as OpenMetrics 1.0 text, for Prometheus' node exporter and its like: base units, so seconds. */
import type { ClockView, SourceStatusKind, SourceView, VerdictKind } from '../shared/views/clock.ts'

const VERDICTS: readonly VerdictKind[] = ['in-step', 'off', 'uncertain', 'unknown']
const STATUSES: readonly SourceStatusKind[] = [
  'survivor',
  'falseticker',
  'unreachable',
  'rejected',
  'heard',
  'waiting'
]

type Labels = Readonly<Record<string, string>>

/** All families with their final `# EOF`; what isn't known is left out. */
export function openMetricsOf(view: ClockView): string {
  const { offsetMs, boundMs } = view
  // A server that was given twice would make two series of one name, which a reader refuses.
  const sources = [...new Map(view.sources.map((source) => [braces(labelsOf(source)), source])).values()]
  return [
    ...seconds(
      'zeroskew_clock_offset',
      'Add this to the clock to get true time; positive means that it is slow.',
      [[{}, offsetMs]]
    ),
    ...seconds('zeroskew_clock_bound', 'Hard half-width of the offset.', [[{}, boundMs]]),
    ...stateSet('zeroskew_clock_verdict', 'How the clock stands.', VERDICTS, [[{}, view.verdict]]),
    ...gauge('zeroskew_clock_sources_configured', 'Time sources asked.', view.configured),
    ...gauge('zeroskew_clock_sources_answered', 'Time sources that answered.', view.answered),
    ...gauge('zeroskew_clock_sources_agreeing', 'Time sources that agree.', view.agreeing),
    ...seconds(
      'zeroskew_source_offset',
      'Offset by one source.',
      sources.map((source) => [labelsOf(source), source.offsetMs])
    ),
    ...seconds(
      'zeroskew_source_bound',
      'Hard half-width of one offset.',
      sources.map((source) => [labelsOf(source), source.boundMs])
    ),
    ...seconds(
      'zeroskew_source_delay',
      'Round trip to one source.',
      sources.map((source) => [labelsOf(source), source.delayMs])
    ),
    ...stateSet(
      'zeroskew_source_status',
      'What one source came to.',
      STATUSES,
      sources.map((source) => [labelsOf(source), source.status])
    ),
    '# EOF'
  ].join('\n')
}

function labelsOf({ name, server, kind }: SourceView): Labels {
  return { source: name, server, kind }
}

function gauge(name: string, help: string, value: number): string[] {
  return [`# TYPE ${name} gauge`, `# HELP ${name} ${help}`, `${name} ${value}`]
}

function seconds(
  name: string,
  help: string,
  values: readonly (readonly [Labels, number | undefined])[]
): string[] {
  const known = values.flatMap(([labels, ms]) => (ms === undefined ? [] : [{ labels, value: ms / 1000 }]))
  if (known.length === 0) return []
  const family = `${name}_seconds`
  return [
    `# TYPE ${family} gauge`,
    `# UNIT ${family} seconds`,
    `# HELP ${family} ${help}`,
    ...known.map(({ labels, value }) => `${family}${braces(labels)} ${value}`)
  ]
}

/** One series for each state, 1 for the one that holds (OpenMetrics 1.0, StateSet). */
function stateSet<S extends string>(
  name: string,
  help: string,
  states: readonly S[],
  values: readonly (readonly [Labels, S])[]
): string[] {
  return [
    `# TYPE ${name} stateset`,
    `# HELP ${name} ${help}`,
    ...values.flatMap(([labels, holds]) =>
      states.map((state) => `${name}${braces({ ...labels, [name]: state })} ${state === holds ? 1 : 0}`)
    )
  ]
}

function braces(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
