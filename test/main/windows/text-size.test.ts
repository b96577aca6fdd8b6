import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { TEXT_SIZES, type TextSize } from '../../../src/core/preferences.ts'
import { nextSize, textStepOf, TextSizing, type SizedWindow } from '../../../src/main/windows/text-size.ts'

const AREA = { x: 0, y: 0, width: 1366, height: 728 }
const LEAST = { width: 320, height: 440 }
const PLUS = { type: 'keyDown', key: '+', code: 'Equal', control: true, meta: false, alt: false } as const

/** A window of 380 × 640 DIP at the display's right edge, and what it is told. */
function window() {
  const told = { zoom: [] as number[], least: [] as number[][] }
  let bounds = { x: 980, y: 40, width: 380, height: 640 }
  const contents = Object.assign(new EventEmitter(), {
    setZoomFactor: (factor: number) => void told.zoom.push(factor)
  })
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    getBounds: () => bounds,
    setBounds: (wanted: Partial<typeof bounds>) => void (bounds = { ...bounds, ...wanted }),
    setMinimumSize: (...size: number[]) => void told.least.push(size)
  }) as unknown as SizedWindow & EventEmitter
  return { window, contents, told, box: () => bounds }
}

function sizing(size: TextSize) {
  const set = { size }
  const all = new TextSizing({ platform: 'linux', size: () => set.size, workAreaAt: () => AREA })
  all.onChange((now) => {
    set.size = now
    all.apply()
  })
  return { all, set }
}

describe('TextSizing', () => {
  it('gives a window the size that is set as soon as its page is there, and again when it changes', () => {
    const { all } = sizing(150)
    const { window: shown, contents, told } = window()
    all.follow(shown, () => undefined)
    contents.emit('did-navigate')
    contents.emit('before-input-event', { preventDefault: () => undefined }, PLUS)
    expect(told.zoom).toStrictEqual([1.5, 1.75])
  })

  it('keeps the key from the page, and leaves others to it', () => {
    const { all, set } = sizing(100)
    const { window: shown, contents } = window()
    all.follow(shown, () => undefined)
    const kept: string[] = []
    for (const key of ['+', 'k', '1'])
      contents.emit('before-input-event', { preventDefault: () => kept.push(key) }, { ...PLUS, key })
    expect(kept).toStrictEqual(['+'])
    expect(set.size).toBe(110)
  })

  it('makes a window no narrower than 320 px of its page at 200 %, whole on its display', () => {
    const { all, set } = sizing(100)
    const { window: shown, told, box } = window()
    all.follow(shown, () => all.grow(shown, LEAST))
    set.size = 200
    all.apply()
    expect(told.least).toStrictEqual([[640, 728]])
    expect(box()).toStrictEqual({ x: 726, y: 0, width: 640, height: 728 })
  })

  it('lets it be small again, and leaves it as large as it is', () => {
    const { all } = sizing(100)
    const { window: shown, told, box } = window()
    all.grow(shown, LEAST)
    expect(told.least).toStrictEqual([[320, 440]])
    expect(box().width).toBe(380)
  })

  it('forgets a window that was closed', () => {
    const { all } = sizing(100)
    const { window: shown, told } = window()
    all.follow(shown, () => undefined)
    shown.emit('closed')
    all.apply()
    expect(told.zoom).toStrictEqual([])
  })
})

describe('nextSize', () => {
  it('goes from 80 to 200 % and back in steps, and stays at the ends', () => {
    const up = TEXT_SIZES.map((size) => nextSize(size, 'larger'))
    const down = TEXT_SIZES.map((size) => nextSize(size, 'smaller'))
    expect(up).toStrictEqual([90, 100, 110, 125, 150, 175, 200, 200])
    expect(down).toStrictEqual([80, 80, 90, 100, 110, 125, 150, 175])
    expect(nextSize(175, 'usual')).toBe(100)
  })
})

describe('textStepOf', () => {
  it.each([
    ['Ctrl +', {}, 'linux', 'larger'],
    ['Ctrl =, which is the key of + without Shift', { key: '=' }, 'win32', 'larger'],
    ['Ctrl −', { key: '-' }, 'linux', 'smaller'],
    ['Ctrl 0', { key: '0' }, 'linux', 'usual'],
    ['Ctrl à, which is the key of 0 in France', { key: 'à', code: 'Digit0' }, 'linux', 'usual'],
    ['⌘ +', { control: false, meta: true }, 'darwin', 'larger'],
    ['Ctrl + on macOS', {}, 'darwin', null],
    ['Super +', { control: false, meta: true }, 'linux', null],
    ['Ctrl Alt +', { alt: true }, 'linux', null],
    ['+ alone', { control: false }, 'linux', null],
    ['Ctrl + let go', { type: 'keyUp' }, 'linux', null],
    ['Ctrl 1', { key: '1', code: 'Digit1' }, 'linux', null]
  ] as const)('takes %s', (_, changes, platform, step) => {
    expect(textStepOf({ ...PLUS, ...changes }, platform)).toBe(step)
  })
})
