/** A share as a sheet to print: an SVG of A5 with its text and its QR code, and nothing from elsewhere, so that it shows the same everywhere. */
import { qrSvg } from '../transfer/qr-svg.ts'

export interface SheetWords {
  readonly title: string
  readonly index: string
  readonly needed: string
}

/** @param share - as share-text.ts writes it: twelve groups of six */
export async function shareSheet(share: string, { title, index, needed }: SheetWords): Promise<string> {
  const groups = share.split('-')
  const lines = [0, 3, 6, 9].map((at) => groups.slice(at, at + 3).join('  '))
  const text = (y: number, size: number, content: string, family = 'sans-serif'): string =>
    `  <text x="12" y="${y}" font-size="${size}" font-family="${family}">${escaped(content)}</text>`
  const code = (await qrSvg(share)) ?? ''
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="148mm" viewBox="0 0 210 148">',
    '  <rect width="210" height="148" fill="#fff"/>',
    text(22, 8, title),
    text(34, 5.5, index),
    ...lines.map((line, at) => text(56 + 14 * at, 9, line, 'monospace')),
    `  ${code.replace('<svg ', '<svg x="144" y="42" width="56" height="56" ')}`,
    text(124, 4.2, needed),
    '</svg>',
    ''
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
