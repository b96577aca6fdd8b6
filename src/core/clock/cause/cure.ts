/** What helps against a wrong clock: the system's own settings page, and a command to copy. Nothing here runs one. */
import type { Cause } from './cause.ts'
import type { System, TimeService } from './time-service.ts'

/** The page of the system's settings where automatic time is switched on. */
export type TimeSettings =
  /** For the system's opener of addresses. */
  | { readonly kind: 'url'; readonly url: string }
  /** The first of them that is installed shows it. */
  | { readonly kind: 'programs'; readonly programs: readonly SettingsProgram[] }

export interface SettingsProgram {
  readonly program: string
  readonly args: readonly string[]
}

/**
 * The settings page of this system.
 * @param desktop - XDG_CURRENT_DESKTOP: names with colons in between, or nothing.
 * @returns `null` where none is known.
 */
export function timeSettings(system: System, desktop: string | undefined): TimeSettings | null {
  switch (system) {
    case 'windows':
      return { kind: 'url', url: 'ms-settings:dateandtime' }
    case 'macos':
      return { kind: 'url', url: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension' }
    case 'linux': {
      const names = (desktop ?? '').toLowerCase().split(':')
      const own = names.flatMap((name) => LINUX_SETTINGS[name] ?? [])
      return { kind: 'programs', programs: own.length > 0 ? own : Object.values(LINUX_SETTINGS).flat() }
    }
    case 'other':
      return null
  }
}

const LINUX_SETTINGS: Readonly<Record<string, readonly SettingsProgram[]>> = {
  gnome: [{ program: 'gnome-control-center', args: ['datetime'] }],
  kde: [
    { program: 'kcmshell6', args: ['kcm_clock'] },
    { program: 'kcmshell5', args: ['kcm_clock'] }
  ],
  'x-cinnamon': [{ program: 'cinnamon-settings', args: ['calendar'] }],
  mate: [{ program: 'mate-time-admin', args: [] }],
  lxqt: [{ program: 'lxqt-admin-time', args: [] }],
  xfce: [{ program: 'time-admin', args: [] }]
}

/** The command that helps against a cause here, to be copied; on Windows for a terminal with administrator rights. */
export function commandFor(cause: Cause, service: TimeService): string | null {
  switch (service.system) {
    case 'linux':
      return linuxCommand(cause, service)
    case 'windows':
      return windowsCommand(cause, service)
    case 'macos':
      return macosCommand(cause)
    case 'other':
      return null
  }
}

function linuxCommand(cause: Cause, { name, localRtc, installCommand }: TimeService): string | null {
  switch (cause.kind) {
    case 'automatic-off':
      return 'sudo timedatectl set-ntp true'
    case 'service-stopped':
      return name === null ? 'sudo timedatectl set-ntp true' : `sudo systemctl restart ${name}`
    case 'no-service':
      return installCommand
    case 'servers-unreachable':
      return name?.startsWith('chrony') === true ? 'chronyc -n sources' : 'timedatectl timesync-status'
    case 'dual-boot':
      // From the hardware clock as the other system keeps it, at once and from now on.
      return `sudo timedatectl set-local-rtc ${localRtc === true ? 0 : 1} --adjust-system-clock`
    case 'vm-resumed':
    case 'wrong-zone':
    case 'months-off':
      // chrony slews what it finds after its start; timesyncd sets the clock as it begins.
      if (name?.startsWith('chrony') === true) return 'sudo chronyc makestep'
      return name === 'systemd-timesyncd' ? 'sudo systemctl restart systemd-timesyncd' : null
    case 'unknown':
      return null
  }
}

function windowsCommand(cause: Cause, { localRtc }: TimeService): string | null {
  switch (cause.kind) {
    case 'automatic-off':
      return 'sc config w32time start= demand && w32tm /config /syncfromflags:manual /update && net start w32time && w32tm /resync'
    case 'service-stopped':
      return 'net start w32time && w32tm /resync'
    case 'no-service':
      return 'w32tm /register && net start w32time && w32tm /resync'
    case 'servers-unreachable':
      return 'w32tm /resync /rediscover'
    case 'dual-boot':
      return String.raw`reg add HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation /v RealTimeIsUniversal /t REG_DWORD /d ${localRtc === false ? 0 : 1} /f`
    case 'vm-resumed':
    case 'wrong-zone':
    case 'months-off':
      return 'w32tm /resync /force'
    case 'unknown':
      return null
  }
}

function macosCommand(cause: Cause): string | null {
  switch (cause.kind) {
    case 'automatic-off':
      return 'sudo systemsetup -setusingnetworktime on'
    case 'no-service':
    case 'service-stopped':
      return 'sudo launchctl enable system/com.apple.timed'
    case 'dual-boot':
    case 'servers-unreachable':
    case 'unknown':
      return null
    case 'vm-resumed':
    case 'wrong-zone':
    case 'months-off':
      return 'sudo sntp -sS time.apple.com'
  }
}
