/**
 * A process that exports two files into the folder of its argument, on a disk that never gets the second one written: it says
 * a word then, and waits to be ended.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ENDING } from '../../../src/cli/hidden-keys.ts'
import { writeExportFiles } from '../../../src/core/transfer/export-file.ts'
import { removedAtEnd } from '../../../src/core/transfer/removed-at-end.ts'
import type { FileSystem } from '../../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../../src/core/vault/node-files.ts'

const folder = process.argv[2] ?? ''
let made = 0
const files: FileSystem = {
  ...nodeFiles,
  create: async (path) => {
    const file = await nodeFiles.create(path)
    if (++made === 1) return file
    return {
      ...file,
      sync: () =>
        new Promise<void>(() => {
          process.stdout.write('waiting')
          setInterval(() => undefined, 1000)
        })
    }
  }
}
const wanted = ['one', 'two'].map((name) => ({ path: join(folder, name), bytes: Buffer.from('secret') }))
await removedAtEnd((unfinished) => writeExportFiles(wanted, { files, randomBytes, unfinished }), ENDING)
