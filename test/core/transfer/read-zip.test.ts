/** Archives made by Python's zipfile and by 7-Zip, and what was done to them since. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/core/transfer/limits.ts'
import { readExport } from '../../../src/core/transfer/read-export.ts'
import { listZip, openZip } from '../../../src/core/transfer/read-zip.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'
import { describeWith } from '../../real-parts.ts'

const PASSWORD = Buffer.from('quiet maple 7')
const MEBIBYTE = 1024 * 1024

/** Runs Python with `zip` (a ZipFile that is being written) and `zipfile`. */
function byPython(script: string, method = 'ZIP_DEFLATED'): Buffer {
  const path = join(tempFolder(), 'made.zip')
  const begin = `import sys, zipfile\nzip = zipfile.ZipFile(sys.argv[1], 'w', zipfile.${method})\n`
  execFileSync('python3', ['-c', `${begin}${script}\nzip.close()`, path])
  return readFileSync(path)
}

/** 7-Zip's archive of one file, `accounts.json`. */
function by7z(content: string, ...options: readonly string[]): Buffer {
  const folder = tempFolder()
  writeFileSync(join(folder, 'accounts.json'), content)
  execFileSync('7z', ['a', '-tzip', ...options, 'made.zip', 'accounts.json'], {
    cwd: folder,
    stdio: 'ignore'
  })
  return readFileSync(join(folder, 'made.zip'))
}

async function contentsOf(zip: Buffer, password: Buffer | null = null): Promise<Record<string, string>> {
  const files = await openZip(zip, password)
  return Object.fromEntries(files.map(({ name, bytes }) => [name, bytes.toString('utf8')]))
}

/** Offsets of the central directory's headers (APPNOTE 4.3.12). */
function directoryOf(zip: Buffer): number[] {
  const found: number[] = []
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0;) {
    found.push(at)
    at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')
  }
  return found
}

/** The same archive, whose directory claims other inflated sizes. */
function claiming(zip: Buffer, bytes: number): Buffer {
  const lying = Buffer.from(zip)
  for (const at of directoryOf(zip)) lying.writeUInt32LE(bytes, at + 24)
  return lying
}

describeWith(['python3'], 'archives by Python’s zipfile', () => {
  it('give every file, inflated, and no folder', async () => {
    const zip = byPython(
      "zip.mkdir('folder')\nzip.writestr('folder/a.txt', 'x' * 1000)\nzip.writestr('鍵.json', '{}', zipfile.ZIP_STORED)"
    )
    expect(listZip(zip)?.map(({ name, claimedBytes }) => [name, claimedBytes])).toEqual([
      ['folder/', 0],
      ['folder/a.txt', 1000],
      ['鍵.json', 2]
    ])
    expect(await contentsOf(zip)).toEqual({ 'folder/a.txt': 'x'.repeat(1000), '鍵.json': '{}' })
  })

  it.each(['__proto__', 'a'.repeat(4000), '鍵 と 鍵'])(
    'may hold names of any kind, which name nothing on this disk: %j',
    async (name) => {
      const zip = byPython(`zip.writestr(${JSON.stringify(name)}, 'x')`)
      expect((await openZip(zip, null)).map((file) => file.name)).toEqual([name])
    }
  )

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../../b'])(
    'are damaged with a name that leads out of a folder: %j',
    async (name) => {
      const zip = byPython(`zip.writestr(${JSON.stringify(name)}, 'x')`)
      await expect(openZip(zip, null)).rejects.toMatchObject({ code: 'damaged-file' })
    }
  )

  it('are not opened within one another', async () => {
    const zip = byPython(
      "import io\ninner = io.BytesIO()\nz = zipfile.ZipFile(inner, 'w')\nz.writestr('a', 'secret')\nz.close()\nzip.writestr('inner.zip', inner.getvalue())"
    )
    const [only, ...more] = await openZip(zip, null)
    expect([only?.name, only?.bytes.subarray(0, 2).toString(), more]).toEqual(['inner.zip', 'PK', []])
  })

  it.each([
    [LIMITS.zipEntries, 'taken'],
    [LIMITS.zipEntries + 1, 'too-large']
  ])('with %i files are %s', async (count, outcome) => {
    const zip = byPython(`for i in range(${count}): zip.writestr(str(i), '')`)
    const opening = openZip(zip, null)
    if (outcome === 'taken') expect(await opening).toHaveLength(count)
    else await expect(opening).rejects.toMatchObject({ code: outcome, got: `${count} files` })
  })

  it('of 10 MiB inflated are taken, with one byte more not, in one file or in several', async () => {
    const whole = byPython(`zip.writestr('a', bytes(${LIMITS.fileBytes}))`)
    expect((await openZip(whole, null))[0]?.bytes).toHaveLength(LIMITS.fileBytes)
    for (const script of [
      `zip.writestr('a', bytes(${LIMITS.fileBytes + 1}))`,
      `zip.writestr('a', bytes(${LIMITS.fileBytes}))\nzip.writestr('b', 'x')`
    ]) {
      await expect(openZip(byPython(script), null)).rejects.toMatchObject({ code: 'too-large' })
    }
  })

  it('that inflate to 50 MiB and claim 10 bytes are refused, whether in one file or in 50 over one another', async () => {
    const one = byPython(`zip.writestr('a', bytes(${50 * MEBIBYTE}))`)
    expect(one.length).toBeLessThan(MEBIBYTE)
    expect(listZip(claiming(one, 10))).toHaveLength(1)
    const many = byPython(`for i in range(50): zip.writestr(str(i), bytes(${MEBIBYTE}))`)
    const [first = 0, ...others] = directoryOf(many)
    // All of them are the first one's data (a bomb by overlapping).
    for (const at of others) many.writeUInt32LE(many.readUInt32LE(first + 42), at + 42)
    for (const bomb of [claiming(one, 10), claiming(many, 10)]) {
      await expect(openZip(bomb, null)).rejects.toMatchObject({
        code: expect.stringMatching(/^(?:too-large|damaged-file)$/u) as string
      })
    }
  })

  it.each(['ZIP_BZIP2', 'ZIP_LZMA'])('by %s can’t be had, which is told', async (method) => {
    const zip = byPython("zip.writestr('a', 'x' * 1000)", method)
    await expect(openZip(zip, null)).rejects.toMatchObject({ code: 'unsupported-parameters' })
  })

  it('are damaged with one bit wrong in the data, or cut off anywhere', async () => {
    const zip = byPython(
      "zip.writestr('a', 'twelve bytes', zipfile.ZIP_STORED)\nzip.writestr('b', 'y' * 500)"
    )
    const flipped = Buffer.from(zip)
    const at = flipped.indexOf('twelve')
    flipped[at] = (flipped[at] ?? 0) ^ 1
    await expect(openZip(flipped, null)).rejects.toMatchObject({ code: 'damaged-file' })
    for (let length = 0; length < zip.length; length += 7) {
      await expect(openZip(zip.subarray(0, length), null)).rejects.toMatchObject({ code: 'damaged-file' })
    }
  })
})

