/** `zeroskew check`: how the clock stands, for people, scripts and Prometheus. The vault isn't touched. */
import type { ClockView } from '../../shared/views/clock.ts'
import { clockJson } from '../clock-json.ts'
import { adviceLines, driftLines } from '../clock-report.ts'
import { clockFor } from '../clock.ts'
import { VERDICT_EXIT, WITHIN_EXIT, withinLimit, type Within } from '../max-skew.ts'
import { openMetricsOf } from '../open-metrics.ts'
import { readOptions, wordsAtMost } from '../options.ts'
import { tableOf } from '../printable.ts'
import { print, printJson, type Terminal } from '../terminal.ts'
import { durationMsOf } from '../time-argument.ts'
import { UsageError } from '../usage-error.ts'
import { vaultPlaceOf } from '../vault-place.ts'

export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, {
    flags: ['openmetrics'],
    values: ['server', 'max-skew'],
    repeated: ['server']
  })
  wordsAtMost(0, options, 'check')
  if (options.has('json') && options.has('openmetrics')) {
    throw new UsageError('conflicting-options', '--json, --openmetrics')
  }
  const limitText = options.value('max-skew')
  const limitMs = limitText === undefined ? null : durationMsOf(limitText)
  if (limitText !== undefined && limitMs === null) throw new UsageError('bad-duration', '--max-skew')
  const { desk, measure } = clockFor(
    options.values('server'),
    await vaultPlaceOf(options, terminal),
    terminal
  )
  const view = await measure().finally(() => desk.close())
  const within = limitMs === null ? null : withinLimit(view, limitMs)
  if (options.has('json')) printJson(terminal, clockJson(view, within))
  else if (options.has('openmetrics')) print(terminal, openMetricsOf(view))
  else print(terminal, report(view, within, limitMs ?? 0, terminal))
  return within === null ? VERDICT_EXIT[view.verdict] : WITHIN_EXIT[within]
}

function report(view: ClockView, within: Within | null, limitMs: number, terminal: Terminal): string {
  const { clock, terminal: words } = terminal.wording
  const sentences = [
    clock.sentence(view),
    ...adviceLines(view, terminal),
    ...driftLines(view, terminal),
    within === null ? '' : words.maxSkew(within, clock.length(limitMs)),
    view.trust === 'none' ? '' : words.agreed(clock.agreement(view), clock.trust[view.trust])
  ]
  const rows = view.sources.map((source) => [
    source.server,
    clock.source(source),
    source.offsetMs === undefined ? '' : clock.distance({ ...view, offsetMs: source.offsetMs }),
    source.boundMs === undefined ? '' : `± ${shortLength(source.boundMs, clock.length)}`,
    source.delayMs === undefined ? '' : shortLength(source.delayMs, clock.length)
  ])
  return [
    ...sentences.filter((sentence) => sentence !== ''),
    '',
    ...tableOf([words.sourceHeadings, ...rows])
  ].join('\n')
}

/** Bounds and round trips lie far below the hundredths of a second that offsets are told in; rounded up. */
function shortLength(ms: number, length: (ms: number, rounding: 'up') => string): string {
  return ms < 1000 ? `${(Math.ceil(ms * 100) / 100).toFixed(2)} ms` : length(ms, 'up')
}
