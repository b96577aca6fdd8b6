/**
 * The lock state of Linux's keychain, read without a prompt: the property `Locked` of the default collection
 * (freedesktop.org, Secret Service API 0.2, `org.freedesktop.Secret.Collection`). keytar can't tell: for a locked keyring
 * it answers as for one without the item.
 */
import { execFile } from 'node:child_process'
import type { KeychainState } from './keychain.ts'

const SERVICE = 'org.freedesktop.secrets'
const COLLECTION = '/org/freedesktop/secrets/aliases/default'
const INTERFACE = 'org.freedesktop.Secret.Collection'
const GET = 'org.freedesktop.DBus.Properties.Get'

interface Program {
  readonly name: string
  readonly args: readonly string[]
  /** How it is told to wait no longer for the answer, counted from when it has asked. */
  readonly deadline?: (deadlineMs: number) => string
}

/**
 * Programs that can ask, in the order in which they are tried; each has read-only arguments and no shell. The first keeps
 * the deadline by itself: gdbus asks several times, and busctl's deadline doesn't hold for it.
 */
const PROGRAMS: readonly Program[] = [
  {
    name: 'dbus-send',
    args: [
      '--session',
      '--print-reply',
      `--dest=${SERVICE}`,
      COLLECTION,
      GET,
      `string:${INTERFACE}`,
      'string:Locked'
    ],
    deadline: (deadlineMs) => `--reply-timeout=${deadlineMs}`
  },
  {
    name: 'gdbus',
    args: [
      'call',
      '--session',
      '--dest',
      SERVICE,
      '--object-path',
      COLLECTION,
      '--method',
      GET,
      INTERFACE,
      'Locked'
    ]
  },
  { name: 'busctl', args: ['--user', 'get-property', SERVICE, COLLECTION, INTERFACE, 'Locked'] }
]

/**
 * `null` where no program can ask.
 * @param deadlineMs - For the keychain's answer.
 * @param startMs - What the program itself may take to start besides, where it can tell the one from the other.
 */
export async function secretServiceState(deadlineMs: number, startMs = 0): Promise<KeychainState | null> {
  for (const { name, args, deadline } of PROGRAMS) {
    const answer =
      deadline === undefined
        ? await run(name, args, deadlineMs)
        : await run(name, [deadline(deadlineMs), ...args], deadlineMs + startMs)
    if (answer.kind === 'no-program') {
      continue
    }
    return answer.kind === 'timed-out' ? 'unreachable' : stateIn(answer.text)
  }
  return null
}

/** What an answer, or an error's text, says; each program words it in its own way around the bus's words. */
export function stateIn(text: string): KeychainState {
  if (
    /autolaunch (D-Bus|a dbus)|not provided by any|ServiceUnknown|not activatable|No medium found|not defined/i.test(
      text
    )
  ) {
    return 'absent'
  }
  if (/(connect|connection).*(No such file|refused|not set)/i.test(text)) {
    return 'absent'
  }
  // Anything else without an answer: a service with no default collection, say, is there and can keep nothing.
  const locked = /\b(true|false)\b/.exec(text)?.[1]
  return locked === undefined ? 'unreachable' : locked === 'true' ? 'locked' : 'present'
}

type Answer =
  | { readonly kind: 'no-program' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'said'; readonly text: string }

function run(name: string, args: readonly string[], deadlineMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    // English words, whatever the user's language.
    const env = { ...process.env, LC_ALL: 'C' }
    const options = { timeout: deadlineMs, killSignal: 'SIGKILL', env, maxBuffer: 16_384 } as const
    execFile(name, args, options, (error, stdout, stderr) => {
      if (isNoProgram(error?.code)) {
        resolve({ kind: 'no-program' })
      } else if (error?.killed === true) {
        resolve({ kind: 'timed-out' })
      } else {
        resolve({ kind: 'said', text: `${stdout}${stderr}` })
      }
    })
  })
}

function isNoProgram(code: unknown): boolean {
  return code === 'ENOENT' || code === 'EACCES'
}
