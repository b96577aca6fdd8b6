/** How the cause of a wrong clock is looked for: programs of the system that only read, each with a deadline. */
import { execFile } from 'node:child_process'

/** What a program said. */
export interface Ran {
  readonly code: number
  readonly stdout: string
}

/** Runs a program without a shell; `null` where it isn't there, hangs or says too much. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<Ran | null>

const DEADLINE_MS = 1500
const MOST_BYTES = 256 * 1024

/**
 * The port on this machine. A program that hasn't ended by the deadline is killed.
 * @param env - Of this process; the language is set to C, so that what is parsed is what its manual says.
 */
export function runProgram(
  env: Readonly<Record<string, string | undefined>>,
  deadlineMs: number = DEADLINE_MS
): RunProgram {
  const options = {
    env: { ...env, LC_ALL: 'C', LANGUAGE: 'C' },
    timeout: deadlineMs,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_BYTES,
    windowsHide: true
  } as const
  return (program, args) =>
    new Promise((resolve) => {
      const child = execFile(program, [...args], options, (error, stdout) => {
        if (error === null) resolve({ code: 0, stdout })
        // A number is the program's own exit code; a text such as ENOENT means that it didn't run or didn't end.
        else
          resolve(
            typeof error.code === 'number' && error.signal == null ? { code: error.code, stdout } : null
          )
      })
      // Nobody answers a program that asks something.
      child.stdin?.on('error', () => undefined).end()
    })
}
