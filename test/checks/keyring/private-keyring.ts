/**
 * A real gnome-keyring on a session bus of its own, whose files lie in a given home: it can be locked, frozen, killed at a
 * chosen call, and its items listed and exchanged.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const SERVICE = 'org.freedesktop.secrets'
const UNLOCK = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
const REPLACE = UNLOCK.replace('--unlock', '--replace --unlock')
/** Of a daemon that is frozen on purpose a question is not waited for. */
const PATIENCE_MS = 30_000

/** The environment of programs in such a home: nothing of the machine's own session. */
export function homeEnv(home: string): Readonly<Record<string, string>> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    XDG_DATA_HOME: join(home, 'share'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_RUNTIME_DIR: home,
    ...(process.env.NODE_COMPILE_CACHE === undefined
      ? {}
      : { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE })
  }
}

export class PrivateKeyring {
  readonly env: Readonly<Record<string, string>>
  readonly #session: ChildProcess
  readonly #watches = new Set<ChildProcess>()

  private constructor(home: string, session: ChildProcess, address: string) {
    this.#session = session
    this.env = { ...homeEnv(home), DBUS_SESSION_BUS_ADDRESS: address }
  }

  /** Starts the bus with the home's keyring, unlocked; it is made where there is none. */
  static async start(home: string): Promise<PrivateKeyring> {
    const script = `${UNLOCK}\necho "$DBUS_SESSION_BUS_ADDRESS"\nexec cat`
    const session = spawn('dbus-run-session', ['--', 'sh', '-c', script], {
      env: homeEnv(home),
      stdio: ['pipe', 'pipe', 'ignore']
    })
    const [address] = (await once(session.stdout, 'data')) as [Buffer]
    return new PrivateKeyring(home, session, address.toString().trim())
  }

  /** Path of each item → digest of everything about it, its secret and its times too. Only while unlocked. */
  items(): ReadonlyMap<string, string> {
    const listed = this.#run('gdbus', [
      ...[
        'call',
        '--session',
        '--dest',
        SERVICE,
        '--object-path',
        '/org/freedesktop/secrets/collection/login'
      ],
      ...['--method', 'org.freedesktop.DBus.Properties.Get', 'org.freedesktop.Secret.Collection', 'Items']
    ])
    const paths = listed.match(/\/org\/freedesktop\/secrets\/collection\/login\/\d+/gu) ?? []
    const told = this.#run('secret-tool', ['search', '--all', 'service', 'Zeroskew'])
    return new Map(
      paths.map((path) => {
        const number = path.slice(path.lastIndexOf('/') + 1)
        const about = told.split(/^\[\//mu).find((part) => part.startsWith(`${number}]`)) ?? 'of others'
        return [path, createHash('sha256').update(about).digest('hex')]
      })
    )
  }

  /** Accounts of our items. */
  accounts(): readonly string[] {
    const told = this.#run('sh', ['-c', 'secret-tool search --all service Zeroskew 2>&1'])
    return [...told.matchAll(/^attribute\.account = (.+)$/gmu)].map(([, account = '']) => account)
  }

  lookup(account: string): string {
    return this.#run('secret-tool', ['lookup', 'service', 'Zeroskew', 'account', account])
  }

  /** Puts an item in the place of the one that is there. */
  store(account: string, value: string): void {
    const args = ['store', '--label', 'Zeroskew', 'service', 'Zeroskew', 'account', account]
    execFileSync('secret-tool', args, { env: this.env, input: value })
  }

  clear(account: string): void {
    this.#run('secret-tool', ['clear', 'service', 'Zeroskew', 'account', account])
  }

  lock(): void {
    this.#run('gdbus', [
      ...['call', '--session', '--dest', SERVICE, '--object-path', '/org/freedesktop/secrets'],
      ...['--method', 'org.freedesktop.Secret.Service.Lock'],
      "[objectpath '/org/freedesktop/secrets/collection/login']"
    ])
  }

  /** The daemon's process id; asks the bus, which answers even where the daemon doesn't. */
  daemon(): number {
    const told = this.#run('gdbus', [
      ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
      ...['--method', 'org.freedesktop.DBus.GetConnectionUnixProcessID', SERVICE]
    ])
    return Number(/uint32 (\d+)/u.exec(told)?.[1])
  }

  /** Another daemon takes the place of whatever is there, unlocked, as after a new login. */
  revive(): void {
    execFileSync('sh', ['-c', REPLACE], { env: this.env, stdio: 'ignore', timeout: PATIENCE_MS })
  }

  /**
   * Tells of each call to the keyring as the bus passes it on, and of the answers.
   * @returns Once it listens.
   */
  async watch(onCall: (call: BusCall) => void): Promise<void> {
    const monitor = spawn('dbus-monitor', ['--session'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'ignore']
    })
    this.#watches.add(monitor)
    const listening = Promise.withResolvers<null>()
    createInterface(monitor.stdout).on('line', (line) => {
      // The bus' last word to whoever becomes a monitor.
      if (line.includes('member=NameLost')) listening.resolve(null)
      const call = callIn(line)
      if (call !== null) onCall(call)
    })
    await listening.promise
  }

  async stop(): Promise<void> {
    for (const watch of this.#watches) watch.kill()
    const gone = once(this.#session, 'exit')
    this.#session.stdin?.end()
    await gone
  }

  #run(program: string, args: readonly string[]): string {
    const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe']
    return execFileSync(program, args, { env: this.env, stdio, timeout: PATIENCE_MS }).toString()
  }
}

/** A call to the keyring, or the answer to one (by its serial number and who asked). */
export interface BusCall {
  readonly kind: 'call' | 'answer'
  readonly caller: string
  readonly serial: string
  readonly path: string
  readonly member: string
}

function callIn(line: string): BusCall | null {
  const call =
    /^method call .*sender=(\S+) -> destination=\S+ serial=(\d+) path=(\/org\/freedesktop\/secrets\S*); .*member=(\w+)/u
  const [, caller, serial = '', path = '', member = ''] = call.exec(line) ?? []
  if (caller !== undefined) return { kind: 'call', caller, serial, path, member }
  const [, asker, answered = ''] =
    /^(?:method return|error) .*-> destination=(\S+) .*reply_serial=(\d+)/u.exec(line) ?? []
  return asker === undefined
    ? null
    : { kind: 'answer', caller: asker, serial: answered, path: '', member: '' }
}
