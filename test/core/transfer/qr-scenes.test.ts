/** A share of `npm run bench:qr`: what is found in made pictures, not how fast. */
import { afterAll, describe, expect, it } from 'vitest'
import { QrReader } from '../../../src/core/transfer/qr-reader.ts'
import { NEGATIVES } from '../../bench/qr-backgrounds.ts'
import { pngOf } from '../../bench/qr-run.ts'
import { CATEGORIES, sceneOf } from '../../bench/qr-scenes.ts'
import { seeded } from '../../seeded.ts'

const SIZE = { width: 1280, height: 720 }

describe('QrReader', () => {
  // Other suites share the machine; a deadline of its own has qr.test.ts.
  const reader = new QrReader({ deadlineMs: 30_000 })

  afterAll(() => reader.end())

  it.each(CATEGORIES)('finds every code: %s', async (category) => {
    const scene = sceneOf(category, SIZE, 4)
    expect((await reader.textsIn(scene.picture))?.toSorted()).toEqual(scene.texts.toSorted())
  })

  it.each(Object.keys(NEGATIVES))('finds nothing in %s', async (name) => {
    const picture = NEGATIVES[name]?.(SIZE, seeded(5)) ?? SIZE
    expect(await reader.textsIn({ pixels: new Uint8Array(), ...picture })).toEqual([])
  })

  it('finds a faint code beside a clear one, in a PNG with four channels and filters', async () => {
    const clear = sceneOf('squares of 4–8 px', SIZE, 1)
    const faint = sceneOf('hardly visible', SIZE, 2)
    const pixels = new Uint8Array(2 * clear.picture.pixels.length)
    pixels.set(clear.picture.pixels)
    pixels.set(faint.picture.pixels, clear.picture.pixels.length)
    const texts = await reader.textsIn(pngOf({ width: SIZE.width, height: 2 * SIZE.height, pixels }))
    expect(texts?.toSorted()).toEqual([...clear.texts, ...faint.texts].toSorted())
  })

  it('gives one frame after another the same thread, and starts another after its end', async () => {
    const scene = sceneOf('squares of 4–8 px', { width: 640, height: 480 }, 3)
    const looks = Array.from({ length: 3 }, () => reader.textsIn(scene.picture, 'first-found'))
    expect(await Promise.all(looks)).toEqual([scene.texts, scene.texts, scene.texts])
    await reader.end()
    expect(await reader.textsIn(scene.picture)).toEqual(scene.texts)
  })

  it('takes a screen as Electron gives it', async () => {
    const { picture, texts } = sceneOf('light on dark', { width: 640, height: 480 }, 3)
    const bgra = new Uint8Array(4 * picture.pixels.length)
    picture.pixels.forEach((shade, at) => bgra.set([shade, shade, shade, 255], 4 * at))
    expect(await reader.textsIn({ width: 640, height: 480, bgra })).toEqual(texts)
  })
})
