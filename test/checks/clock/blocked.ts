/** Where UDP 123 is blocked, behind a proxy of an organisation, and with a clock that is 400 days off. */
import type { Verdict } from '../../../src/core/clock/verdict.ts'
import { makeCertificate } from '../../fakes/certificates.ts'
import { startChronyd } from '../../fakes/chronyd.ts'
import { startHttpsServer, startProxy } from '../../fakes/https-server.ts'
import type { Figures } from '../figures.ts'
import { inNamespace, missingForNamespace, scriptOf } from './namespace.ts'
import { temporaryHome, zeroskewCheck } from './terminal.ts'

const BLOCK = [
  'nft add table inet blocked',
  "nft add chain inet blocked input '{ type filter hook input priority 0; }'",
  'nft add rule inet blocked input udp dport 123 counter drop'
]

export async function checkBlocked(figures: Figures): Promise<void> {
  figures.heading('where NTP is blocked')
  const missing = missingForNamespace(['nft', 'openssl'])
  if (missing.length > 0) figures.say(`UDP 123 blocked: skipped, needs ${missing.join(', ')}`)
  else await checkHttps(figures)
  await checkProxy(figures)
  await checkMonths(figures)
}

async function checkHttps(figures: Figures): Promise<void> {
  const text = await inNamespace(scriptOf('blocked-inside.ts'), BLOCK)
  const { verdict, tookMs, ways, requests } = JSON.parse(text) as {
    readonly verdict: Verdict
    readonly tookMs: number
    readonly ways: readonly string[]
    readonly requests: readonly number[]
  }
  const measured = 'measured' in verdict ? verdict.measured : { offsetMs: NaN, boundMs: NaN, trust: 'none' }
  figures.expect(
    measured.boundMs <= 600 && Math.abs(measured.offsetMs) <= measured.boundMs,
    'UDP 123 blocked: ±0.6 s by HTTPS',
    `${measured.offsetMs.toFixed(0)} ± ${measured.boundMs.toFixed(0)} ms, ${measured.trust}, after ${tookMs.toFixed(0)} ms`
  )
  const isOneEach = requests.every((count) => count === 1) && ways.every((way) => way === 'https')
  figures.expect(isOneEach, 'one request for each source', `${requests.join(', ')} by ${ways.join(', ')}`)
}

async function checkProxy(figures: Figures): Promise<void> {
  const certificate = makeCertificate()
  const servers = await Promise.all([1, 2, 3].map(() => startHttpsServer({ certificate })))
  const proxy = await startProxy()
  const { home, remove } = temporaryHome()
  const {
    verdict,
    offsetMs = NaN,
    boundMs = NaN,
    trust
  } = await zeroskewCheck({
    servers: servers.map(({ port }) => `https://127.0.0.1:${port}`),
    home,
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: '',
      NODE_EXTRA_CA_CERTS: certificate.certificate
    }
  })
  figures.expect(
    trust === 'single' && boundMs <= 600 && Math.abs(offsetMs) <= boundMs && proxy.received() === 3,
    'through a proxy with its own authority: ±0.6 s, trust single',
    `${verdict}, ${offsetMs.toFixed(0)} ± ${boundMs.toFixed(0)} ms, ${trust}, ${proxy.received()} tunnels`
  )
  await Promise.all([proxy, ...servers].map((server) => server.close()))
  certificate.remove()
  remove()
}

/** Two servers by NTS whose certificates are good for these 30 days, seen from 400 days ago and from 400 days ahead. */
async function checkMonths(figures: Figures): Promise<void> {
  const certificate = makeCertificate()
  const servers = await Promise.all([1, 2].map(() => startChronyd({ nts: certificate })))
  const urls = servers.map(({ ntsPort }) => `nts://127.0.0.1:${ntsPort}`)
  const { home, remove } = temporaryHome()
  const trusting = { NODE_EXTRA_CA_CERTS: certificate.certificate, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  for (const [off, expected] of [
    ['-400d', 'certificates-not-yet-valid'],
    ['+400d', 'certificates-expired']
  ] as const) {
    const seen = await zeroskewCheck({ servers: urls, home, env: trusting, prefix: ['faketime', '-f', off] })
    figures.expect(
      seen.reason === expected,
      `clock ${off}: the clock is named`,
      `${seen.verdict}, ${seen.reason}`
    )
    const plain = servers.map(({ port }) => `ntp://127.0.0.1:${port}`)
    const measured = await zeroskewCheck({
      servers: [...urls, ...plain, `ntp://[::1]:${servers[0]?.port ?? 0}`],
      home,
      env: trusting,
      prefix: ['faketime', '-f', off]
    })
    const days = (measured.offsetMs ?? NaN) / 86_400_000
    figures.expect(
      measured.verdict === 'off' && Math.abs(Math.abs(days) - 400) < 0.001,
      `clock ${off}, plain NTP let through: measured`,
      `${measured.verdict} by ${days.toFixed(3)} days, ${measured.trust}`
    )
  }
  const untrusted = await zeroskewCheck({ servers: urls, home })
  const isBlamed = String(untrusted.reason).startsWith('certificates-')
  const reasons = untrusted.sources.map(({ reason }) => reason).join(', ')
  figures.expect(
    !isBlamed,
    'untrusted certificate inside its dates: no clock fault',
    `${untrusted.reason} (${reasons})`
  )
  await Promise.all(servers.map((server) => server.stop()))
  certificate.remove()
  remove()
}
