/** The operating system's id of the process that renders a page, for tests that look into its memory. */
import type { CdpSession } from './cdp.ts'

interface TraceEvent {
  readonly name?: string
  readonly args?: { readonly data?: { readonly frames?: readonly TracedFrame[] } }
}

interface TracedFrame {
  readonly frame: string
  readonly processId?: number
}

/** The protocol names a frame's process in one place only: the first event of a trace of that page. */
export async function rendererPid(cdp: CdpSession, frameId: string): Promise<number> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: readonly unknown[] }): number =>
    events.push(...(value as TraceEvent[]))
  cdp.on('Tracing.dataCollected', collect)
  const complete = new Promise<void>((resolve) =>
    cdp.emitter.once('Tracing.tracingComplete', () => resolve())
  )
  const includedCategories = ['-*', 'disabled-by-default-devtools.timeline']
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } })
  await cdp.send('Tracing.end')
  await complete
  cdp.off('Tracing.dataCollected', collect)
  const frames = events.flatMap((event) => event.args?.data?.frames ?? [])
  const pid = frames.find(({ frame }) => frame === frameId)?.processId
  if (pid === undefined) throw new Error('expected the process of the page in the trace, got none')
  return pid
}
