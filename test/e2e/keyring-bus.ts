/** A private session bus with a real gnome-keyring that stays while a test uses it, to be locked and unlocked in between. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const UNLOCK = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
const LOCK = [
  'call',
  '--session',
  '--dest=org.freedesktop.secrets',
  '--object-path=/org/freedesktop/secrets',
  '--method=org.freedesktop.Secret.Service.Lock',
  "[objectpath '/org/freedesktop/secrets/collection/login']"
]

export class KeyringBus {
  readonly env: Readonly<Record<string, string>>
  readonly #home: string
  readonly #session: ChildProcess

  private constructor(home: string, session: ChildProcess, address: string) {
    this.#home = home
    this.#session = session
    this.env = { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: home }
  }

  /** Starts the bus with an unlocked keyring. */
  static async start(): Promise<KeyringBus> {
    const home = mkdtempSync(join(tmpdir(), 'zeroskew-keyring-'))
    const script = `${UNLOCK}\necho "$DBUS_SESSION_BUS_ADDRESS"\nexec cat`
    const session = spawn('dbus-run-session', ['--', 'sh', '-c', script], {
      env: { PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_RUNTIME_DIR: home },
      stdio: ['pipe', 'pipe', 'ignore']
    })
    const [address] = (await once(session.stdout, 'data')) as [Buffer]
    return new KeyringBus(home, session, address.toString().trim())
  }

  lock(): void {
    execFileSync('gdbus', LOCK, { env: { ...process.env, ...this.env }, stdio: 'ignore' })
  }

  /** A running daemon takes no password from the command line: another one takes its place, as after a new login. */
  unlock(): void {
    const script = 'printf pw | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null 2>&1'
    const env = { ...process.env, ...this.env, HOME: this.#home, XDG_DATA_HOME: join(this.#home, 'share') }
    execFileSync('sh', ['-c', script], { env, stdio: 'ignore' })
  }

  async stop(): Promise<void> {
    const gone = once(this.#session, 'exit')
    this.#session.stdin?.end()
    await gone
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 20 })
  }
}
