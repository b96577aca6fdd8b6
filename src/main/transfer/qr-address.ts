/** A text as a QR code, drawn as SVG in a `data:` address, which the windows' policy lets images have. */
import { QR_BYTES, qrSvg } from '../../core/transfer/qr-svg.ts'
import { TransferError } from '../../core/transfer/transfer-error.ts'

/** @throws TransferError `cannot-carry` for a text that no code holds */
export async function qrAddress(text: string): Promise<string> {
  const svg = await qrSvg(text)
  if (svg === null) {
    const got = `${Buffer.byteLength(text)} bytes`
    throw new TransferError('cannot-carry', { field: 'QR code', expected: `≤ ${QR_BYTES} bytes`, got })
  }
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
