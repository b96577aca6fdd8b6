/**
 * How Linux says that the screen is locked: the desktop's screen saver on the session's bus (freedesktop.org, Idle Inhibition
 * Service, `ActiveChanged`, and its relatives), logind on the system's (org.freedesktop.login1, `Lock` and `LockedHint` of a
 * session). Which programs hear it, and what their lines mean.
 */
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** A program that prints what a bus says. */
export interface Listener {
  readonly program: string
  readonly args: readonly string[]
}

/** One of the two buses, and who can listen to it, in the order in which they are tried. */
export interface LockBus {
  /** Where the bus is, for the program. */
  readonly env: Environment
  readonly listeners: readonly Listener[]
}

/** Each desktop has its own; `true` means that the saver came up. */
const SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.kde.screensaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver'
] as const

const LOGIN = 'org.freedesktop.login1'
const SESSIONS = '/org/freedesktop/login1/session'

/** Where the system's bus is, unless the environment says otherwise (D-Bus Specification, "System message bus"). */
const SYSTEM_SOCKETS = ['/run/dbus/system_bus_socket', '/var/run/dbus/system_bus_socket'] as const

/** A longer line is none that matters, characters. */
const LONGEST_LINE = 4096

/**
 * The buses that there are.
 * @param exists - whether a path is there. Without a bus nobody is asked: a program might start one of its own.
 */
export function lockBuses(env: Environment, exists: (path: string) => boolean): readonly LockBus[] {
  const session = sessionAddress(env, exists)
  const hasSystem = env.DBUS_SYSTEM_BUS_ADDRESS !== undefined || SYSTEM_SOCKETS.some(exists)
  return [
    ...(session === null ? [] : [sessionBus(session)]),
    ...(hasSystem ? [systemBus(env.DBUS_SYSTEM_BUS_ADDRESS, env.XDG_SESSION_ID)] : [])
  ]
}

/** Any sender counts: whoever may speak on this bus is this user, who may lock as well. */
function sessionBus(address: string): LockBus {
  const rules = SAVERS.map((saver) => `type='signal',interface='${saver}',member='ActiveChanged'`)
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    listeners: [
      { program: 'dbus-monitor', args: ['--session', ...rules] },
      { program: 'busctl', args: ['--user', ...rules.map((rule) => `--match=${rule}`), 'monitor'] }
    ]
  }
}

/** Only logind counts: anybody on the machine may speak here. Where it isn't known which session is ours, any of them locks. */
function systemBus(address: string | undefined, sessionId: string | undefined): LockBus {
  const path = sessionId === undefined || sessionId === '' ? null : `${SESSIONS}/${busLabelOf(sessionId)}`
  const place = path === null ? `path_namespace='${SESSIONS}'` : `path='${path}'`
  const from = `type='signal',sender='${LOGIN}',${place}`
  return {
    env: address === undefined ? {} : { DBUS_SYSTEM_BUS_ADDRESS: address },
    listeners: [
      {
        program: 'dbus-monitor',
        args: [
          '--system',
          `${from},interface='${LOGIN}.Session',member='Lock'`,
          `${from},interface='org.freedesktop.DBus.Properties',member='PropertiesChanged'`
        ]
      },
      {
        program: 'gdbus',
        args: [...['monitor', '--system', '--dest', LOGIN], ...(path === null ? [] : ['--object-path', path])]
      }
    ]
  }
}

function sessionAddress(env: Environment, exists: (path: string) => boolean): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: address = '', XDG_RUNTIME_DIR: folder = '' } = env
  if (address !== '') return address
  const socket = join(folder, 'bus')
  // Other characters would have to be escaped in an address; no system has them there.
  return /^\/[\w/.-]+$/u.test(socket) && folder !== '' && exists(socket) ? `unix:path=${socket}` : null
}

/** A name as part of an object path, as systemd writes it (sd_bus_path_encode): `2` is `_32`. */
function busLabelOf(name: string): string {
  return [...Buffer.from(name)]
    .map((byte, at) => {
      const letter = String.fromCharCode(byte)
      const isPlain = at === 0 ? /[a-z]/iu.test(letter) : /[a-z\d]/iu.test(letter)
      return isPlain ? letter : `_${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
}

/**
 * Reads what a listener prints, in dbus-monitor's, busctl's or gdbus' words. Whatever else it reads, it says nothing; a
 * forged line can at worst lock.
 */
export class LockSignals {
  #begun = ''
  #member = ''
  #isHint = false

  /** @returns whether a part of this says that the screen was locked */
  hear(text: string): boolean {
    const lines = `${this.#begun}${text}`.split('\n')
    this.#begun = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    return lines.filter((line) => this.#isLock(line.slice(0, LONGEST_LINE))).length > 0
  }

  #isLock(line: string): boolean {
    // gdbus says all of a signal in one line.
    if (line.includes(`: ${LOGIN}.Session.Lock (`) || line.includes("'LockedHint': <true>")) return true
    const member = /\bmember=(\w+)/iu.exec(line)?.[1]
    if (member !== undefined) {
      this.#member = member
      this.#isHint = false
      return member === 'Lock'
    }
    if (/\bstring "LockedHint"/iu.test(line)) {
      this.#isHint = true
      return false
    }
    const isTrue = /^\s*(?:variant\s+)?boolean (true|false)\b/iu.exec(line)?.[1]
    if (isTrue === undefined) return false
    const isAsked = this.#member === 'ActiveChanged' || (this.#member === 'PropertiesChanged' && this.#isHint)
    this.#isHint = false
    return isAsked && isTrue === 'true'
  }
}
