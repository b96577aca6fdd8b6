/** What the programs print that tell how a machine keeps its time, in the form that their manuals and versions give it. */
import type { Ran, RunProgram } from '../../../../src/core/clock/cause/run-program.ts'

/** timedatectl(1) of systemd 252. */
export function timedatectl(fields: {
  readonly ntp: string
  readonly sync: string
  readonly rtc?: string
  readonly can?: string
}): string {
  return `Timezone=Asia/Tokyo
LocalRTC=${fields.rtc ?? 'no'}
CanNTP=${fields.can ?? 'yes'}
NTP=${fields.ntp}
NTPSynchronized=${fields.sync}
TimeUSec=Sun 2026-11-22 11:30:50 JST
RTCTimeUSec=Sun 2026-11-22 11:30:51 JST
`
}

/** One unit of systemctl(1) `show`. */
export function unit(id: string, load: string, active: string, file: string): string {
  return `Id=${id}.service
LoadState=${load}
ActiveState=${active}
UnitFileState=${file}
`
}

/** Debian 12 with chrony: the second name is an alias, so it is the same unit again. */
export const CHRONY_RUNNING = [
  unit('systemd-timesyncd', 'not-found', 'inactive', ''),
  unit('chrony', 'loaded', 'active', 'enabled'),
  unit('chrony', 'loaded', 'active', 'enabled'),
  unit('ntpsec', 'not-found', 'inactive', '')
].join('\n')

export const TIMESYNCD_OFF = [
  unit('systemd-timesyncd', 'loaded', 'inactive', 'disabled'),
  unit('chrony', 'not-found', 'inactive', '')
].join('\n')

export const TIMESYNCD_FAILED = [
  unit('systemd-timesyncd', 'loaded', 'failed', 'enabled'),
  unit('chrony', 'not-found', 'inactive', '')
].join('\n')

export const NO_UNITS = [
  unit('systemd-timesyncd', 'not-found', 'inactive', ''),
  unit('chrony', 'not-found', 'inactive', '')
].join('\n')

export const TIMESYNCD_MASKED = unit('systemd-timesyncd', 'masked', 'inactive', 'masked')

/** os-release(5) of Linux Mint 22. */
export const MINT_RELEASE = `NAME="Linux Mint"
VERSION="22 (Wilma)"
ID=linuxmint
ID_LIKE="ubuntu debian"
`

/** sc.exe of Windows 11, English. */
export function scQuery(state: string): string {
  return `\r
SERVICE_NAME: w32time \r
        TYPE               : 30  WIN32  \r
        STATE              : ${state} \r
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)\r
        WIN32_EXIT_CODE    : 0  (0x0)\r
        SERVICE_EXIT_CODE  : 0  (0x0)\r
        CHECKPOINT         : 0x0\r
        WAIT_HINT          : 0x0\r
`
}

/** The same in German: the names of the fields are translated, the states aren't. */
export const SC_QUERY_GERMAN = scQuery('1  STOPPED').replace('STATE  ', 'STATUS ')

export const SC_NO_SERVICE =
  '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n\r\nThe specified service does not exist as an installed service.\r\n\r\n'

export function regQuery(key: string, name: string, type: string, value: string): string {
  return `\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\${key}\r\n    ${name}    ${type}    ${value}\r\n\r\n`
}

export const W32TM_SYNCED = `Leap Indicator: 0(no warning)\r
Stratum: 4 (secondary reference - syncd by (S)NTP)\r
Precision: -23 (119.209ns per tick)\r
Root Delay: 0.0312500s\r
Root Dispersion: 7.7824841s\r
ReferenceId: 0xC0A80001 (source IP:  192.168.0.1)\r
Last Successful Sync Time: 11/22/2026 8:30:00 AM\r
Source: time.windows.com,0x9 \r
Poll Interval: 10 (1024s)\r
`

export const W32TM_GERMAN_UNSYNCED = `Sprungindikator: 3(nicht synchronisiert)\r
Stratum: 0 (nicht angegeben)\r
Präzision: -23 (119.209ns pro Tick)\r
Quelle: Local CMOS Clock\r
`

export const W32TM_STOPPED =
  'The following error occurred: The service has not been started. (0x80070426)\r\n'

/** launchctl(1) of macOS 14, shortened. */
export const LAUNCHCTL_TIMED = `system/com.apple.timed = {
	active count = 0
	path = /System/Library/LaunchDaemons/com.apple.timed.plist
	type = LaunchDaemon
	state = not running

	program = /usr/libexec/timed
	domain = system
	run interval = 3600 seconds
}
`

export function launchctlDisabled(timed: string): string {
  return `
	disabled services = {
		"com.apple.ftpd" => disabled
		"com.apple.timed" => ${timed}
		"com.openssh.sshd" => disabled
	}
`
}

export const LAUNCHCTL_NO_SERVICE = 'Could not find service "com.apple.timed" in domain for system\n'

export function said(stdout: string, code = 0): Ran {
  return { code, stdout }
}

/** Runs nothing: answers by the first row whose words are all in the command, and is absent where there is none. */
export function recorded(rows: readonly (readonly [words: string, ran: Ran])[]): RunProgram {
  return (program, args) => {
    const command = [program, ...args].join(' ')
    const row = rows.find(([words]) => words.split(' ').every((word) => command.includes(word)))
    return Promise.resolve(row === undefined ? null : row[1])
  }
}