describeWith(['7z'], 'archives by 7-Zip', () => {
  it.each(['ZipCrypto', 'AES128', 'AES192', 'AES256'])(
    'encrypted by %s open with their password, and with no other',
    async (cipher) => {
      const zip = by7z('[1, 2, 3]', `-mem=${cipher}`, `-p${PASSWORD.toString('utf8')}`)
      expect(listZip(zip)).toMatchObject([{ name: 'accounts.json', isEncrypted: true }])
      expect(await contentsOf(zip, PASSWORD)).toEqual({ 'accounts.json': '[1, 2, 3]' })
      await expect(openZip(zip, null)).rejects.toMatchObject({ code: 'password-needed' })
      await expect(openZip(zip, Buffer.from('another'))).rejects.toMatchObject({ code: 'wrong-password' })
    }
  )

  it('of more than 64 files are refused for that, whoever wrote them', async () => {
    const zip = byPython("for i in range(66): zip.writestr(f'{i}.txt', 'hello')")
    await expect(readExport(zip, { name: 'a.zip', password: null })).rejects.toMatchObject({
      ...{ code: 'too-large', field: 'archive', expected: '≤ 64 files', got: '66 files' }
    })
  })

  it('by PPMd can’t be had, which is told', async () => {
    const zip = by7z('x'.repeat(1000), '-mm=PPMd')
    await expect(openZip(zip, null)).rejects.toMatchObject({ code: 'unsupported-parameters' })
  })

  it('by Deflate64 are read or told to be beyond us, never read wrongly', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `${i * 7919}`).join(',')
    const read = await contentsOf(by7z(text, '-mm=Deflate64')).catch((error: unknown) => error)
    if (read instanceof Error) expect(read).toMatchObject({ code: 'unsupported-parameters' })
    else expect(read).toEqual({ 'accounts.json': text })
  })

  it('with folders in them give their files alone', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    writeFileSync(join(folder, 'a/b/c.txt'), 'deep')
    execFileSync('7z', ['a', '-tzip', 'made.zip', 'a'], { cwd: folder, stdio: 'ignore' })
    expect(await contentsOf(readFileSync(join(folder, 'made.zip')))).toEqual({ 'a/b/c.txt': 'deep' })
  })
})

describe('what is no archive', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('hello')],
    ['only the beginning of a local header', Buffer.from('PK\x03\x04', 'latin1')],
    ['a directory’s end that points beyond the file', endPointing(0xfffffff0)],
    ['a directory’s end that points at itself', endPointing(4)]
  ])('%s: no list, and “damaged”', async (_, bytes) => {
    expect(listZip(bytes)).toBeNull()
    await expect(openZip(bytes, null)).rejects.toMatchObject({ code: 'damaged-file' })
  })
})

/** A local header's mark, and the end of a directory of one file. */
function endPointing(start: number): Buffer {
  const bytes = Buffer.alloc(26)
  bytes.write('PK\x03\x04PK\x05\x06', 'latin1')
  bytes.writeUInt16LE(1, 14)
  bytes.writeUInt32LE(start, 20)
  return bytes
}
