/** macOS' universal packages: what may go into them, shown with headers as mach-o/fat.h and mach-o/loader.h have them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const script: string = '../../scripts/universal.mjs'
const { NATIVE_PARTS, processorsOf, requireUniversal } = (await import(script)) as {
  readonly NATIVE_PARTS: readonly string[]
  readonly processorsOf: (path: string) => readonly string[]
  readonly requireUniversal: (paths: readonly string[]) => void
}

const ARM64 = 0x0100000c
const X64 = 0x01000007

const folder = mkdtempSync(join(tmpdir(), 'zeroskew-macho-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, bytes: Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function thin(processor: number): Buffer {
  const bytes = Buffer.alloc(32)
  bytes.writeUInt32LE(0xfeedfacf, 0)
  bytes.writeUInt32LE(processor, 4)
  return bytes
}

function fat(processors: readonly number[], magic = 0xcafebabe, entry = 20): Buffer {
  const bytes = Buffer.alloc(4096)
  bytes.writeUInt32BE(magic, 0)
  bytes.writeUInt32BE(processors.length, 4)
  for (const [at, processor] of processors.entries()) bytes.writeUInt32BE(processor, 8 + at * entry)
  return bytes
}

describe('a universal package for macOS', () => {
  it('takes files of both processors, in both forms of the header', () => {
    const paths = [file('fat', fat([X64, ARM64])), file('fat64', fat([ARM64, X64], 0xcafebabf, 32))]
    expect(processorsOf(paths[0] ?? '')).toStrictEqual(['x64', 'arm64'])
    expect(() => requireUniversal(paths)).not.toThrow()
  })

  it.each([
    ['of arm64 alone', thin(ARM64), 'got arm64'],
    ['of x64 alone', thin(X64), 'got x64'],
    ['fat with x64 alone', fat([X64]), 'got x64'],
    ['of another system', Buffer.from('\x7fELF, and more of it'), 'got no Mach-O file'],
    ['of Java, which begins like a fat one', fat([], 0xcafebabe).fill(0xff, 4), 'got no Mach-O file'],
    ['that is empty', Buffer.alloc(0), 'got no Mach-O file']
  ])('refuses a file %s', (_, bytes, said) => {
    const good = file('good', fat([X64, ARM64]))
    expect(() => requireUniversal([good, file('bad', bytes)])).toThrow(said)
  })

  it('refuses what npm ci brought here, which is of one processor', () => {
    expect(() => requireUniversal([process.execPath])).toThrow('to be for arm64 and x64')
  })

  it('is about every native file that electron-builder.yml puts beside the app', () => {
    const yaml = createRequire(import.meta.url)('js-yaml') as { load(text: string): unknown }
    const { files, extraResources } = yaml.load(readFileSync('electron-builder.yml', 'utf8')) as {
      readonly files: readonly string[]
      readonly extraResources: readonly { readonly from: string; readonly filter?: readonly string[] }[]
    }
    const named = extraResources.flatMap(({ from, filter }) =>
      (filter ?? []).map((each) => `${from}/${each}`)
    )
    const native = [...files, ...named].filter((path) =>
      /\.node$|^node_modules\/node\/bin\/node$/u.test(path)
    )
    expect(new Set(native)).toStrictEqual(new Set(NATIVE_PARTS))
  })
})
