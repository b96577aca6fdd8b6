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

/** This process. Linux says all of it; elsewhere a process counts as the same while its number is in use. */
export async function thisProcess(): Promise<ThisProcess> {
  const startTime = (await startTimeOf(process.pid)) ?? ''
  return {
    host: `${hostname()} ${await textOf('/etc/machine-id')}`.trim(),
    bootId: await textOf('/proc/sys/kernel/random/boot_id'),
    pidNamespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    pid: process.pid,
    startTime,
    startTimeOf
  }
}

/** Whether it is, or was, a process whose end would show here. */
export function isFromHere(owner: ProcessIdentity, self: ThisProcess): boolean {
  if (owner.host !== self.host) {
    return false
  }
  const isEarlier = owner.bootId !== self.bootId
  return isEarlier ? owner.bootId !== '' && self.bootId !== '' : owner.pidNamespace === self.pidNamespace
}

/** Whether an owner is gone for certain. What can't be judged from here counts as there. */
export async function isGone(owner: ProcessIdentity, self: ThisProcess): Promise<boolean> {
  if (!isFromHere(owner, self)) {
    return false
  }
  if (owner.bootId !== self.bootId) {
    // The same machine has been started again since: none of its processes is left.
    return true
  }
  const startTime = await self.startTimeOf(owner.pid)
  const reused = startTime !== '' && owner.startTime !== '' && startTime !== owner.startTime
  return startTime === null || reused
}

async function startTimeOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') {
    return isInUse(pid) ? '' : null
  }
  let stat: string
  try {
    stat = await readFile(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return isInUse(pid) ? '' : null
  }
  // proc_pid_stat(5): the name (field 2) may hold spaces and brackets; state is field 3, the start time field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const isDead = fields[0] === 'Z' || fields[0] === 'X'
  return isDead ? null : (fields[19] ?? '')
}

function isInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => ''
  )
}
