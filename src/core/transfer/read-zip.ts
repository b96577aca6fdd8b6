/**
 * Zip archives from outside (PKWARE APPNOTE 6.3), within limits: the central directory is read first, and nothing is
 * inflated beyond what an honest export holds. Opens ZipCrypto and WinZip's AES.
 */
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

/** One file of an archive, as its central directory claims it. */
export interface ZipListing {
  readonly name: string
  readonly isEncrypted: boolean
  /** Bytes when inflated, which may be a lie. */
  readonly claimedBytes: number
}

/** One file, inflated. Its bytes may hold secrets: whoever is done with them wipes them. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Buffer
}

/** What the central directory says, or null where the bytes aren't an archive within limits. Cheap: nothing is inflated. */
export function listZip(bytes: Buffer): readonly ZipListing[] | null {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== LOCAL_HEADER) return null
  const end = endOfDirectory(bytes)
  if (end === null || end.count > LIMITS.zipEntries) return null
  const listed: ZipListing[] = []
  let at = end.start
  for (let i = 0; i < end.count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_HEADER) return null
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
    if (name === undefined || extra === undefined || comment === undefined) return null
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    const claimedBytes = bytes.readUInt32LE(at + 24)
    listed.push({ name: bytes.toString('utf8', at + 46, at + 46 + name), isEncrypted, claimedBytes })
    at += 46 + name + extra + comment
  }
  return listed
}

/**
 * Refuses an archive of more files than any export has; anything else passes.
 * @throws {@link TransferError} `too-large`
 */
export function refuseManyFiles(bytes: Buffer): void {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== LOCAL_HEADER) return
  const count = endOfDirectory(bytes)?.count ?? 0
  if (count > LIMITS.zipEntries) tooMuch(`${LIMITS.zipEntries} files`, `${count} files`)
}

/**
 * Inflates every file of an archive.
 * @param password - UTF-8; stays the caller's
 * @throws {@link TransferError} `password-needed`, `wrong-password`, `too-large` (over 64 entries, or 10 MiB inflated),
 * `unsupported-parameters` (a method that can’t be had), `damaged-file` (also for a name that leads out of its folder)
 */
export async function openZip(bytes: Buffer, password: Buffer | null): Promise<readonly ZipEntry[]> {
  const listed = listZip(bytes)
  if (listed === null) {
    refuseManyFiles(bytes)
    throw damaged('a central directory')
  }
  const claimed = listed.reduce((sum, one) => sum + one.claimedBytes, 0)
  if (claimed > LIMITS.fileBytes) tooMuch(`${LIMITS.fileBytes} bytes inflated`, `${claimed}`)
  if (listed.some((one) => one.isEncrypted) && password === null) {
    throw new TransferError('password-needed', { expected: 'the password of the archive', got: 'none' })
  }
  const { ZipReader, Uint8ArrayReader } = await import('@zip.js/zip.js')
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    useWebWorkers: false,
    checkSignature: true,
    ...(password === null ? {} : { rawPassword: password })
  })
  const taken: ZipEntry[] = []
  try {
    let left: number = LIMITS.fileBytes
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue
      const sink = limitedSink(left)
      await entry.getData(sink.writable)
      const content = sink.content()
      left -= content.length
      taken.push({ name: entry.filename, bytes: content })
    }
    return taken
  } catch (error) {
    for (const entry of taken) entry.bytes.fill(0)
    throw asTransferError(error)
  } finally {
    await reader.close().catch(() => undefined)
  }
}

const LOCAL_HEADER = 0x04034b50
const DIRECTORY_HEADER = 0x02014b50
const DIRECTORY_END = 0x06054b50

/** Where the central directory begins and how many files it lists; null without one. APPNOTE 4.3.16. */
function endOfDirectory(bytes: Buffer): { start: number; count: number } | null {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff)
  for (let at = bytes.length - 22; at >= earliest; at--) {
    if (bytes.readUInt32LE(at) === DIRECTORY_END) {
      return { start: bytes.readUInt32LE(at + 16), count: bytes.readUInt16LE(at + 10) }
    }
  }
  return null
}

/** Takes so many bytes and no more, whatever the header claimed. */
function limitedSink(mostBytes: number): { writable: WritableStream<Uint8Array>; content: () => Buffer } {
  const chunks: Uint8Array[] = []
  let length = 0
  const writable = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length
      if (length > mostBytes) tooMuch(`${LIMITS.fileBytes} bytes inflated`, 'more')
      chunks.push(Uint8Array.from(chunk))
    }
  })
  return {
    writable,
    content: () => {
      const whole = Buffer.from(new ArrayBuffer(length))
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
        chunk.fill(0)
      }
      return whole
    }
  }
}

/** zip.js tells its errors by message alone. */
function asTransferError(error: unknown): TransferError {
  if (error instanceof TransferError) return error
  const message = error instanceof Error ? error.message : ''
  if (/invalid password/iu.test(message)) {
    return new TransferError('wrong-password', { expected: 'the password of the archive', got: 'another' })
  }
  if (/not supported|unsupported/iu.test(message)) {
    return new TransferError('unsupported-parameters', {
      expected: 'deflate or stored, ZipCrypto or AES',
      got: 'another method of the archive'
    })
  }
  return damaged('an archive that inflates', error)
}

function damaged(expected: string, cause?: unknown): TransferError {
  return new TransferError('damaged-file', { expected, got: 'something else' }, { cause })
}

function tooMuch(most: string, got: string): never {
  throw new TransferError('too-large', { field: 'archive', expected: `≤ ${most}`, got })
}
