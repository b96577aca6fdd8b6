/** Electron's `nativeImage`, for PNG and bitmaps: kept as they are, never decoded. */
import { readFileSync } from 'node:fs'
import { isPng, pngOfBitmap } from './png.ts'

export class NativeImage implements Pick<
  Electron.NativeImage,
  'isEmpty' | 'toPNG' | 'toDataURL' | 'getSize' | 'setTemplateImage' | 'isTemplateImage'
> {
  readonly #png: Buffer
  readonly #bitmap: Buffer | null
  #isTemplate = false

  /** @param bitmap - The pixels that the PNG was made of, where it was. */
  constructor(bytes: Buffer, bitmap: Buffer | null = null) {
    this.#png = isPng(bytes) ? bytes : Buffer.alloc(0)
    this.#bitmap = bitmap
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  toPNG(): Buffer {
    return Buffer.from(this.#png)
  }

  toDataURL(): string {
    return this.isEmpty() ? '' : `data:image/png;base64,${this.#png.toString('base64')}`
  }

  /** Width and height from the header (PNG specification, 11.2.2 IHDR). */
  getSize(): Electron.Size {
    return this.isEmpty()
      ? { width: 0, height: 0 }
      : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }

  toBitmap(): Buffer {
    if (this.#bitmap === null) throw new Error('the stand-in for Electron decodes no images: use toPNG')
    return Buffer.from(this.#bitmap)
  }

  resize(): this {
    return this
  }

  crop(): this {
    return this
  }

  addRepresentation(): void {
    // One representation is enough where nothing is shown.
  }

  setTemplateImage(isTemplate: boolean): void {
    this.#isTemplate = isTemplate
  }

  isTemplateImage(): boolean {
    return this.#isTemplate
  }
}

/** Electron's `nativeImage` module. */
export const nativeImage = {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromPath: (path: string) => new NativeImage(readOrEmpty(path)),
  createFromBuffer: (bytes: Buffer) => new NativeImage(bytes),
  createFromBitmap: (pixels: Buffer, { width, height }: Electron.CreateFromBitmapOptions) =>
    new NativeImage(pngOfBitmap(pixels, width, height), pixels),
  createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
}

function readOrEmpty(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
