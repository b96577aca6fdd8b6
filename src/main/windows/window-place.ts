/** Where the main window stands: its last place and size where that is on a display, else beside the pointer's display. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Placing {
  /** Where it stood last; null before it ever stood. */
  readonly last: Box | null
  /** Work areas of all displays, panels apart. */
  readonly displays: readonly Box[]
  readonly pointer: { readonly x: number; readonly y: number }
  readonly usual: { readonly width: number; readonly height: number }
  readonly least: { readonly width: number; readonly height: number }
}

/** How much of its title has to be on a display for a window to be taken hold of, DIP. */
const GRIP = { width: 80, height: 24 } as const

/** The window's box in DIP, whole on one display. */
export function placeWindow({ last, displays, pointer, usual, least }: Placing): Box {
  const here = displays.find((display) => contains(display, pointer)) ?? displays[0]
  if (here === undefined) return { x: 0, y: 0, ...usual }
  const size = last ?? usual
  const kept = last === null ? undefined : displays.find((display) => canBeGripped(last, display))
  // It opens on the display with the pointer; there, at its last place.
  const display = kept !== undefined && kept === here ? kept : here
  const width = clamp(size.width, Math.min(least.width, display.width), display.width)
  const height = clamp(size.height, Math.min(least.height, display.height), display.height)
  const [x, y] =
    display === kept && last !== null
      ? [last.x, last.y]
      : [display.x + (display.width - width) / 2, display.y + (display.height - height) / 2]
  return {
    x: Math.round(clamp(x, display.x, display.x + display.width - width)),
    y: Math.round(clamp(y, display.y, display.y + display.height - height)),
    width: Math.round(width),
    height: Math.round(height)
  }
}

/** Beside the tray's icon, where the system says where that is: under or over it, whole on its display. */
export function placeBesideTray(icon: Box, size: { width: number; height: number }, display: Box): Box {
  const isAtTop = icon.y + icon.height / 2 < display.y + display.height / 2
  const x = icon.x + icon.width / 2 - size.width / 2
  const y = isAtTop ? icon.y + icon.height : icon.y - size.height
  return {
    x: Math.round(clamp(x, display.x, display.x + display.width - size.width)),
    y: Math.round(clamp(y, display.y, display.y + display.height - size.height)),
    ...size
  }
}

function contains(box: Box, { x, y }: { readonly x: number; readonly y: number }): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
}

function canBeGripped(box: Box, display: Box): boolean {
  const across = Math.min(box.x + box.width, display.x + display.width) - Math.max(box.x, display.x)
  return across >= GRIP.width && box.y >= display.y - 1 && box.y + GRIP.height <= display.y + display.height
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
