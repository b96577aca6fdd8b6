/** Width and height as a picture's header claims them, read before anything is decoded: PNG, JPEG, GIF and BMP. */

export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** `null`: none of the formats that can be decoded, or cut off inside the header. WebP can't be decoded either. */
export function imageSize(image: Uint8Array): ImageSize | null {
  const bytes = new DataView(image.buffer, image.byteOffset, image.byteLength)
  try {
    if (isPng(image)) return pngSize(bytes)
    if (startsWith(image, JPEG)) return jpegSize(bytes)
    if (startsWith(image, GIF)) return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) }
    if (startsWith(image, BMP)) return bmpSize(bytes)
    return null
  } catch (error) {
    // Read beyond the end.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Whether it begins as a PNG does. */
export function isPng(image: Uint8Array): boolean {
  return startsWith(image, PNG)
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]
const GIF = [0x47, 0x49, 0x46, 0x38]
const BMP = [0x42, 0x4d]

function startsWith(image: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => image[i] === byte)
}

/** PNG (ISO/IEC 15948) §11.2.1: IHDR is the first chunk. */
function pngSize(bytes: DataView): ImageSize | null {
  const isHeader = bytes.byteLength >= 33 && bytes.getUint32(12) === 0x49484452
  return isHeader ? { width: bytes.getUint32(16), height: bytes.getUint32(20) } : null
}

/** The old header (12 bytes) has 16-bit sizes; in the newer ones a negative height means "from the top". */
function bmpSize(bytes: DataView): ImageSize {
  return bytes.getUint32(14, true) === 12
    ? { width: bytes.getUint16(18, true), height: bytes.getUint16(20, true) }
    : { width: Math.abs(bytes.getInt32(18, true)), height: Math.abs(bytes.getInt32(22, true)) }
}

/** ITU-T T.81 §B.2.2: from marker segment to marker segment up to the frame header. */
function jpegSize(bytes: DataView): ImageSize | null {
  let at = 2
  for (;;) {
    if (bytes.getUint8(at) !== 0xff) return null
    const marker = bytes.getUint8(at + 1)
    if (marker === 0xff)
      at += 1 // a fill byte
    else if (isFrameHeader(marker)) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) }
    else at += 2 + bytes.getUint16(at + 2)
  }
}

/** SOF0 – SOF15 without DHT, JPG and DAC, which lie among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
