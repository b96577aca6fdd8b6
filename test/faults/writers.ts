/**
 * Several programs that save one vault at once (issue "nothing lost", 6): what is acknowledged is kept. And a clock that
 * jumps by ±400 days between saves, which throws nothing away.
 */
import { randomBytes } from 'node:crypto'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { createVault, openVault } from '../../src/core/vault/vault.ts'
import { seeded } from '../seeded.ts'
import { newTotp } from './accounts.ts'
import { fileKeychain } from './file-keychain.ts'
import { Findings, type Harness } from './report.ts'
import { acknowledged, makePlace, startWorker } from './worker-process.ts'

const PROCESSES = 3
const MOST_ROUNDS = 10
const JUMP_DAYS = 400
const DAY_MS = 86_400_000

interface Outcome {
  readonly acknowledged: number
  readonly kept: number
}

export const writers: Harness = {
  name: 'writers',
  full: 1000,
  async run(count) {
    const findings = new Findings()
    const real = await saveAtOnce(count, '')
    findings.figure(
      `${PROCESSES} processes × ${count} saves: ${real.acknowledged} acknowledged, ${real.kept} kept`
    )
    findings.expect(real.acknowledged === PROCESSES * count, 'every save acknowledged')
    findings.expect(real.kept === real.acknowledged, 'acknowledged = kept')
    const control = await saveUntilLost(Math.min(count, 100))
    findings.figure(`control without the lock: ${control.acknowledged} acknowledged, ${control.kept} kept`)
    findings.planted(new Map([['no lock', control.kept < control.acknowledged]]))
    const jumps = await saveWhileClockJumps(count)
    findings.figure(
      `${jumps.saves} saves, the clock jumping by ±${JUMP_DAYS} days: ${jumps.trash} of ${jumps.deleted} in the trash`
    )
    findings.expect(jumps.trash === jumps.deleted, 'nothing purged by a jumping clock')
    return findings
  }
}

/** Without the lock something is lost as soon as two saves meet, which takes some rounds on a machine that is busy. */
async function saveUntilLost(count: number): Promise<Outcome> {
  let control = await saveAtOnce(count, 'no lock')
  for (let round = 1; round < MOST_ROUNDS && control.kept === control.acknowledged; round++) {
    control = await saveAtOnce(count, 'no lock')
  }
  return control
}

async function saveAtOnce(count: number, bug: string): Promise<Outcome> {
  const place = makePlace()
  try {
    const keychain = fileKeychain(place.keychain)
    const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
    const { vault } = await createVault(place.path, setting, { keychain: true, passphrase: null })
    await vault.add([newTotp('first')])
    const workers = Array.from({ length: PROCESSES }, () =>
      startWorker({ task: 'add', ...place, times: count, bug })
    )
    await Promise.all(workers.map(({ ready }) => ready))
    for (const worker of workers) {
      worker.go()
    }
    await Promise.all(workers.map(({ ended }) => ended))
    const ids = workers.flatMap(({ said }) => acknowledged(said))
    const disk = await openVault(place.path, setting, { kind: 'keychain' })
    const there = new Set(disk.accounts.map(({ id }) => id))
    return { acknowledged: ids.length, kept: ids.filter((id) => there.has(id)).length }
  } finally {
    place.remove()
  }
}

/** The app is told the day only while the clock is in step, and a clock that has just jumped is not. */
async function saveWhileClockJumps(count: number) {
  const place = makePlace()
  try {
    const random = seeded(count)
    const clock = { ms: Date.UTC(2026, 10, 22), inStep: true }
    const setting = {
      files: nodeFiles,
      keychain: fileKeychain(place.keychain),
      randomBytes,
      process: await thisProcess(),
      today: () => (clock.inStep ? new Date(clock.ms).toISOString().slice(0, 10) : null)
    }
    const { vault } = await createVault(place.path, setting, { keychain: true, passphrase: null })
    const saves = Math.min(count, 200)
    let deleted = 0
    for (let save = 0; save < saves; save++) {
      clock.inStep = save === 0
      clock.ms += (random() < 0.5 ? -1 : 1) * JUMP_DAYS * DAY_MS
      const { added } = await vault.add([newTotp(`${save}`)])
      if (save % 5 === 0) {
        await vault.remove([added[0]?.id ?? ''])
        deleted++
      }
    }
    const disk = await openVault(place.path, setting, { kind: 'keychain' })
    return { saves, deleted, trash: disk.trash.length }
  } finally {
    place.remove()
  }
}
