/** A picture in grey, and the ways in which it is made easier to read for the QR decoder. */

export interface GreyPicture {
  readonly width: number
  readonly height: number
  /** One byte a pixel, rows from the top; 255 is white. */
  readonly pixels: Uint8Array
}

/**
 * Each pixel's distance from the mean around it, made larger: a faint code, or one that lies half in the shadow, becomes
 * black and white; within a small radius, a blurred one becomes sharp.
 * @param radius - pixels to each side over which the mean is taken
 * @param gain - how many times as large
 */
export function localMeanGain(
  { width, height, pixels }: GreyPicture,
  radius: number,
  gain: number
): GreyPicture {
  const gained = new Uint8Array(pixels.length)
  /** Sums over the rows of the box, for each column. */
  const columns = new Uint32Array(width)
  let rowsIn = 0
  const addRow = (y: number, sign: 1 | -1): void => {
    rowsIn += sign
    for (let x = 0, at = y * width; x < width; x++, at++) {
      columns[x] = (columns[x] ?? 0) + sign * (pixels[at] ?? 0)
    }
  }
  for (let y = 0; y < Math.min(radius, height); y++) addRow(y, 1)
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(y + radius, 1)
    if (y > radius) addRow(y - radius - 1, -1)
    let sum = 0
    let columnsIn = 0
    for (; columnsIn < Math.min(radius, width); columnsIn++) sum += columns[columnsIn] ?? 0
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (x + radius < width) {
        sum += columns[x + radius] ?? 0
        columnsIn++
      }
      if (x > radius) {
        sum -= columns[x - radius - 1] ?? 0
        columnsIn--
      }
      const shade = 128 + gain * ((pixels[at] ?? 0) - sum / (columnsIn * rowsIn))
      gained[at] = shade < 0 ? 0 : shade > 255 ? 255 : shade
    }
  }
  return { width, height, pixels: gained }
}

/** Width and height doubled, values between by their neighbours: a code whose squares are two pixels wide becomes legible. */
export function doubled({ width, height, pixels }: GreyPicture): GreyPicture {
  const out = new Uint8Array(4 * pixels.length)
  const outWidth = 2 * width
  for (let y = 0; y < height; y++) {
    const row = y * width
    const below = y + 1 < height ? row + width : row
    let at = 2 * y * outWidth
    for (let x = 0; x < width; x++, at += 2) {
      const right = x + 1 < width ? x + 1 : x
      const here = pixels[row + x] ?? 0
      const east = pixels[row + right] ?? 0
      const south = pixels[below + x] ?? 0
      const southEast = pixels[below + right] ?? 0
      out[at] = here
      out[at + 1] = (here + east) >> 1
      out[at + outWidth] = (here + south) >> 1
      out[at + outWidth + 1] = (here + east + south + southEast) >> 2
    }
  }
  return { width: outWidth, height: 2 * height, pixels: out }
}

/** As a PGM file (netpbm, "P5"): of all forms that the decoder takes the one that costs it least. */
export function pgmOf({ width, height, pixels }: GreyPicture): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1')
  const pgm = new Uint8Array(header.length + pixels.length)
  pgm.set(header)
  pgm.set(pixels, header.length)
  return pgm
}
