/** The time service of macOS, timed: launchctl(1) and defaults(1). `systemsetup`, which would say more, wants root. */
import type { Ran, RunProgram } from './run-program.ts'
import { NOTHING_KNOWN, type ServiceState, type TimeService } from './time-service.ts'

const TIMED = 'com.apple.timed'

/** launchctl's exit code where there is no such service. */
const NO_SUCH_SERVICE = 113

/** Reads how time is kept here; what can't be read is `null`. */
export async function readMacos(run: RunProgram): Promise<TimeService> {
  const [service, disabled, automatic, virtual] = await Promise.all([
    run('/bin/launchctl', ['print', `system/${TIMED}`]),
    run('/bin/launchctl', ['print-disabled', 'system']),
    run('/usr/bin/defaults', [
      'read',
      `/private/var/db/timed/Library/Preferences/${TIMED}`,
      'TMAutomaticTimeOnlyEnabled'
    ]),
    run('/usr/sbin/sysctl', ['-n', 'kern.hv_vmm_present'])
  ])
  return {
    ...NOTHING_KNOWN,
    system: 'macos',
    name: 'timed',
    state: stateOf(service, disabled, automatic),
    virtual: flagOf(virtual)
  }
}

/** timed runs for a moment every hour: whether it runs now says nothing, only whether it may. */
function stateOf(service: Ran | null, disabled: Ran | null, automatic: Ran | null): ServiceState | null {
  if (flagOf(automatic) === false) return 'off'
  const line = /^\s*"com\.apple\.timed"\s*=>\s*(\w+)\s*$/mu.exec(disabled?.code === 0 ? disabled.stdout : '')
  // Written `true` up to macOS 12, `disabled` from 13 on.
  if (line?.[1] === 'true' || line?.[1] === 'disabled') return 'off'
  if (service?.code === NO_SUCH_SERVICE) return 'absent'
  return service?.code === 0 && /^\s*state = \S/mu.test(service.stdout) ? 'running' : null
}

function flagOf(ran: Ran | null): boolean | null {
  const text = ran?.code === 0 ? ran.stdout.trim() : ''
  return text === '1' ? true : text === '0' ? false : null
}
