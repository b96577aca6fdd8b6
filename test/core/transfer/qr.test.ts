import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readQrCodes } from '../../../src/core/transfer/qr.ts'

const TOTP = 'otpauth://totp/AWS:root?secret=JBSWY3DPEHPK3PXP&issuer=AWS'
const HOTP = 'otpauth://hotp/会社:名前?secret=GEZDGNBVGY3TQOJQ&issuer=会社&counter=7'

function picture(name: string): Buffer {
  return readFileSync(new URL(`../../vectors/qr/${name}`, import.meta.url))
}

/** A grey PNG of 8 bits with the data given, whatever it is. */
function png(width: number, height: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(data)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

describe('readQrCodes', () => {
  it.each(['totp.png', 'totp.jpg', 'totp.gif', 'totp.bmp'])('reads %s, made by qrencode', async (name) => {
    expect(await readQrCodes(picture(name))).toEqual([TOTP])
  })

  it.each(['transparent-palette.png', 'transparent-rgba.png', 'transparent-grey.png'])(
    'reads %s, black on nothing',
    async (name) => {
      expect(await readQrCodes(picture(name))).toEqual([TOTP])
    }
  )

  it('reads both codes of one picture, and Japanese in UTF-8', async () => {
    expect(new Set(await readQrCodes(picture('two-codes.png')))).toEqual(new Set([TOTP, HOTP]))
  })

  it('reads a view on a larger buffer and leaves the buffer whole', async () => {
    const file = picture('totp.png')
    const padded = Buffer.concat([Buffer.alloc(100, 1), file, Buffer.alloc(100, 2)])
    expect(await readQrCodes(padded.subarray(100, 100 + file.length))).toEqual([TOTP])
    expect(padded.subarray(100, 100 + file.length)).toEqual(file)
  })

  it.each<[condition: string, image: () => Uint8Array, code: string]>([
    ['nothing', () => new Uint8Array(), 'not-an-image'],
    ['a text', () => Buffer.from(TOTP), 'not-an-image'],
    ['WebP, which the decoder does not know', () => picture('totp.webp'), 'not-an-image'],
    ['a PNG cut off in its header', () => picture('totp.png').subarray(0, 24), 'not-an-image'],
    ['a PNG cut off in its data', () => picture('totp.png').subarray(0, 150), 'not-an-image'],
    [
      'a JPEG cut off, of which the decoder gives what there is',
      () => picture('totp.jpg').subarray(0, 200),
      'no-code'
    ],
    ['a PNG of no width', () => png(0, 10, Buffer.alloc(10)), 'not-an-image'],
    ['a blank picture', () => png(100, 100, Buffer.alloc(101 * 100)), 'no-code'],
    ['10 MiB and a byte', () => Buffer.alloc(10 * 1024 * 1024 + 1), 'too-large'],
    ['5,001 × 5,000 pixels, by the header alone', () => png(5001, 5000, Buffer.alloc(1)), 'too-large'],
    ['2^32 − 1 pixels squared', () => png(2 ** 32 - 1, 2 ** 32 - 1, Buffer.alloc(1)), 'too-large'],
    ['10 × 10 pixels that inflate to 64 MiB', () => png(10, 10, Buffer.alloc(2 ** 26)), 'not-an-image']
  ])('refuses %s', async (_, image, code) => {
    await expect(readQrCodes(image())).rejects.toMatchObject({ name: 'QrError', code })
  })

  it('stops a thread that is not done at the deadline', async () => {
    // Says that it is ready, takes the picture, and never answers.
    const source = `import { parentPort } from 'node:worker_threads'
      parentPort.once('message', () => { for (;;); })
      parentPort.postMessage('ready')`
    const worker = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
    await expect(readQrCodes(picture('totp.png'), { worker, deadlineMs: 50 })).rejects.toMatchObject({
      code: 'too-large',
      message: 'picture: expected to be read within 50 ms, got more to do'
    })
  })

  it('passes on the error of a thread that ends by itself', async () => {
    const worker = new URL('data:text/javascript,process.exit(3)')
    await expect(readQrCodes(picture('totp.png'), { worker })).rejects.toThrow('got the end of the thread')
  })
})
