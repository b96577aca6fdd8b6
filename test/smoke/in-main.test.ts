/** The part of npm run smoke:electron that needs no Electron, in Node: the TLS exporter. */
import { expect, it } from 'vitest'
import { makeCertificate } from '../fakes/certificates.ts'
import { tryTlsExporter } from './in-main.ts'

it('finds the same exported keys on both sides of a TLS 1.3 connection', async () => {
  const certificate = makeCertificate()
  try {
    const electron = {} as Parameters<typeof tryTlsExporter>[0]
    const outcome = await tryTlsExporter(electron, { certificate: certificate.pem, keyPath: certificate.key })
    expect(outcome.trouble).toBeNull()
  } finally {
    certificate.remove()
  }
})
