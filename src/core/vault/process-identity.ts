/** Who a process is, precisely enough to tell whether it is gone: a process number alone is reused. */
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

export interface ProcessIdentity {
  /** Host name and, where there is one, machine id. */
  readonly host: string
  /** Changes with every start of the machine; empty where the system has none. */
  readonly bootId: string
  /** Process numbers of one namespace mean nothing in another (containers). */
  readonly pidNamespace: string
  readonly pid: number
  /** When the process was started, in the system's own form; empty where the system doesn't say. */
  readonly startTime: string
}

export interface ThisProcess extends ProcessIdentity {
  /** Start time of a process of this host and namespace (empty where the system doesn't say), `null` where it is gone. */
  startTimeOf(pid: number): Promise<string | null>
}
