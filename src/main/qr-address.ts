/** A text as a QR code (ISO/IEC 18004), drawn as SVG in a `data:` address, which the windows' policy lets images have. */

export async function qrAddress(text: string): Promise<string> {
  // Loaded on use: nobody needs it at every start.
  const { toString } = (await import('qrcode')).default
  const svg = await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
