/** What no importer may let pass: content that is too deep, and icons without end. */
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { IMPORT_FORMATS } from '../../../src/core/transfer/formats.ts'
import { iconsOfFile } from '../../../src/core/transfer/icons-of-file.ts'
import { LIMITS } from '../../../src/core/transfer/limits.ts'
import { readExport } from '../../../src/core/transfer/read-export.ts'
import { sample } from './importers/samples.ts'

const DEEP = '['.repeat(33) + ']'.repeat(33)

async function codeOf(text: string, from?: (typeof IMPORT_FORMATS)[number]): Promise<string> {
  const reading = { name: '', password: null, ...(from === undefined ? {} : { from }) }
  return await readExport(Buffer.from(text), reading).then(
    () => 'none',
    (error: unknown) => (error as { code?: string }).code ?? String(error)
  )
}

describe('JSON of more than 32 levels', () => {
  it.each([
    ['alone', DEEP],
    [
      'in a backup of Aegis',
      sample('aegis', 'plain-3.json').toString().replace('"db"', `"more":${DEEP},"db"`)
    ],
    ['in a list of andOTP', sample('andotp', 'plain.json').toString().replace('[', `[${DEEP},`)],
    ['that ends nowhere', '{"a":'.repeat(100_000)]
  ])('is too large %s', async (_, text) => {
    expect(await codeOf(text)).toBe('too-large')
  })

  it.each(IMPORT_FORMATS)('is too large as %s, too', async (format) => {
    expect(await codeOf(DEEP, format)).toBe('too-large')
  })
})

describe('icons of one file', () => {
  const picture = (side: number, grey: number): string => {
    const data = new Uint8Array(side * side).fill(grey)
    return Buffer.from(encode({ width: side, height: side, data, depth: 8, channels: 1 })).toString('base64')
  }

  it('decodes a picture that all accounts share once', async () => {
    const icons = iconsOfFile()
    const shared = picture(16, 1)
    const [first, second] = [await icons(shared), await icons(shared)]
    expect(first?.type).toBe('image/png')
    expect(second).toBe(first)
  })

  it('leaves alone what is beyond the pixels of all of them, and gives again what it gave', async () => {
    const icons = iconsOfFile()
    const [small, large] = [picture(16, 1), picture(1024, 1)]
    expect(await icons(small)).not.toBeNull()
    // Only its header is whole, so that nothing is decoded.
    const claims = Buffer.from(picture(1024, 0), 'base64').subarray(0, 33)
    const most = Math.floor(LIMITS.iconsPixels / 1024 ** 2)
    for (let i = 0; i < most; i++) await icons(Buffer.concat([claims, Buffer.from([i])]).toString('base64'))
    expect(await icons(large)).toBeNull()
    expect(await iconsOfFile()(large)).not.toBeNull()
    expect(await icons(small)).not.toBeNull()
  })
})
