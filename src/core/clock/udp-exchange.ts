/** One datagram out and its answer in, on a connected socket, with T1 and T4 taken on the monotonic clock. */
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { noAnswerOf } from './ask.ts'
import type { NoAnswer } from './sample.ts'
import type { WallClock } from './wall-clock.ts'

export interface Exchange<T> {
  /** An IPv4 or IPv6 literal. */
  readonly address: string
  readonly port: number
  readonly packet: Uint8Array
  readonly clock: WallClock
  readonly timeoutMs: number
  /**
   * Reads an arriving datagram. `null` leaves the socket open for the next one: a forged reply that comes first must
   * not cost the genuine one.
   */
  readonly read: (
    datagram: Buffer,
    stamps: { readonly sentMs: number; readonly receivedMs: number }
  ) => T | null
}

/**
 * Sends the packet and gives what `read` makes of the first reply that it takes.
 * The kernel passes on only what comes from the address and port that we asked.
 */
export function exchange<T>(request: Exchange<T>): Promise<T | NoAnswer> {
  const { address, port, packet, clock, timeoutMs, read } = request
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
    let sentMs = 0
    const end = (outcome: T | NoAnswer): void => {
      clearTimeout(timer)
      socket.removeAllListeners()
      // An error that comes after the end has nobody left to tell.
      socket.on('error', () => undefined)
      socket.close()
      resolve(outcome)
    }
    const timer = setTimeout(() => end('timed-out'), timeoutMs)
    socket.once('error', (error) => end(noAnswerOf(error)))
    socket.on('message', (datagram) => {
      const receivedMs = clock.monotonicMs()
      const outcome = read(datagram, { sentMs, receivedMs })
      if (outcome !== null) end(outcome)
    })
    socket.once('connect', () => {
      sentMs = clock.monotonicMs()
      socket.send(packet, (error) => {
        if (error !== null) end(noAnswerOf(error))
      })
    })
    socket.connect(port, address)
  })
}
