/** QR codes (ISO/IEC 18004) in a picture from outside: checked by its header, then read in a thread with a deadline. */
import { imageSize } from './image-size.ts'
import { LIMITS } from './limits.ts'
import { DAMAGED_PICTURE, QrError } from './qr-error.ts'
import { QrReader, type QrReading } from './qr-reader.ts'

/**
 * The texts of all QR codes in a PNG, JPEG, GIF or BMP; at least one. One thread a picture: what it read is gone with it.
 * @throws {@link QrError} `not-an-image`, `too-large` (bytes, pixels, or not done in time), `no-code`
 */
export async function readQrCodes(image: Uint8Array, reading: QrReading = {}): Promise<string[]> {
  if (image.length > LIMITS.fileBytes) {
    throw new QrError('too-large', `≤ ${LIMITS.fileBytes} bytes`, `${image.length} bytes`)
  }
  const size = imageSize(image)
  if (size === null || size.width === 0 || size.height === 0) {
    throw new QrError('not-an-image', FORMATS, `${image.length} other bytes`)
  }
  if (size.width * size.height > LIMITS.imagePixels) {
    throw new QrError('too-large', `≤ ${LIMITS.imagePixels} pixels`, `${size.width} × ${size.height}`)
  }
  const reader = new QrReader(reading)
  try {
    const texts = await reader.textsIn(image)
    if (texts === null) throw new QrError('not-an-image', FORMATS, DAMAGED_PICTURE)
    if (texts.length === 0) throw new QrError('no-code', 'a QR code', 'none')
    return [...texts]
  } finally {
    await reader.end()
  }
}

const FORMATS = 'PNG, JPEG, GIF or BMP'
