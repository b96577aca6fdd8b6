/** Which certificate authorities this machine trusts: those that come with Node, those added to it, and the system's. */
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import type { HttpsPorts } from './https-connection.ts'

/** Read when first needed, and once: it takes some tens of milliseconds. */
export function systemTrust(): Pick<HttpsPorts, 'trusted' | 'publicAuthorities'> {
  let context: SecureContext | null = null
  return {
    trusted() {
      // 'default' includes NODE_EXTRA_CA_CERTS.
      const authorities = new Set([...getCACertificates('default'), ...getCACertificates('system')])
      context ??= createSecureContext({ ca: [...authorities] })
      return context
    },
    publicAuthorities: () => getCACertificates('bundled')
  }
}
