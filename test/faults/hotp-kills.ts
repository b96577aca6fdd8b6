/** kill -9 while HOTP codes are asked for (issue "nothing lost", 8): no counter is ever revealed twice. */
import { randomBytes } from 'node:crypto'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { createVault, openVault } from '../../src/core/vault/vault.ts'
import { seeded } from '../seeded.ts'
import { hotpAccount } from './accounts.ts'
import { fileKeychain } from './file-keychain.ts'
import { Findings, type Harness } from './report.ts'
import { acknowledged, makePlace, startWorker } from './worker-process.ts'

/** Longest wait between the first code and the kill, ms: a few saves. */
const LONGEST_MS = 30

export const hotpKills: Harness = {
  name: 'hotp-kills',
  full: 1000,
  async run(count) {
    const findings = new Findings()
    const real = await killWhileRevealing(count, '')
    findings.figure(
      `${real.kills} kills: ${real.revealed} counters revealed, ${real.repeated} not above the one before, ` +
        `${real.skipped} stored and never shown; the disk has ${real.onDisk}`
    )
    findings.expect(real.kills >= count, `${count} kills`)
    findings.expect(real.repeated === 0, 'revealed counters strictly increase')
    const bug = await killWhileRevealing(10, 'reveal first')
    findings.planted(new Map([['revealed before it was stored', bug.repeated > 0]]))
    return findings
  }
}

async function killWhileRevealing(count: number, bug: string) {
  const place = makePlace()
  const tally = { kills: 0, revealed: 0, repeated: 0, skipped: 0, onDisk: 0 }
  try {
    const keychain = fileKeychain(place.keychain)
    const setting = { files: nodeFiles, keychain, randomBytes, process: await thisProcess() }
    const { vault } = await createVault(place.path, setting, { keychain: true, passphrase: null })
    await vault.add([hotpAccount()])
    const random = seeded(count)
    const start = () => startWorker({ task: 'hotp', ...place, times: 10_000, bug })
    let last = -1
    let next = start()
    while (tally.kills < count) {
      const worker = next
      await worker.ready
      // The next one starts up while this one works; it reads the vault again before each code.
      next = start()
      worker.go()
      // Some are killed before their first code, most after it.
      if (random() < 0.75) {
        await worker.line(1)
      }
      await new Promise((resolve) => setTimeout(resolve, random() * LONGEST_MS))
      worker.child.kill('SIGKILL')
      await worker.ended
      tally.kills++
      for (const counter of acknowledged(worker.said).map(Number)) {
        tally.revealed++
        tally.repeated += counter <= last ? 1 : 0
        tally.skipped += Math.max(0, counter - last - 1)
        last = counter
      }
    }
    next.child.kill('SIGKILL')
    await next.ended
    const disk = await openVault(place.path, setting, { kind: 'keychain' }).catch(() => null)
    tally.onDisk = disk?.accounts[0]?.kind === 'hotp' ? disk.accounts[0].counter : 0
  } finally {
    place.remove()
  }
  return tally
}
