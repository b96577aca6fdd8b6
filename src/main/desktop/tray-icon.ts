/**
 * The tray's sign, drawn as pixels: a scale with a zero stroke, and a pointer below it. Left of zero = the clock is slow, on
 * it = in step, right = fast, hollow = uncertain or unknown; a padlock in the corner while the vault is locked. The shape
 * says it, not the colour.
 */
import type { ClockView } from '../../shared/views/clock.ts'
import type { VaultView } from '../../shared/views/vault.ts'

export interface TraySign {
  readonly clock: 'slow' | 'in-step' | 'fast' | 'open'
  readonly isLocked: boolean
}

export function signOf(clock: ClockView, vault: VaultView): TraySign {
  return { clock: clockSign(clock), isLocked: vault.kind === 'locked' }
}

function clockSign({ verdict, offsetMs = 0 }: ClockView): TraySign['clock'] {
  switch (verdict) {
    case 'in-step':
      return 'in-step'
    case 'off':
      return offsetMs > 0 ? 'slow' : 'fast'
    default:
      return 'open'
  }
}

/** A point of the sign, in sixteenths of its width and height. */
type Shape = (x: number, y: number) => boolean

/** Where the pointer's tip stands. */
const TIP = { slow: 4, 'in-step': 8, fast: 12, open: 8 } as const
const TOP = { y: 1, baseline: 9 } as const
const POINTER = { height: 6.5, half: 4 } as const

const rectangle =
  (left: number, top: number, right: number, bottom: number): Shape =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom

/** A triangle that stands on its tip's reverse: the tip up at the baseline, `inset` from its edges. */
const pointer =
  (tip: number, inset: number): Shape =>
  (x, y) => {
    const depth = y - TOP.baseline - inset * 1.9
    return (
      depth >= 0 &&
      y <= TOP.baseline + POINTER.height - inset &&
      Math.abs(x - tip) <= (depth / (POINTER.height - inset)) * (POINTER.half - inset * 0.6)
    )
  }

const ring =
  (middleX: number, middleY: number, outer: number, inner: number): Shape =>
  (x, y) => {
    const distance = Math.hypot(x - middleX, y - middleY)
    return distance <= outer && distance >= inner
  }

const PADLOCK = { body: rectangle(9.5, 4.5, 15.5, 9), bow: ring(12.5, 4.5, 2.5, 1.3) } as const
/** Kept free around it, so that it stands apart from the scale. */
const AROUND_PADLOCK = rectangle(8.6, 0, 16, 10)

/** What is inked of the sign; strokes are a whole pixel at least. */
function shapeOf({ clock, isLocked }: TraySign, size: number): Shape {
  const stroke = Math.max(1, Math.round(size / 16)) * (16 / size)
  const zero = rectangle(8 - stroke / 2, TOP.y, 8 + stroke / 2, TOP.baseline)
  const base = rectangle(1, TOP.baseline - stroke, 15, TOP.baseline)
  const filled = pointer(TIP[clock], 0)
  // Thinner than the strokes, or nothing would be left of the hole.
  const hole = pointer(TIP[clock], Math.max(1, Math.floor(size / 16)) * (16 / size))
  const scale: Shape = (x, y) =>
    zero(x, y) || base(x, y) || (filled(x, y) && !(clock === 'open' && hole(x, y)))
  if (!isLocked) return scale
  return (x, y) =>
    PADLOCK.body(x, y) || (y < 4.6 && PADLOCK.bow(x, y)) || (!AROUND_PADLOCK(x, y) && scale(x, y))
}

/** Samples a pixel's side has: its ink is the share of them inside the shape. */
const SAMPLES = 4

/**
 * Draws the sign as premultiplied BGRA, as `nativeImage.createFromBitmap` takes it.
 * @param size - Width and height in pixels.
 * @param ink - Brightness of the stroke, 0–255: light on dark panels, dark on light ones.
 */
export function drawSign(sign: TraySign, size: number, ink: number): Buffer {
  const shape = shapeOf(sign, size)
  const pixels = Buffer.alloc(size * size * 4)
  const unit = 16 / size
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let inside = 0
      for (let sub = 0; sub < SAMPLES * SAMPLES; sub++) {
        const across = (x + ((sub % SAMPLES) + 0.5) / SAMPLES) * unit
        const down = (y + (Math.floor(sub / SAMPLES) + 0.5) / SAMPLES) * unit
        if (shape(across, down)) inside++
      }
      const cover = inside / SAMPLES ** 2
      const inked = Math.round(ink * cover)
      pixels.set([inked, inked, inked, Math.round(255 * cover)], (y * size + x) * 4)
    }
  }
  return pixels
}

interface IconSize {
  readonly scale: number
  readonly size: number
}

/** Sizes of the icon in pixels by the scale of the display, 1 first: 16 px in notification areas, 22 in Linux' panels. */
export function iconSizes(platform: NodeJS.Platform): readonly [IconSize, ...IconSize[]] {
  const base = platform === 'linux' ? 22 : 16
  const others = [1.25, 1.5, 2, 3].map((scale) => ({ scale, size: Math.round(base * scale) }))
  return [{ scale: 1, size: base }, ...others]
}

/** What the panel is like, as far as anybody tells: GNOME's is dark with its light theme, too. */
export function inkFor(panel: {
  readonly platform: NodeJS.Platform
  readonly desktop: 'gnome' | 'kde' | 'other'
  readonly isDark: boolean
}): number {
  // macOS colours a template image by itself.
  if (panel.platform === 'darwin') return 0
  return panel.isDark || panel.desktop === 'gnome' ? 255 : 24
}
