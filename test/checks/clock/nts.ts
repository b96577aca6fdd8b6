/** NTS against real chronyd: a hundred answers within their bounds, and each forgery refused for its own reason. */
import { randomBytes } from 'node:crypto'
import type { Ask } from '../../../src/core/clock/ask.ts'
import { ntsWay } from '../../../src/core/clock/nts.ts'
import type { Answer } from '../../../src/core/clock/sample.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { anchorAt } from '../../../src/core/clock/wall-clock.ts'
import { makeCertificate } from '../../fakes/certificates.ts'
import { startChronyd, type Chronyd } from '../../fakes/chronyd.ts'
import { startUdpProxy, type Tamper } from '../../fakes/udp-proxy.ts'
import type { Figures } from '../figures.ts'

const RUNS = 100
const clock = systemClock(() => Date.now())

async function ask(way: Ask, port: number): Promise<Answer> {
  return await way({
    way: { kind: 'nts', host: '127.0.0.1', port },
    clock,
    anchor: anchorAt(clock),
    timeoutMs: 1000
  })
}

export async function checkNts(figures: Figures): Promise<void> {
  figures.heading('NTS against real chronyd')
  const certificate = makeCertificate()
  const server = await startChronyd({ nts: certificate, lines: ['ntsntpserver 127.0.0.2'] })
  try {
    await checkBounds(figures, certificate.pem)
    await checkForgeries(figures, server, certificate.pem)
    await checkForgotten(figures, certificate)
  } finally {
    await server.stop()
    certificate.remove()
  }
}

async function checkBounds(figures: Figures, authority: string): Promise<void> {
  const certificate = makeCertificate()
  const server = await startChronyd({ nts: certificate })
  const way = ntsWay({ randomBytes, authorities: [certificate.pem, authority] })
  let [within, near] = [0, 0]
  for (let run = 0; run < RUNS; run++) {
    const answer = await ask(way, server.ntsPort)
    if (answer.kind !== 'sample') continue
    const { offsetMs, boundMs, delayMs, rootDelayMs, rootDispersionMs, voucher } = answer.sample
    if (voucher === 'operator' && Math.abs(offsetMs) <= boundMs) within++
    if (boundMs <= delayMs / 2 + rootDelayMs / 2 + rootDispersionMs + 2) near++
  }
  await server.stop()
  certificate.remove()
  figures.expect(within === RUNS, 'authenticated and within its bound', `${within} of ${RUNS}`)
  figures.expect(near >= 0.95 * RUNS, 'bound ≤ delay/2 + root distance + 2 ms in 95 %', `${near} of ${RUNS}`)
}

const flipped =
  (at: (datagram: Buffer) => number): Tamper =>
  (datagram) => {
    const forged = Buffer.from(datagram)
    forged.writeUInt8(forged.readUInt8(at(forged)) ^ 1, at(forged))
    return [forged]
  }

/** Cuts a reply off before the extension field of its authenticator (RFC 8915 §5.6). */
const stripped: Tamper = (datagram) => {
  let at = 48
  while (at + 4 <= datagram.length && datagram.readUInt16BE(at) !== 0x0404)
    at += datagram.readUInt16BE(at + 2)
  return [datagram.subarray(0, at)]
}

async function checkForgeries(figures: Figures, server: Chronyd, authority: string): Promise<void> {
  const last = (datagram: Buffer): number => datagram.length - 1
  const seen: Buffer[] = []
  const cases: readonly (readonly [string, { toServer?: Tamper; toClient?: Tamper }, string])[] = [
    ['forged reply', { toClient: flipped(() => 43) }, 'not-authentic'],
    ['forged request', { toServer: flipped(last) }, 'nts-nak'],
    ['stripped authenticator', { toClient: stripped }, 'no-authenticator'],
    ['replayed reply', { toClient: (reply) => (seen.push(reply), seen.slice(0, 1)) }, 'origin-mismatch']
  ]
  for (const [name, tampering, reason] of cases) {
    const proxy = await startUdpProxy({
      listenHost: '127.0.0.2',
      listenPort: server.port,
      target: server,
      ...tampering
    })
    const way = ntsWay({ randomBytes, authorities: [authority] })
    if (name === 'replayed reply') await ask(way, server.ntsPort)
    expectReason(figures, name, await ask(way, server.ntsPort), reason)
    proxy.close()
  }
  const stranger = ntsWay({ randomBytes })
  expectReason(figures, 'wrong certificate', await ask(stranger, server.ntsPort), 'untrusted-certificate')
}

/** Cookies that the server can't read any more, as after it has thrown their key away (RFC 8915 §5.7). */
async function checkForgotten(
  figures: Figures,
  certificate: ReturnType<typeof makeCertificate>
): Promise<void> {
  const first = await startChronyd({ nts: certificate })
  const way = ntsWay({ randomBytes, authorities: [certificate.pem] })
  await ask(way, first.ntsPort)
  await first.stop()
  const second = await startChronyd({ nts: certificate, ports: first })
  const answer = await ask(way, second.ntsPort)
  await second.stop()
  figures.expect(answer.kind === 'sample', 'expired cookie: one new key exchange, then answered', answer.kind)
  // A server that never knows its own cookies: its requests are spoilt on the way, before and after the new exchange.
  const third = await startChronyd({ nts: certificate, lines: ['ntsntpserver 127.0.0.2'] })
  const cookieAt = (): number => 48 + 36 + 4
  const proxy = await startUdpProxy({
    listenHost: '127.0.0.2',
    listenPort: third.port,
    target: third,
    toServer: flipped(cookieAt)
  })
  expectReason(figures, 'expired cookie, again after it', await ask(way, third.ntsPort), 'nts-nak')
  figures.expect(
    proxy.requests.length === 2,
    'no more than one new key exchange',
    `${proxy.requests.length - 1}`
  )
  proxy.close()
  await third.stop()
}

function expectReason(figures: Figures, name: string, answer: Answer, reason: string): void {
  const got = answer.kind === 'sample' ? 'accepted' : answer.reason
  figures.expect(got === reason, `${name} is refused`, got)
}
