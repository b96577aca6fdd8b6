import { describe, expect, it } from 'vitest'
import type { Importer } from '../../../../src/core/transfer/importer.ts'
import { aegisImporter } from '../../../../src/core/transfer/importers/aegis.ts'
import { bitwardenImporter } from '../../../../src/core/transfer/importers/bitwarden.ts'
import { enteImporter } from '../../../../src/core/transfer/importers/ente.ts'
import { protonImporter } from '../../../../src/core/transfer/importers/proton.ts'
import { changedJson, readBytes, sample } from './samples.ts'

const URI = 'otpauth://totp/Site:me?secret=JBSWY3DPEHPK3PXP&issuer=Site'
const ente = (note: string): Buffer =>
  Buffer.from(`${URI}&codeDisplay=${encodeURIComponent(JSON.stringify({ note }))}`)
const bitwarden = (notes: string): Buffer =>
  Buffer.from(
    JSON.stringify({ encrypted: false, items: [{ type: 1, name: 'Site', notes, login: { totp: URI } }] })
  )

/** KeePass' goes the same way (keepass.test.ts has no writer). */
const FORMATS: readonly (readonly [string, Importer, (note: string) => Buffer])[] = [
  [
    'Aegis',
    aegisImporter,
    (note) => changedJson(sample('aegis', 'plain-3.json'), { 'db.entries.0.note': note })
  ],
  ['Ente', enteImporter, ente],
  ['Bitwarden', bitwardenImporter, bitwarden],
  [
    'Proton',
    protonImporter,
    (note) => changedJson(sample('proton', 'plain.json'), { 'entries.0.note': note })
  ]
]

describe.each(FORMATS)('a note of %s', (_, importer, fileWith) => {
  it('comes in whole up to 1,024 bytes, and nothing is told', async () => {
    const [first] = (await readBytes(importer, fileWith('x'.repeat(1024)), null)).accounts
    expect(first?.account.details?.note).toBe('x'.repeat(1024))
    expect(first).not.toHaveProperty('shortened')
  })

  it('is cut to 1,024 bytes where it is longer, and that is told', async () => {
    const [first] = (await readBytes(importer, fileWith('あ'.repeat(342)), null)).accounts
    expect(first?.account.details?.note).toBe(`${'あ'.repeat(340)}…`)
    expect(first?.shortened).toEqual(['note'])
    expect(first).not.toHaveProperty('unread')
  })
})
