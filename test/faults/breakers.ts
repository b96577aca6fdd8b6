/** Eight processes that find one stale lock (issue "nothing lost", 6): at most one of them ever holds it. */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { Findings, type Harness } from './report.ts'
import { makePlace, startWorker } from './worker-process.ts'

const BREAKERS = 8
/** Beyond what Linux gives out. */
const NO_SUCH_PID = 2 ** 22 + 1

export const breakers: Harness = {
  name: 'breakers',
  full: 1000,
  async run(count) {
    const findings = new Findings()
    const real = await breakLocks(count, '')
    findings.figure(
      `${BREAKERS} breakers, ${real.rounds} rounds: ${real.holds} holds, ${real.shared} not alone`
    )
    findings.expect(real.rounds >= count && real.holds === count * BREAKERS, `${count} rounds`)
    findings.expect(real.shared === 0, 'at most one holder')
    const careless = await breakLocks(300, 'break without claim')
    findings.planted(new Map([['lock broken without a claim', careless.shared > 0]]))
    return findings
  }
}

async function breakLocks(count: number, bug: string) {
  const place = makePlace()
  const tally = { rounds: 0, holds: 0, shared: 0 }
  const { host, bootId, pidNamespace, startTime } = await thisProcess()
  const path = `${place.path}.lock`
  const workers = Array.from({ length: BREAKERS }, () =>
    startWorker({ task: 'break-lock', path, keychain: place.keychain, bug })
  )
  try {
    await Promise.all(workers.map(({ ready }) => ready))
    while (tally.rounds < count && (bug === '' || tally.shared === 0)) {
      const nonce = randomBytes(16).toString('hex')
      writeFileSync(path, JSON.stringify({ host, bootId, pidNamespace, startTime, pid: NO_SUCH_PID, nonce }))
      tally.rounds++
      for (const worker of workers) {
        worker.said.length = 0
        worker.go()
      }
      for (const worker of workers) {
        for (let lines = 1; !worker.said.includes('done') && worker.child.exitCode === null; lines++) {
          await worker.line(lines)
        }
        tally.holds += worker.said.includes('done') ? 1 : 0
        tally.shared += worker.said.includes('not alone') ? 1 : 0
      }
    }
  } finally {
    for (const { child } of workers) {
      child.kill('SIGKILL')
    }
    await Promise.all(workers.map(({ ended }) => ended))
    place.remove()
  }
  return tally
}
