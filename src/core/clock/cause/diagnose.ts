/** Looks at the machine and says why its clock is wrong and what helps. Only reads; asks for no rights. */
import { causesOf, type Cause, type CauseFacts } from './cause.ts'
import { commandFor, timeSettings, type TimeSettings } from './cure.ts'
import { readLinux } from './linux.ts'
import { readMacos } from './macos.ts'
import type { RunProgram } from './run-program.ts'
import { NOTHING_KNOWN, type TimeService } from './time-service.ts'
import { readWindows } from './windows.ts'

/** The machine whose clock it is. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly run: RunProgram
}

export interface Diagnosis {
  /** The one to look at first in front. */
  readonly causes: readonly [FoundCause, ...FoundCause[]]
  readonly settings: TimeSettings | null
}

export type FoundCause = Cause & {
  /** The time service at fault, by its own name. */
  readonly service: string | null
  /** What helps, to be copied into a terminal. */
  readonly command: string | null
}

/** Takes as long as the slowest program, at most its deadline. */
export async function diagnose(facts: Omit<CauseFacts, 'service'>, machine: Machine): Promise<Diagnosis> {
  const service = await readTimeService(machine)
  const [first, ...others] = causesOf({ ...facts, service })
  const found = (cause: Cause): FoundCause => ({
    ...cause,
    service: service.name,
    command: commandFor(cause, service)
  })
  return {
    causes: [found(first), ...others.map(found)],
    settings: timeSettings(service.system, machine.env.XDG_CURRENT_DESKTOP)
  }
}

/** How this machine keeps its time. */
async function readTimeService({ platform, env, run }: Machine): Promise<TimeService> {
  switch (platform) {
    case 'linux':
      return await readLinux(run)
    case 'win32':
      return await readWindows(run, env.SystemRoot ?? String.raw`C:\Windows`)
    case 'darwin':
      return await readMacos(run)
    default:
      return { ...NOTHING_KNOWN, system: 'other' }
  }
}
