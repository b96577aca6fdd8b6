/** The pixels of a PNG as it stores them: inflated up to what its header claims, filters undone. ISO/IEC 15948. */
import { inflateSync } from 'node:zlib'
import { pngChunks, pngHeader, type PngHeader } from './png.ts'

export interface PngRows {
  readonly header: PngHeader
  /** Bytes of one row. */
  readonly rowBytes: number
  /** All rows, without their filters' bytes. */
  readonly bytes: Uint8Array
}

/** What can't be read of a PNG: `rare` is left to others, `damaged` to nobody. */
export type PngTrouble = 'rare' | 'damaged'

/**
 * The rows; `rare` for an interlaced one.
 * @param png - known by its signature and at least 33 bytes long
 */
export function pngRows(png: Uint8Array): PngRows | PngTrouble {
  const header = pngHeader(png)
  if (header.bitsPerPixel === 0) return 'damaged'
  if (header.interlaced) return 'rare'
  const rowBytes = Math.ceil((header.width * header.bitsPerPixel) / 8)
  const length = (rowBytes + 1) * header.height
  const filtered = inflated(png, length)
  if (filtered?.length !== length) return 'damaged'
  return { header, rowBytes, bytes: unfiltered(filtered, rowBytes, Math.ceil(header.bitsPerPixel / 8)) }
}

/** `null` for what can't be inflated, ends early or goes on beyond `length`: 2 MB can become gigabytes. */
function inflated(png: Uint8Array, length: number): Uint8Array | null {
  try {
    return inflateSync(Buffer.concat([...pngChunks(png, 'IDAT')]), { maxOutputLength: length })
  } catch {
    return null
  }
}

/** Undoes the filters, §9.2, and drops their bytes. `step`: bytes from a sample to that of the pixel on its left. */
function unfiltered(filtered: Uint8Array, rowBytes: number, step: number): Uint8Array {
  const rows = new Uint8Array(filtered.length - filtered.length / (rowBytes + 1))
  for (let from = 0, row = 0; row < rows.length; from += rowBytes + 1, row += rowBytes) {
    rows.set(filtered.subarray(from + 1, from + 1 + rowBytes), row)
    const filter = UNFILTER[filtered[from] ?? 0]
    filter?.(rows, row, row + rowBytes, step, row === 0 ? -1 : rowBytes)
  }
  return rows
}

/** Undoes one filter in the row from `row` to `end`, in place; `up` is the way to the row above, −1 in the first. */
type Unfilter = (rows: Uint8Array, row: number, end: number, step: number, up: number) => void

/** By the filters' numbers, §9.2. One loop each: a screen has millions of bytes. */
const UNFILTER: readonly (Unfilter | undefined)[] = [
  undefined,
  (rows, row, end, step) => {
    for (let i = row + step; i < end; i++) rows[i] = (rows[i] ?? 0) + (rows[i - step] ?? 0)
  },
  (rows, row, end, _step, up) => {
    if (up < 0) return
    for (let i = row; i < end; i++) rows[i] = (rows[i] ?? 0) + (rows[i - up] ?? 0)
  },
  (rows, row, end, step, up) => {
    for (let i = row; i < end; i++) {
      const left = i < row + step ? 0 : (rows[i - step] ?? 0)
      const above = up < 0 ? 0 : (rows[i - up] ?? 0)
      rows[i] = (rows[i] ?? 0) + ((left + above) >>> 1)
    }
  },
  (rows, row, end, step, up) => {
    for (let i = row; i < end; i++) {
      const isFirst = i < row + step
      const left = isFirst ? 0 : (rows[i - step] ?? 0)
      const above = up < 0 ? 0 : (rows[i - up] ?? 0)
      const aboveLeft = isFirst || up < 0 ? 0 : (rows[i - up - step] ?? 0)
      rows[i] = (rows[i] ?? 0) + paeth(left, above, aboveLeft)
    }
  }
]

/** §9.4: whichever neighbour is nearest to left + above − aboveLeft. */
function paeth(left: number, above: number, aboveLeft: number): number {
  const estimate = left + above - aboveLeft
  const toLeft = Math.abs(estimate - left)
  const toAbove = Math.abs(estimate - above)
  const toAboveLeft = Math.abs(estimate - aboveLeft)
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left
  return toAbove <= toAboveLeft ? above : aboveLeft
}
