/** A list of Key URIs, one a line: what nearly every authenticator reads. */
import { formatKeyUri } from '../../otp/key-uri.ts'
import { secretBytesOf } from '../../vault/secret-bytes.ts'
import type { Exporter } from './exporter.ts'
import { detailLosses } from './fields.ts'

export const keyUriExporter: Exporter = {
  format: 'key-uri',
  isPlain: true,
  extension: 'txt',
  losses: (account) => detailLosses(account, []),
  write: (accounts) => {
    const lines = accounts.map((account) => `${formatKeyUri(account)}\n`)
    return Promise.resolve([secretBytesOf(lines.join(''))])
  }
}
