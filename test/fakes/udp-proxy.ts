/** Somebody on the path: passes datagrams on late, changed, again or not at all. */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** What becomes of a datagram: those that are sent on instead. */
export type Tamper = (datagram: Buffer) => readonly Buffer[]

export interface UdpProxyOptions {
  readonly listenHost?: string
  /** A free one if absent. */
  readonly listenPort?: number
  readonly target: { readonly host: string; readonly port: number }
  readonly toServer?: Tamper
  readonly toClient?: Tamper
  /** Delay of each datagram, ms; called for each. */
  readonly forthMs?: () => number
  readonly backMs?: () => number
}

export interface UdpProxy {
  readonly host: string
  readonly port: number
  /** Lengths of the requests that came, in bytes. */
  readonly requests: readonly number[]
  readonly close: () => void
}

const unchanged: Tamper = (datagram) => [datagram]
const atOnce = (): number => 0

export async function startUdpProxy(options: UdpProxyOptions): Promise<UdpProxy> {
  const { target, toServer = unchanged, toClient = unchanged, forthMs = atOnce, backMs = atOnce } = options
  const host = options.listenHost ?? '127.0.0.1'
  const front = createSocket('udp4')
  const backs = new Set<Socket>()
  const requests: number[] = []
  let open = true
  const later = (delayMs: number, act: () => void): void => {
    const guarded = (): void => {
      if (open) act()
    }
    if (delayMs > 0) setTimeout(guarded, delayMs)
    else guarded()
  }
  front.on('message', (request, from) => {
    requests.push(request.length)
    const back = createSocket('udp4')
    backs.add(back)
    back.on('error', () => undefined)
    back.on('message', (reply) => {
      for (const datagram of toClient(reply)) {
        later(backMs(), () => front.send(datagram, from.port, from.address))
      }
    })
    for (const datagram of toServer(request)) {
      later(forthMs(), () => back.send(datagram, target.port, target.host))
    }
  })
  front.bind(options.listenPort ?? 0, host)
  await once(front, 'listening')
  return {
    host,
    port: front.address().port,
    requests,
    close() {
      open = false
      front.close()
      for (const back of backs) back.close()
    }
  }
}
