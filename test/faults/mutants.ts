/**
 * Damaged vaults (issue "nothing lost", 4): mutated files opened by the keychain's slot, and every single-byte change of
 * a whole vault. None may be accepted with changed contents, crash, or take longer than a second.
 */
import { createDecipheriv, randomBytes } from 'node:crypto'
import { deriveKey } from '../../src/core/vault/cipher.ts'
import { sameCbor } from '../../src/core/vault/cbor.ts'
import { contentsOf, type Contents } from '../../src/core/vault/contents.ts'
import { decoded, parseVaultFile } from '../../src/core/vault/format.ts'
import { openFile } from '../../src/core/vault/opening.ts'
import { payloadOf } from '../../src/core/vault/payload.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { VaultError } from '../../src/core/vault/vault-error.ts'
import type { VaultSetting } from '../../src/core/vault/vault-setting.ts'
import { createVault } from '../../src/core/vault/vault.ts'
import { memoryKeychain } from '../fakes/memory-keychain.ts'
import { seeded } from '../seeded.ts'
import { hotpAccount, newTotp } from './accounts.ts'
import { ModelFiles } from './model-files.ts'
import { Findings, type Harness } from './report.ts'

const PATH = '/data/vault.zeroskew'
const SLOW_MS = 1000

interface Tally {
  tried: number
  accepted: number
  crashed: number
  slow: number
  readonly codes: Map<string, number>
}

type Open = (file: Buffer) => Promise<Contents>

export const mutants: Harness = {
  name: 'mutants',
  full: 100_000,
  async run(count) {
    const findings = new Findings()
    const { file, open, masterKey } = await vaultToMutate()
    const original = await open(file)
    const random = seeded(count)
    const mutated = await judge(mutantsOf(file, count, random), open, original)
    tell(findings, `${mutated.tried} mutated vaults`, mutated)
    const flips = await judge(flipsOf(file, count < mutants.full ? 16 : 1), open, original)
    tell(findings, `${flips.tried} single-byte changes of a vault of ${file.length} bytes`, flips)
    findings.expect(mutated.tried >= count, `${count} mutants`)

    const careless: Open = (bytes) => Promise.resolve(openWithoutAuthentication(bytes, masterKey))
    const noMac = await judge(flipsOf(file, 1), careless, original)
    findings.planted(new Map([['reader that checks neither HMAC nor tag', noMac.accepted > 0]]))
    return findings
  }
}

function tell(findings: Findings, what: string, tally: Tally): void {
  const codes = [...tally.codes].sort().map(([code, count]) => `${code} ${count}`)
  findings.figure(
    `${what}: ${tally.accepted} accepted with changed contents, ${tally.crashed} crashes, ` +
      `${tally.slow} over 1 s (${codes.join(', ')})`
  )
  findings.expect(tally.accepted + tally.crashed + tally.slow === 0, `${what}: all refused in time`)
}

async function vaultToMutate() {
  const files = new ModelFiles()
  const process = await thisProcess()
  const setting: VaultSetting = { files, keychain: memoryKeychain(), randomBytes, process }
  const { vault } = await createVault(PATH, setting, { keychain: true, passphrase: null })
  const { added } = await vault.add([newTotp('a'), newTotp('b'), hotpAccount(7)])
  await vault.remove([added[1]?.id ?? ''])
  const file = await files.read(PATH, 2 ** 20)
  if (file === null) {
    throw new Error('expected the vault just made')
  }
  const open: Open = async (bytes) => (await openFile(bytes, { kind: 'keychain' }, setting)).loaded.contents
  const { masterKey } = await openFile(file, { kind: 'keychain' }, setting)
  return { file, open, masterKey }
}

async function judge(files: Iterable<Buffer>, open: Open, original: Contents): Promise<Tally> {
  const tally: Tally = { tried: 0, accepted: 0, crashed: 0, slow: 0, codes: new Map() }
  for (const file of files) {
    tally.tried++
    const beganMs = performance.now()
    let code = 'same contents'
    try {
      const contents = await open(file)
      tally.accepted += isSame(contents, original) ? 0 : 1
    } catch (error) {
      code = error instanceof VaultError ? error.code : 'crash'
      tally.crashed += error instanceof VaultError ? 0 : 1
    }
    tally.slow += performance.now() - beganMs > SLOW_MS ? 1 : 0
    tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1)
  }
  return tally
}

function isSame(a: Contents, b: Contents): boolean {
  const slots = ({ slots }: Contents): string[] => slots.map(({ id, type }) => `${id} ${type}`)
  return (
    sameCbor(new Map(Object.entries(a.payload)), new Map(Object.entries(b.payload))) &&
    sameCbor(slots(a), slots(b)) &&
    a.keychainSuspended === b.keychainSuspended
  )
}

function* mutantsOf(file: Buffer, count: number, random: () => number): Iterable<Buffer> {
  const below = (limit: number): number => Math.floor(random() * limit)
  for (let made = 0; made < count;) {
    const mutant = mutate(file, below)
    if (!mutant.equals(file)) {
      made++
      yield mutant
    }
  }
}

/** Bytes changed, cut, put in, moved or taken from elsewhere; more in the header, where the structure is. */
function mutate(file: Buffer, below: (limit: number) => number): Buffer {
  const mutant = Buffer.from(file)
  const place = (): number => below(below(2) === 0 ? Math.min(700, file.length) : file.length)
  switch (below(6)) {
    case 0:
      mutant[place()] = below(256)
      return mutant
    case 1:
      for (let times = 1 + below(16); times > 0; times--) {
        mutant[place()] = below(256)
      }
      return mutant
    case 2:
      return mutant.subarray(0, below(file.length))
    case 3: {
      const at = place()
      const put = Buffer.from(Array.from({ length: 1 + below(32) }, () => below(256)))
      return Buffer.concat([mutant.subarray(0, at), put, mutant.subarray(at)])
    }
    case 4: {
      const at = place()
      return Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + 1 + below(32))])
    }
    default:
      mutant.copy(mutant, place(), place(), place())
      return mutant
  }
}

/** Every other value of every byte, or each `step`-th of them. */
function* flipsOf(file: Buffer, step: number): Iterable<Buffer> {
  for (let number = 0; number < file.length * 8; number += step) {
    const mutant = Buffer.from(file)
    const at = number >> 3
    mutant[at] = (mutant[at] ?? 0) ^ (1 << (number & 7))
    yield mutant
  }
}

/** The planted bug: decrypts and believes. */
function openWithoutAuthentication(file: Buffer, masterKey: Buffer): Contents {
  const { header, sealedPayload } = parseVaultFile(file)
  const key = deriveKey(masterKey, header.salt, 'payload')
  const decipher = createDecipheriv('aes-256-gcm', key, header.nonce)
  const plain = decipher.update(sealedPayload.subarray(0, -16))
  return contentsOf(header, payloadOf(decoded(plain, 'the payload')))
}
