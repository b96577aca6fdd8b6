/**
 * npm run bench:vault: opening and saving 10,000 accounts against the bare work below them, in one run. Opening without its
 * KDF may take 1.5 times a bare decryption and parse, a save twice a bare atomic write of the same bytes.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeCbor } from '../../src/core/vault/cbor.ts'
import { parseVaultFile } from '../../src/core/vault/format.ts'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { openFile } from '../../src/core/vault/opening.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { authenticate } from '../../src/core/vault/vault-image.ts'
import { createVault, openVault } from '../../src/core/vault/vault.ts'
import { memoryKeychain } from '../fakes/memory-keychain.ts'
import { newTotp } from '../faults/accounts.ts'

const ACCOUNTS = 10_000
const ROUNDS = 101
const LIMITS = { open: 1.5, save: 2 } as const

const folder = mkdtempSync(join(tmpdir(), 'zeroskew-bench-'))
const path = join(folder, 'vault.zeroskew')
const setting = { files: nodeFiles, keychain: memoryKeychain(), randomBytes, process: await thisProcess() }
const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
await vault.add(Array.from({ length: ACCOUNTS }, (_, at) => newTotp(`account ${at}`)))
const ids = vault.accounts.map(({ id }) => id)
const file = readFileSync(path)
const { masterKey } = await openFile(file, { kind: 'keychain' }, setting)

const [open, bareOpen] = await mediansMs([
  async () => {
    ;(await openVault(path, setting, { kind: 'keychain' })).lock()
  },
  async () => {
    decodeCbor(
      authenticate(parseVaultFile((await nodeFiles.read(path, 2 ** 25)) ?? Buffer.alloc(0)), masterKey)
    )
  }
])
let edits = 0
const [save, bareSave] = await mediansMs([
  // Another account each time, as people do: the history of one that is edited a hundred times is no usual one.
  () => vault.edit([ids[(edits * 97) % ACCOUNTS] ?? ''], { label: `edit ${edits++}` }),
  async () => {
    const made = await nodeFiles.create(`${path}.bare-new`)
    await made.write(file)
    await made.sync()
    await made.close()
    await nodeFiles.rename(`${path}.bare-new`, `${path}.bare`)
    await nodeFiles.syncFolder(folder)
  }
])
rmSync(folder, { recursive: true })

console.log(`${ACCOUNTS} accounts, ${file.length} bytes, medians of ${ROUNDS}`)
console.log(
  `open ${open.toFixed(1)} ms, bare ${bareOpen.toFixed(1)} ms: ${(open / bareOpen).toFixed(2)} times`
)
console.log(
  `save ${save.toFixed(1)} ms, bare ${bareSave.toFixed(1)} ms: ${(save / bareSave).toFixed(2)} times`
)
const missed = [
  ...(open <= LIMITS.open * bareOpen ? [] : [`open ≤ ${LIMITS.open} × bare`]),
  ...(save <= LIMITS.save * bareSave ? [] : [`save ≤ ${LIMITS.save} × bare`])
]
console.log(missed.length === 0 ? 'met' : `missed: ${missed.join('; ')}`)
process.exit(missed.length > 0 && process.argv.includes('--check') ? 1 : 0)

/** The median of each, taken in turns: what else the machine does meanwhile meets them all. */
async function mediansMs<const T extends readonly (() => Promise<unknown>)[]>(
  works: T
): Promise<{ [At in keyof T]: number }> {
  const took = works.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, work] of works.entries()) {
      const beganMs = performance.now()
      await work()
      took[at]?.push(performance.now() - beganMs)
    }
  }
  return took.map((all) => all.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0) as { [At in keyof T]: number }
}
