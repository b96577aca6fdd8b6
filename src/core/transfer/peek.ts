/** One look at a file from outside, shared by everybody who has to recognise it: decoded and parsed at most once. */
import { LIMITS } from './limits.ts'
import { parseJson, type Json } from './safe-json.ts'
import { TransferError } from './transfer-error.ts'

export class Peek {
  readonly bytes: Buffer
  /** The file's name: a hint where content can't say, and never against what the content says. */
  readonly name: string
  #text: string | null | undefined
  #json: Json | undefined | null
  #isJsonTried = false
  #tooLarge: TransferError | undefined

  /**
   * @param bytes - Stays the caller's, who wipes it.
   * @throws TransferError `too-large`
   */
  constructor(bytes: Buffer, name = '') {
    if (bytes.length > LIMITS.fileBytes) {
      throw new TransferError('too-large', {
        expected: `≤ ${LIMITS.fileBytes} bytes`,
        got: `${bytes.length} bytes`
      })
    }
    this.bytes = bytes
    this.name = name
  }

  /** The file as UTF-8 without its byte order mark (UTF-16 with one is taken too), or null where it is no text. */
  get text(): string | null {
    if (this.#text === undefined) this.#text = decode(this.bytes)
    return this.#text
  }

  /**
   * The file as JSON, or undefined where it is none. Objects are Maps: no name in them can be a prototype's.
   * @throws TransferError `too-large`, each time that it is asked
   */
  get json(): Json | undefined {
    if (!this.#isJsonTried) {
      this.#isJsonTried = true
      try {
        this.#json = this.text === null ? undefined : parseJson(this.text)
      } catch (error) {
        if (!(error instanceof TransferError)) throw error
        this.#tooLarge = error
      }
    }
    if (this.#tooLarge !== undefined) throw this.#tooLarge
    return this.#json ?? undefined
  }

  /** Whether the file begins with these bytes. */
  startsWith(magic: string | readonly number[]): boolean {
    const expected = typeof magic === 'string' ? Buffer.from(magic, 'latin1') : Buffer.from(magic)
    return this.bytes.subarray(0, expected.length).equals(expected)
  }
}

function decode(bytes: Buffer): string | null {
  const isUtf16 = bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
