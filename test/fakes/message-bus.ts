/** A private message bus (dbus-daemon), on which signals are sent by gdbus or, as the owner of a name, by hand (D-Bus Specification 0.43). */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const DESTINATION = 'org.freedesktop.DBus'

export class MessageBus {
  /** As an environment has it. */
  readonly address: string
  readonly #folder: string
  readonly #daemon: ChildProcess
  readonly #owners: BusOwner[] = []

  private constructor(folder: string, daemon: ChildProcess) {
    this.#folder = folder
    this.#daemon = daemon
    this.address = `unix:path=${join(folder, 'bus')}`
  }

  static async start(): Promise<MessageBus> {
    const folder = mkdtempSync(join(tmpdir(), 'zeroskew-bus-'))
    const address = `--address=unix:path=${join(folder, 'bus')}`
    const args = ['--session', '--nofork', '--nosyslog', '--print-address=1', address]
    const daemon = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(daemon.stdout, 'data')
    return new MessageBus(folder, daemon)
  }

  /** Anybody's signal, by gdbus; arguments in GVariant's text form. */
  emit(path: string, signal: string, ...args: readonly string[]): void {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: this.address }
    execFileSync('gdbus', ['emit', '--session', '--object-path', path, '--signal', signal, ...args], { env })
  }

  /** Takes a name, as the service of that name does. */
  async own(name: string): Promise<BusOwner> {
    const owner = await BusOwner.take(join(this.#folder, 'bus'), name)
    this.#owners.push(owner)
    return owner
  }

  /** Programs that were started to listen to this bus, by their environment. */
  listeners(): readonly number[] {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== process.pid && this.#listens(pid))
  }

  async stop(): Promise<void> {
    for (const owner of this.#owners) owner.end()
    const gone = once(this.#daemon, 'exit')
    this.#daemon.kill()
    await gone
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 })
  }

  #listens(pid: number): boolean {
    try {
      // Not by its name: a script may call itself as it likes.
      const program = basename(readlinkSync(`/proc/${pid}/exe`))
      const env = readFileSync(`/proc/${pid}/environ`, 'utf8')
      return ['dbus-monitor', 'busctl', 'gdbus', 'setpriv'].includes(program) && env.includes(this.address)
    } catch {
      return false
    }
  }
}

/** A connection that owns a name. */
export class BusOwner {
  readonly #socket: Socket
  #serial = 0

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async take(path: string, name: string): Promise<BusOwner> {
    const socket = createConnection(path)
    const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
    await once(socket, 'data')
    socket.write('BEGIN\r\n')
    const owner = new BusOwner(socket)
    owner.#send(1, { path: '/org/freedesktop/DBus', interface: DESTINATION, member: 'Hello' })
    const body = new Marshal().string(name).number(0)
    owner.#send(
      1,
      { path: '/org/freedesktop/DBus', interface: DESTINATION, member: 'RequestName' },
      'su',
      body
    )
    // NameAcquired for the name comes after the answers; whoever sends before that isn't its owner yet.
    await new Promise<void>((resolve) => {
      let heard = ''
      socket.on('data', (bytes: Buffer) => {
        heard += bytes.toString('latin1')
        if (heard.includes(name)) resolve()
      })
    })
    return owner
  }

  /** A signal without arguments. */
  emit(path: string, interfaceName: string, member: string): void {
    this.#send(4, { path, interface: interfaceName, member })
  }

  /** `PropertiesChanged` of org.freedesktop.DBus.Properties, with switches alone. */
  emitChanged(path: string, interfaceName: string, changed: Readonly<Record<string, boolean>>): void {
    const entries = new Marshal()
    for (const [name, value] of Object.entries(changed)) {
      entries
        .align(8)
        .string(name)
        .signature('b')
        .number(value ? 1 : 0)
    }
    const body = new Marshal().string(interfaceName).array(entries, 8).array(new Marshal(), 4)
    const properties = 'org.freedesktop.DBus.Properties'
    this.#send(4, { path, interface: properties, member: 'PropertiesChanged' }, 'sa{sv}as', body)
  }

  end(): void {
    this.#socket.destroy()
  }

  /** @param type - 1: a call of the bus itself; 4: a signal */
  #send(
    type: 1 | 4,
    header: { readonly path: string; readonly interface: string; readonly member: string },
    signature = '',
    body = new Marshal()
  ): void {
    const fields = new Marshal()
    const field = (code: number, kind: string, text: string): void => {
      fields.align(8).byte(code).signature(kind)
      if (kind === 'g') fields.signature(text)
      else fields.string(text)
    }
    field(1, 'o', header.path)
    field(2, 's', header.interface)
    field(3, 's', header.member)
    if (type === 1) field(6, 's', DESTINATION)
    if (signature !== '') field(8, 'g', signature)
    const message = new Marshal().byte(0x6c).byte(type).byte(0).byte(1)
    message.number(body.bytes.length).number(++this.#serial).array(fields, 8).align(8)
    this.#socket.write(Buffer.concat([message.bytes, body.bytes]))
  }
}

/** Little-endian; a part is aligned as it will be in the whole, since every part begins at a multiple of eight. */
class Marshal {
  bytes = Buffer.alloc(0)

  align(to: 4 | 8): this {
    return this.#add(Buffer.alloc((to - (this.bytes.length % to)) % to))
  }

  byte(value: number): this {
    return this.#add(Buffer.of(value))
  }

  number(value: number): this {
    this.align(4)
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    return this.#add(bytes)
  }

  string(text: string): this {
    return this.number(Buffer.byteLength(text)).#add(Buffer.from(`${text}\0`))
  }

  signature(text: string): this {
    return this.byte(text.length).#add(Buffer.from(`${text}\0`))
  }

  array(items: Marshal, alignment: 4 | 8): this {
    return this.number(items.bytes.length).align(alignment).#add(items.bytes)
  }

  #add(bytes: Buffer): this {
    this.bytes = Buffer.concat([this.bytes, bytes])
    return this
  }
}
