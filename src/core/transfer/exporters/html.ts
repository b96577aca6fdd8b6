/** The sheet for paper: read by people and cameras, so that what can be written down on it is carried. */
import { formatKeyUri } from '../../otp/key-uri.ts'
import { secretBytesOf } from '../../vault/secret-bytes.ts'
import { htmlSheet } from '../html-sheet.ts'
import { fitsQr } from '../qr-svg.ts'
import type { Exporter } from './exporter.ts'
import { detailLosses } from './fields.ts'

export const htmlExporter: Exporter = {
  format: 'html',
  isPlain: true,
  extension: 'html',
  // Too long for a QR code: all of it stands there to be typed, and that is worth knowing before printing.
  losses: (account) => [
    ...(fitsQr(formatKeyUri(account)) ? [] : ['size' as const]),
    ...detailLosses(account, ['groups', 'note'])
  ],
  write: async (accounts, { sheetWords }) => [secretBytesOf(await htmlSheet(accounts, sheetWords))]
}
