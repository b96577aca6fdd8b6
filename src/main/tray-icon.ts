/**
 * The tray's sign, drawn as pixels: a zero stroke and a pointer. Left of it = the clock is slow, on it = in step,
 * right = fast, hollow = uncertain or unknown. The shape says it, not the colour.
 */
import type { ClockView } from '../shared/views.ts'

export type TraySign = 'slow' | 'in-step' | 'fast' | 'open'

export function signOf(view: ClockView): TraySign {
  switch (view.verdict) {
    case 'in-step':
      return 'in-step'
    case 'off':
      return (view.offsetMs ?? 0) > 0 ? 'slow' : 'fast'
    default:
      return 'open'
  }
}

/** Where the pointer's tip stands, as a share of the width. */
const TIP = { slow: 0.25, 'in-step': 0.5, fast: 0.75, open: 0.5 } as const

/**
 * Draws the sign as premultiplied BGRA, as `nativeImage.createFromBitmap` takes it.
 * @param size - Width and height in pixels.
 * @param ink - Brightness of the stroke, 0–255: light on dark panels, dark on light ones.
 */
export function drawSign(sign: TraySign, size: number, ink: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4)
  const put = (x: number, y: number): void => {
    if (x >= 0 && y >= 0 && x < size && y < size)
      pixels.fill(Buffer.from([ink, ink, ink, 255]), (y * size + x) * 4, (y * size + x) * 4 + 4)
  }
  const unit = size / 16
  const middle = Math.round(size / 2)
  const stroke = Math.max(1, Math.round(unit))
  for (let y = Math.round(unit); y < Math.round(10 * unit); y++) {
    for (let x = 0; x < stroke; x++) put(middle - Math.ceil(stroke / 2) + x, y)
  }
  const baseline = Math.round(10 * unit)
  for (let x = Math.round(unit); x < size - Math.round(unit); x++) {
    for (let y = 0; y < stroke; y++) put(x, baseline - stroke + y)
  }
  const tip = Math.round(TIP[sign] * size)
  const height = Math.round(5 * unit)
  for (let row = 0; row < height; row++) {
    const half = Math.round((row / height) * 3.5 * unit)
    for (let x = -half; x <= half; x++) {
      const isEdge = Math.abs(x) > half - stroke || row >= height - stroke
      if (sign !== 'open' || isEdge) put(tip + x, baseline + row)
    }
  }
  return pixels
}
