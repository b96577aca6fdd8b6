import { createHash } from 'node:crypto'
import { decode, encode } from 'fast-png'
import { expect, it } from 'vitest'
import { writeExport } from '../../../../src/core/transfer/export.ts'
import { readExport } from '../../../../src/core/transfer/read-export.ts'
import { WRITING } from '../../../round-trip.ts'
import { SAMPLES } from './sample-accounts.ts'

it('carries an icon to Aegis and back, pixel by pixel, with the hash that Aegis knows it by', async () => {
  const [first] = SAMPLES
  if (first === undefined) throw new Error('expected samples')
  const data = Uint8Array.from({ length: 8 * 8 * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) & 255))
  const icon = {
    type: 'image/png',
    bytes: encode({ width: 8, height: 8, data, depth: 8, channels: 4 })
  } as const
  const details = { groups: [], note: '', isFavourite: false, icon, useCount: 0, isTrashed: false }
  const [file = Buffer.alloc(0)] = await writeExport([{ ...first, details }], 'aegis', WRITING)
  const { db } = JSON.parse(file.toString()) as { db: { entries: { icon_hash: string }[] } }
  const hash = createHash('sha256').update('image/png').update(icon.bytes).digest('hex')
  expect(db.entries[0]?.icon_hash).toBe(hash)
  const { accounts } = await readExport(file, { name: '', password: null })
  expect(decode(accounts[0]?.account.details?.icon?.bytes ?? new Uint8Array()).data).toEqual(data)
})
