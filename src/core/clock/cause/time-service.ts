/** What keeps a machine's clock in step, in the same words for every system. */

export type System = 'linux' | 'windows' | 'macos' | 'other'

/**
 * - `running`: at work, whether it reaches a server or not.
 * - `stopped`: switched on, but it isn't running.
 * - `off`: somebody switched automatic time off.
 * - `absent`: there is none on this machine.
 */
export type ServiceState = 'running' | 'stopped' | 'off' | 'absent'

export interface TimeService {
  readonly system: System
  /** `null`: the system doesn't say. */
  readonly state: ServiceState | null
  /** The service's own name: systemd-timesyncd, chrony, w32time; `null` where there is none or it isn't known. */
  readonly name: string | null
  /** Whether it says that it follows a server; `null`: it doesn't say. */
  readonly synchronised: boolean | null
  /** Whether the hardware clock is taken to hold local time instead of UTC; `null`: the system doesn't say. */
  readonly localRtc: boolean | null
  /** Whether this is a virtual machine; `null`: the system doesn't say. */
  readonly virtual: boolean | null
  /** How a time service is installed here, to be copied; `null` where that isn't known. */
  readonly installCommand: string | null
}

export const NOTHING_KNOWN: Omit<TimeService, 'system'> = {
  state: null,
  name: null,
  synchronised: null,
  localRtc: null,
  virtual: null,
  installCommand: null
}

/**
 * Reads lines of `NAME=VALUE`, as systemd's tools print them.
 * @returns `null` if a line is anything else: then it isn't what the manual says, and nothing of it counts.
 */
export function readProperties(text: string): ReadonlyMap<string, string> | null {
  const properties = new Map<string, string>()
  for (const line of text.split('\n').map((one) => one.trimEnd())) {
    if (line === '') continue
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/u.exec(line) ?? []
    if (name === undefined) return null
    properties.set(name, value)
  }
  return properties
}

/** `yes` and `no`, and nothing else. */
export function readYesNo(text: string | undefined): boolean | null {
  return text === 'yes' ? true : text === 'no' ? false : null
}
