/** Whether bytes could be a ciphertext without a mark of its own, or are plainly something else. */

/** Beyond what random bytes reach: χ² of 255 degrees of freedom has a mean of 255 and a deviation of 23. */
const MOST_CHI_SQUARED = 500
/** More says nothing new. */
const LOOKED_AT_BYTES = 64 * 1024
/** Compressed or encrypted containers that look random behind their first bytes; at least 3 bytes, against chance. */
const MAGICS = [
  'PK\x03\x04',
  'PK\x05\x06',
  '\x1f\x8b\x08',
  'BZh',
  '7z\xbc\xaf\x27\x1c',
  '\xfd7zXZ',
  '\x28\xb5\x2f\xfd',
  'Rar!',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'RIFF',
  '%PDF',
  'SQLite format 3',
  '\xd0\xcf\x11\xe0',
  '\x03\xd9\xa2\x9a',
  '\xac\xed\x00\x05',
  'Salted__',
  'LUKS',
  'age-encryption',
  'OggS',
  'ID3'
]

/** Evenly spread, and without the beginning of a container that is known. */
export function looksRandom(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 16)
  return (
    !MAGICS.some((magic) => start.startsWith(magic)) &&
    chiSquared(bytes.subarray(0, LOOKED_AT_BYTES)) < MOST_CHI_SQUARED
  )
}

/** How far the 256 values are from being equally frequent: Σ (observed − expected)² / expected. */
function chiSquared(bytes: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1
  const expected = bytes.length / 256
  return counts.reduce((sum, observed) => sum + (observed - expected) ** 2 / expected, 0)
}
