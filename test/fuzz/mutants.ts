/**
 * Mutated exports (issue "in and out", must show 4): none may crash a reader, take over a second beside a key derivation,
 * need more than 256 MiB more, or give an account that the mutated file doesn't say.
 */
import { KeyUriError } from '../../src/core/otp/key-uri-error.ts'
import type { FormatId } from '../../src/core/transfer/formats.ts'
import { QrError } from '../../src/core/transfer/qr-error.ts'
import { readExport, type FormattedExport } from '../../src/core/transfer/read-export.ts'
import { TransferError } from '../../src/core/transfer/transfer-error.ts'
import { ownTime } from '../busy.ts'
import { Findings, type Harness } from '../faults/report.ts'
import { seeded } from '../seeded.ts'
import { mutated } from './mutate.ts'
import { unsaid } from './plain-reading.ts'
import { inWords, loadSamples, type Sample } from './samples.ts'

const SLOW_MS = 1000
/** A reader that hangs hangs each time; a busy machine doesn't. */
const TRIES = 3
const MEMORY_BYTES = 256 * 2 ** 20
/** A derivation that a mutated file asks for is allowed, and not waited for. */
const DERIVATION_MS = 250
/** Of a sample whose own derivation is dear: one mutant in so many is of those. */
const DEAR_EVERY = 100
const DEAR_DERIVATION_MS = 500
/** Whose files nobody can change without the key, so that any change has to be refused; Stratum's legacy form isn't. */
const AUTHENTICATED: readonly FormatId[] = [
  'zeroskew',
  'aegis',
  'andotp',
  'ente',
  'proton',
  'bitwarden',
  'keepass',
  'raivo',
  'stratum'
]

interface Tally {
  tried: number
  read: number
  refused: number
  derivations: number
  readonly crashes: string[]
  slow: number
  compared: number
  readonly unsaid: string[]
}

type Read = (bytes: Buffer, sample: Sample) => Promise<FormattedExport>

export const mutants: Harness = {
  name: 'mutants',
  full: 5_000,
  async run(count) {
    const findings = new Findings()
    const samples = await loadSamples()
    const formats = [...new Set(samples.map(({ format }) => format))]
    const rssBefore = process.memoryUsage.rss()
    let rssMost = rssBefore
    for (const format of formats) {
      const own = samples.filter((sample) => sample.format === format)
      const tally = await judge(own, count, seeded(count + format.length), readMutant)
      rssMost = Math.max(rssMost, process.memoryUsage.rss())
      tell(findings, format, tally)
    }
    findings.figure(`${formats.length} formats, ${samples.length} samples`)
    findings.figure(`peak memory + ${((rssMost - rssBefore) / 2 ** 20).toFixed(0)} MiB`)
    findings.expect(rssMost - rssBefore <= MEMORY_BYTES, 'peak memory + ≤ 256 MiB')
    findings.planted(await plantedBugs(samples))
    return findings
  }
}

function tell(findings: Findings, format: string, tally: Tally): void {
  const { tried, read, refused, derivations, crashes, slow, compared } = tally
  findings.figure(
    `${format}: ${tried} mutants, ${refused} refused, ${read} read (${compared} compared, ${tally.unsaid.length} unsaid), ` +
      `${derivations} asked for a long derivation, ${crashes.length} crashes, ${slow} over 1 s`
  )
  findings.expect(crashes.length === 0, `${format}: no crash (${crashes[0] ?? ''})`)
  findings.expect(slow === 0, `${format}: each within 1 s`)
  findings.expect(
    tally.unsaid.length === 0,
    `${format}: nothing that the file doesn't say (${tally.unsaid[0] ?? ''})`
  )
}

class LongDerivation extends Error {}

/** What the mutant under way has said that its derivations take. */
let derivingMs = 0
/** A busy machine takes so many times the estimate. */
const DERIVING_PATIENCE = 20

function readMutant(bytes: Buffer, { password, isDear }: Sample): Promise<FormattedExport> {
  return readExport(bytes, {
    name: 'mutant',
    password: password === null ? null : Buffer.from(password),
    onDeriving: (estimateMs) => {
      derivingMs += estimateMs
      if (estimateMs > (isDear ? DEAR_DERIVATION_MS : DERIVATION_MS)) throw new LongDerivation()
    }
  })
}

