/** Throw-away certificates made by openssl: their own authorities, so that trusting one is trusting it alone. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  /** PEM files. */
  readonly certificate: string
  readonly key: string
  readonly pem: string
  readonly remove: () => void
}

export interface CertificateOptions {
  /** Names it is for, as subjectAltName writes them. */
  readonly names?: string
  /** Made by a clock that is off by this, valid for 30 days from then: `-400d` is one that has expired. Needs faketime. */
  readonly madeAt?: string
}

export function makeCertificate(options: CertificateOptions = {}): Certificate {
  const { names = 'DNS:localhost,IP:127.0.0.1,IP:::1', madeAt } = options
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-certificate-'))
  const certificate = join(folder, 'certificate.pem')
  const key = join(folder, 'key.pem')
  const openssl = [
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes'
  ]
  openssl.push('-days', '30', '-subj', '/CN=localhost', '-addext', `subjectAltName=${names}`)
  openssl.push('-keyout', key, '-out', certificate)
  const [program = '', ...rest] = madeAt === undefined ? openssl : ['faketime', '-f', madeAt, ...openssl]
  execFileSync(program, rest, { stdio: 'ignore' })
  return {
    certificate,
    key,
    pem: readFileSync(certificate, 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
}
