/** Real chronyd servers on loopback, which never touch the system's clock: true ones, and ones off by a known amount. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findProgram } from '../real-parts.ts'

export interface ChronydOptions {
  /** Its clock is off by this, as `faketime -f` writes it: `+47s`, `-400d`. Needs faketime. */
  readonly off?: string
  /** Serves NTS too, with this certificate and key (PEM files). */
  readonly nts?: { readonly certificate: string; readonly key: string }
  /** More lines for its configuration. */
  readonly lines?: readonly string[]
  /** Ports to serve on, where another server was before; free ones if absent. */
  readonly ports?: { readonly port: number; readonly ntsPort: number }
}

export interface Chronyd {
  readonly host: '127.0.0.1'
  readonly port: number
  /** Port of the NTS key exchange; 0 without NTS. */
  readonly ntsPort: number
  readonly stop: () => Promise<void>
}

/** Starts a server and waits until it answers. */
export async function startChronyd(options: ChronydOptions = {}): Promise<Chronyd> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-chronyd-'))
  const port = options.ports?.port ?? (await freeUdpPort())
  const ntsPort = options.nts === undefined ? 0 : (options.ports?.ntsPort ?? (await freeTcpPort()))
  const file = join(folder, 'chrony.conf')
  writeFileSync(file, configuration(folder, port, ntsPort, options).join('\n') + '\n')
  const child = launch(file, options.off)
  const log: string[] = []
  child.stderr?.on('data', (text: Buffer) => log.push(text.toString()))
  child.stdout?.on('data', (text: Buffer) => log.push(text.toString()))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      // The whole group: faketime waits for its program and doesn't pass the signal on.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      await gone
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
  try {
    await untilAnswers(child, port, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { host: '127.0.0.1', port, ntsPort, stop }
}

function configuration(folder: string, port: number, ntsPort: number, options: ChronydOptions): string[] {
  const { nts, lines = [] } = options
  return [
    `port ${port}`,
    'cmdport 0',
    'bindcmdaddress /',
    'local stratum 1',
    'allow all',
    'bindaddress 127.0.0.1',
    'bindaddress ::1',
    `pidfile ${join(folder, 'chronyd.pid')}`,
    ...(nts === undefined
      ? []
      : [
          `ntsserverkey ${nts.key}`,
          `ntsservercert ${nts.certificate}`,
          `ntsport ${ntsPort}`,
          `ntsdumpdir ${folder}`
        ]),
    ...lines
  ]
}

function launch(file: string, off: string | undefined): ChildProcess {
  const asRoot = process.getuid?.() === 0
  // -x: never sets the system's clock. -U: needs no root.
  const chronyd = [findProgram('chronyd') ?? 'chronyd', '-x', '-d', ...(asRoot ? ['-u', 'root'] : ['-U'])]
  const command = off === undefined ? chronyd : [findProgram('faketime') ?? 'faketime', '-f', off, ...chronyd]
  const [program, ...rest] = [...command, '-f', file] as const
  return spawn(program, rest, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  })
}

async function untilAnswers(child: ChildProcess, port: number, log: readonly string[]): Promise<void> {
  const socket = createSocket('udp4')
  const request = Buffer.alloc(48)
  request.writeUInt8(0x23, 0)
  const answers: Buffer[] = []
  // Leap 3 means that it hasn't set its own clock yet.
  socket.on('message', (reply) => reply.readUInt8(0) >> 6 !== 3 && answers.push(reply))
  socket.on('error', () => undefined)
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  try {
    const deadline = performance.now() + 60_000
    while (answers.length === 0) {
      if (child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`expected chronyd to answer on port ${port}, got: ${log.join('')}`)
      }
      socket.send(request, port, '127.0.0.1')
      await wait(20)
    }
  } finally {
    socket.close()
  }
}

/** A UDP port of loopback that was free a moment ago. */
export function freeUdpPort(): Promise<number> {
  return freePort(async (port) => {
    const socket = createSocket('udp4')
    socket.bind(port, '127.0.0.1')
    await once(socket, 'listening')
    await new Promise<void>((resolve) => socket.close(() => resolve()))
  })
}

/** A TCP port of loopback that was free a moment ago. */
export function freeTcpPort(): Promise<number> {
  return freePort(async (port) => {
    const server = createServer()
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
}

/**
 * One of those that no system gives to whoever asks for any (Linux from 32768, RFC 6335 from 49152): so it isn't somebody
 * else's by the time it is used.
 */
async function freePort(tryOut: (port: number) => Promise<void>): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    try {
      await tryOut(port)
      return port
    } catch {
      // Taken: another one.
    }
  }
}
