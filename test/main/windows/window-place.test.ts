import { describe, expect, it } from 'vitest'
import { placeBesideTray, placeWindow, type Box } from '../../../src/main/windows/window-place.ts'

const LEFT: Box = { x: 0, y: 30, width: 1920, height: 1050 }
const RIGHT: Box = { x: 1920, y: 0, width: 1280, height: 720 }
const usual = { width: 380, height: 640 }
const least = { width: 320, height: 440 }
const place = (last: Box | null, pointer: { x: number; y: number }, displays: Box[] = [LEFT, RIGHT]): Box =>
  placeWindow({ last, displays, pointer, usual, least })

describe('placeWindow', () => {
  it('keeps the last place and size on the display with the pointer', () => {
    const last = { x: 100, y: 200, width: 500, height: 700 }
    expect(place(last, { x: 10, y: 40 })).toStrictEqual(last)
  })

  it('comes to the display with the pointer, in the middle, with its size', () => {
    const box = place({ x: 100, y: 200, width: 500, height: 700 }, { x: 2000, y: 100 })
    expect(box).toStrictEqual({ x: 2310, y: 10, width: 500, height: 700 })
  })

  it('comes back whole from a display that is gone, and from outside of all', () => {
    expect(place({ x: 4000, y: 90, width: 380, height: 640 }, { x: 5, y: 40 }, [LEFT])).toStrictEqual({
      x: 770,
      y: 235,
      ...usual
    })
    const moved = place({ x: 1800, y: 900, width: 380, height: 640 }, { x: 5, y: 40 }, [LEFT])
    expect(moved).toStrictEqual({ x: 1540, y: 440, ...usual })
  })

  it('is never larger than the display, nor smaller than the least where that fits', () => {
    expect(place({ x: 0, y: 30, width: 9000, height: 9000 }, { x: 5, y: 40 })).toStrictEqual(LEFT)
    expect(place({ x: 0, y: 30, width: 10, height: 10 }, { x: 5, y: 40 })).toMatchObject(least)
  })

  it('has a place even where no display is known', () => {
    expect(place(null, { x: 0, y: 0 }, [])).toStrictEqual({ x: 0, y: 0, ...usual })
  })
})

describe('placeBesideTray', () => {
  it('stands under an icon in a panel at the top, and over one at the bottom, whole on the display', () => {
    const display = { x: 0, y: 0, width: 1000, height: 800 }
    expect(placeBesideTray({ x: 980, y: 0, width: 20, height: 24 }, usual, display)).toStrictEqual({
      x: 620,
      y: 24,
      ...usual
    })
    expect(placeBesideTray({ x: 500, y: 776, width: 20, height: 24 }, usual, display)).toStrictEqual({
      x: 320,
      y: 136,
      ...usual
    })
  })
})
