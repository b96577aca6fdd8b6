/** Within the namespace where UDP 123 is blocked: four sources by plain NTP and, failing that, by HTTPS. Prints JSON. */
import { randomBytes } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { ClockMonitor } from '../../../src/core/clock/clock-monitor.ts'
import { httpsWay } from '../../../src/core/clock/https-date.ts'
import { ntpWay } from '../../../src/core/clock/ntp.ts'
import { systemClock } from '../../../src/core/clock/system-clock.ts'
import { makeCertificate } from '../../fakes/certificates.ts'
import { startHttpsServer } from '../../fakes/https-server.ts'

const certificate = makeCertificate()
const servers = await Promise.all([1, 2, 3, 4].map(() => startHttpsServer({ certificate })))
const monitor = new ClockMonitor({
  sources: servers.map(({ port }, index) => ({
    name: `${index}`,
    ways: [
      { kind: 'ntp', host: `127.0.0.${index + 1}`, port: 123 },
      { kind: 'https', host: '127.0.0.1', port }
    ]
  })),
  ask: {
    ntp: ntpWay(randomBytes),
    https: httpsWay({
      proxyFor: () => Promise.resolve(null),
      trusted: () => createSecureContext({ ca: certificate.pem }),
      publicAuthorities: () => [certificate.pem]
    })
  },
  clock: systemClock(() => Date.now()),
  random: () => 0
})
const beganMs = performance.now()
const { verdict, reports } = await monitor.check()
const tookMs = performance.now() - beganMs
monitor.close()
console.log(
  JSON.stringify({
    verdict,
    tookMs,
    ways: reports.map(({ way }) => way.kind),
    requests: servers.map((server) => server.received())
  })
)
await Promise.all(servers.map((server) => server.close()))
certificate.remove()
process.exit()
