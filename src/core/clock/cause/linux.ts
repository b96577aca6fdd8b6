/** The time service of Linux: timedatectl(1) and systemctl(1) of systemd, whichever service it manages. */
import type { Ran, RunProgram } from './run-program.ts'
import {
  NOTHING_KNOWN,
  readProperties,
  readYesNo,
  type ServiceState,
  type TimeService
} from './time-service.ts'

/** Those that timedated knows (`/usr/lib/systemd/ntp-units.d`) by all names that distributions give them. */
const UNITS = ['systemd-timesyncd', 'chrony', 'chronyd', 'ntpsec', 'ntp', 'ntpd', 'openntpd']

/** Reads how time is kept here; what can't be read is `null`. */
export async function readLinux(run: RunProgram): Promise<TimeService> {
  const [timedate, units, virtual, release] = await Promise.all([
    run('timedatectl', ['show']),
    run('systemctl', [
      'show',
      '--property=Id,LoadState,ActiveState,UnitFileState',
      ...UNITS.map((unit) => `${unit}.service`)
    ]),
    run('systemd-detect-virt', ['--vm']),
    run('cat', ['/etc/os-release'])
  ])
  const properties = timedate?.code === 0 ? readProperties(timedate.stdout) : null
  return {
    ...NOTHING_KNOWN,
    system: 'linux',
    ...(serviceOf(units) ?? serviceByTimedate(properties)),
    synchronised: readYesNo(properties?.get('NTPSynchronized')),
    localRtc: readYesNo(properties?.get('LocalRTC')),
    virtual: virtualOf(virtual),
    installCommand: release?.code === 0 ? installCommandOf(release.stdout) : null
  }
}

interface Service {
  readonly state: ServiceState | null
  readonly name: string | null
}

interface Unit {
  readonly name: string
  readonly active: boolean
  readonly enabled: boolean
}

/** `null` where systemctl says nothing that can be read. */
function serviceOf(ran: Ran | null): Service | null {
  if (ran?.code !== 0) return null
  const blocks = ran.stdout
    .trim()
    .split(/\n\s*\n/u)
    .map(readProperties)
  const known = blocks.filter((block) => block !== null)
  if (known.length !== blocks.length || known.some((block) => !block.has('Id') || !block.has('LoadState')))
    return null
  const units = known.flatMap((block) => unitOf(block) ?? [])
  const running = units.find(({ active }) => active)
  if (running !== undefined) return { state: 'running', name: running.name }
  const enabled = units.find((unit) => unit.enabled)
  if (enabled !== undefined) return { state: 'stopped', name: enabled.name }
  const [first] = units
  return first === undefined ? { state: 'absent', name: null } : { state: 'off', name: first.name }
}

/** `null` for a unit that isn't installed. */
function unitOf(block: ReadonlyMap<string, string>): Unit | null {
  const load = block.get('LoadState')
  if (load !== 'loaded' && load !== 'masked') return null
  const active = block.get('ActiveState') ?? ''
  return {
    name: (block.get('Id') ?? '').replace(/\.service$/u, ''),
    active: ['active', 'activating', 'reloading'].includes(active),
    enabled:
      load === 'loaded' && ['enabled', 'enabled-runtime', 'static'].includes(block.get('UnitFileState') ?? '')
  }
}

/** With less detail: `CanNTP` says whether a service is installed, `NTP` whether it is on (org.freedesktop.timedate1). */
function serviceByTimedate(properties: ReadonlyMap<string, string> | null): Service {
  const isOn = readYesNo(properties?.get('NTP'))
  if (isOn === true) return { state: 'running', name: null }
  if (readYesNo(properties?.get('CanNTP')) === false) return { state: 'absent', name: null }
  return { state: isOn === null ? null : 'off', name: null }
}

/** systemd-detect-virt(1): the name of the machine's kind, or `none` with another exit code. */
function virtualOf(ran: Ran | null): boolean | null {
  const kind = ran?.stdout.trim() ?? ''
  if (ran === null || !/^[a-z0-9-]+$/u.test(kind)) return null
  return ran.code === 0 && kind !== 'none'
}

/** By os-release(5): the family of the distribution, which its own `ID` comes before. */
function installCommandOf(text: string): string | null {
  const fields = readProperties(text.replace(/^#.*$/gmu, ''))
  const names = [fields?.get('ID') ?? '', ...(fields?.get('ID_LIKE') ?? '').split(' ')]
  for (const name of names.map((one) => one.replace(/["']/gu, ''))) {
    const command = INSTALL_COMMANDS[name]
    if (command !== undefined) return command
  }
  return null
}

const INSTALL_COMMANDS: Readonly<Record<string, string>> = {
  debian: 'sudo apt install systemd-timesyncd',
  ubuntu: 'sudo apt install systemd-timesyncd',
  fedora: 'sudo dnf install chrony && sudo systemctl enable --now chronyd',
  rhel: 'sudo dnf install chrony && sudo systemctl enable --now chronyd',
  suse: 'sudo zypper install chrony && sudo systemctl enable --now chronyd',
  arch: 'sudo systemctl enable --now systemd-timesyncd'
}