async function judge(
  samples: readonly Sample[],
  count: number,
  random: () => number,
  read: Read
): Promise<Tally> {
  const tally: Tally = {
    tried: 0,
    read: 0,
    refused: 0,
    derivations: 0,
    crashes: [],
    slow: 0,
    compared: 0,
    unsaid: []
  }
  const dear = samples.filter(({ isDear }) => isDear)
  const cheap = samples.filter(({ isDear }) => !isDear)
  // Some mutants are the sample itself.
  for (let i = 0; tally.tried < count && i < 2 * count; i++) {
    const isDearsTurn = cheap.length === 0 || (dear.length > 0 && i % DEAR_EVERY === DEAR_EVERY - 1)
    const from = isDearsTurn ? dear : cheap
    const sample = from[(isDearsTurn ? Math.floor(i / DEAR_EVERY) : i) % from.length]
    if (sample === undefined) break
    const bytes = mutated(sample.bytes, random)
    if (bytes.equals(sample.bytes)) continue
    tally.tried++
    const tookMs = ownTime()
    derivingMs = 0
    try {
      const got = await read(bytes, sample)
      tally.read++
      const fault = faultOf(sample, bytes, got)
      if (fault !== undefined) tally.compared++
      if (typeof fault === 'string') tally.unsaid.push(`${sample.name}: ${fault}`)
    } catch (error) {
      if (error instanceof LongDerivation) tally.derivations++
      else if (isRefusal(error)) tally.refused++
      else tally.crashes.push(`${sample.name}: ${String(error)}`)
    }
    if (isLate(tookMs()) && (await isSlow(() => read(bytes, sample)))) tally.slow++
  }
  return tally
}

/** Key derivations aside. */
function isLate(tookMs: number): boolean {
  return tookMs > SLOW_MS + DERIVING_PATIENCE * derivingMs
}

/** Whether it is late again, each time that it is tried. */
async function isSlow(read: () => Promise<unknown>): Promise<boolean> {
  for (let tries = 1; tries < TRIES; tries++) {
    const tookMs = ownTime()
    derivingMs = 0
    await read().catch(() => undefined)
    if (!isLate(tookMs())) return false
  }
  return true
}

/** A fault, null for none, undefined where nothing independent can say. */
function faultOf(sample: Sample, bytes: Buffer, got: FormattedExport): string | null | undefined {
  if (sample.password !== null && got.format === sample.format) {
    const accounts = got.accounts.map(({ account }) => inWords(account))
    if (sample.format === 'freeotp2')
      return accounts.every((one) => hasSecretOf(one, sample)) ? null : CHANGED
    if (sample.format === '2fas') {
      // A group that is too large stops its account, which is told.
      const own = sample.accounts.map(withoutDetails)
      return accounts.every((one) => own.includes(withoutDetails(one))) ? null : CHANGED
    }
    if (AUTHENTICATED.includes(sample.format) && !/legacy/u.test(sample.name)) {
      return accounts.join() === sample.accounts.join() ? null : CHANGED
    }
  }
  if (sample.password !== null || got.format !== sample.format) return undefined
  return unsaid(got.format, bytes, got)
}

const CHANGED = 'changed accounts were accepted'

/** FreeOTP 2 seals the secrets alone: what else it says of a token stands in clear. */
function hasSecretOf(words: string, sample: Sample): boolean {
  const secretIn = (one: string): string | undefined => /\["secret","[0-9a-f]*"\]/u.exec(one)?.[0]
  return sample.accounts.some((one) => secretIn(one) === secretIn(words))
}

/** 2FAS keeps its groups beside what it seals: anybody can change those. */
function withoutDetails(words: string): string {
  const fields = JSON.parse(words) as [string, unknown][]
  return JSON.stringify(fields.filter(([name]) => name !== 'details'))
}

function isRefusal(error: unknown): boolean {
  return error instanceof TransferError || error instanceof KeyUriError || error instanceof QrError
}

/** Readers that are wrong in one way each; every one has to be caught. */
async function plantedBugs(samples: readonly Sample[]): Promise<Map<string, boolean>> {
  const some = samples.filter(({ format }) => format === 'key-uri')
  const sealed = samples.filter(({ format }) => format === 'zeroskew')
  const original: Read = (_, sample) => readMutant(sample.bytes, sample)
  const changing =
    (change: (read: FormattedExport) => FormattedExport): Read =>
    async (bytes, sample) =>
      change(await readMutant(bytes, sample))
  const six: Read = changing((read) => ({
    ...read,
    accounts: read.accounts.map((one) => ({
      ...one,
      account: { ...one.account, digits: 6 }
    }))
  }))
  const dropping = changing((read) => ({ ...read, found: read.accounts.length, failed: [] }))
  const renaming: Read = async (_, sample) => {
    const read = await readMutant(sample.bytes, sample)
    return {
      ...read,
      accounts: read.accounts.map((one) => ({ ...one, account: { ...one.account, label: 'mallory' } }))
    }
  }
  const hanging: Read = async (bytes, sample) => {
    const tookMs = ownTime()
    while (tookMs() < SLOW_MS + 50);
    return await readMutant(bytes, sample)
  }
  const crashing: Read = () => Promise.reject(new RangeError('planted'))
  const run = (reader: Read, of = some, count = 300): Promise<Tally> => judge(of, count, seeded(7), reader)
  return new Map([
    ['a reader that takes unknown digits for 6', (await run(six)).unsaid.length > 0],
    ['a reader that gives what the file said before', (await run(original)).unsaid.length > 0],
    ['a reader that hides its failures', (await run(dropping)).unsaid.length > 0],
    ['a reader that takes a changed vault', (await run(renaming, sealed)).unsaid.length > 0],
    ['a reader that crashes', (await run(crashing)).crashes.length > 0],
    ['a reader that hangs', (await run(hanging, some, 1)).slow > 0]
  ])
}
