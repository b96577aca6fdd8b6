/**
 * The time service of Windows, W32Time: sc, reg and w32tm, all without administrator rights. Their texts are in the
 * language of Windows, so only numbers and names that are the same in all of them are read.
 */
import { win32 } from 'node:path'
import type { Ran, RunProgram } from './run-program.ts'
import { NOTHING_KNOWN, type ServiceState, type TimeService } from './time-service.ts'

const W32TIME = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\W32Time`
const TIME_ZONE = String.raw`HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation`

/** ERROR_SERVICE_DOES_NOT_EXIST. */
const NO_SUCH_SERVICE = 1060

/** SERVICE_DISABLED of winsvc.h. */
const START_DISABLED = 4

/**
 * Reads how time is kept here; what can't be read is `null`.
 * @param systemRoot - `%SystemRoot%`: programs are named whole, because Windows would look beside the app first.
 */
export async function readWindows(run: RunProgram, systemRoot: string): Promise<TimeService> {
  const tool = (name: string): string => win32.join(systemRoot, 'System32', name)
  const value = (key: string, name: string): Promise<Ran | null> =>
    run(tool('reg.exe'), ['query', key, '/v', name])
  const [service, start, type, universal, status] = await Promise.all([
    run(tool('sc.exe'), ['query', 'w32time']),
    value(W32TIME, 'Start'),
    value(String.raw`${W32TIME}\Parameters`, 'Type'),
    value(TIME_ZONE, 'RealTimeIsUniversal'),
    run(tool('w32tm.exe'), ['/query', '/status'])
  ])
  return {
    ...NOTHING_KNOWN,
    system: 'windows',
    name: 'w32time',
    state: stateOf(service, numberOf(start), textOf(type)),
    synchronised: synchronisedOf(status),
    // Absent means local time: Windows' own way.
    localRtc: universal === null ? null : numberOf(universal) !== 1
  }
}

/**
 * Switched off is `Type` NoSync (the switch of the settings) or a service that is disabled. One that merely isn't
 * running may be waiting for its hour: it counts as stopped only where it should run all the time.
 */
function stateOf(service: Ran | null, start: number | null, type: string | null): ServiceState | null {
  if (service?.code === NO_SUCH_SERVICE) return 'absent'
  if (type === 'NoSync' || start === START_DISABLED) return 'off'
  const [, number] = /^\s+[^:\n]+:\s+([1-7])\s+[A-Z_]+\s*$/mu.exec(service?.stdout ?? '') ?? []
  if (service?.code !== 0 || number === undefined) return null
  return number === '1' ? 'stopped' : 'running'
}

/** The first line is the leap indicator: 3 is "not synchronized". */
function synchronisedOf(ran: Ran | null): boolean | null {
  const [, leap] = /^[^:\n]+:\s*([0-3])\s*\(/u.exec(ran?.code === 0 ? ran.stdout.trimStart() : '') ?? []
  return leap === undefined ? null : leap !== '3'
}

function numberOf(ran: Ran | null): number | null {
  const [, hex] = /\sREG_DWORD\s+0x([0-9a-f]{1,8})\s*$/imu.exec(ran?.code === 0 ? ran.stdout : '') ?? []
  return hex === undefined ? null : Number.parseInt(hex, 16)
}

function textOf(ran: Ran | null): string | null {
  const [, text] = /\sREG_SZ\s+(\S+)\s*$/mu.exec(ran?.code === 0 ? ran.stdout : '') ?? []
  return text ?? null
}
