/**
 * Terminals under a clock that jumps by ±400 days between saves (libfaketime), two of them at once under different ones
 * (issue "nothing lost", 6): nothing is thrown away, nothing acknowledged is lost, and a day of use counts only where a
 * check has just found the clock in step.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { openFile } from '../../src/core/vault/opening.ts'
import { daysOfUse } from '../../src/core/vault/payload.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { createVault } from '../../src/core/vault/vault.ts'
import { run, type Outcome } from '../cli/run.ts'
import { startFakeNtpServer } from '../fakes/ntp-server.ts'
import { base32Of } from '../independent-base32.ts'
import { seeded } from '../seeded.ts'
import { fileKeychain } from './file-keychain.ts'
import { Findings, type Harness } from './report.ts'
import { makePlace } from './worker-process.ts'

const JUMP_DAYS = 400
const DAY_MS = 86_400_000
/** With every save on a day of its own the trash's 30 days of use are over before this. */
const CONTROL_SAVES = 44
const LEAST_SAVES = 12
/** Before each of so many saves the clock is checked, and found in step with servers that jumped with it. */
const CHECKED_EVERY = 6
/** More days of use would empty the trash by right. */
const MOST_CHECKED = 20
const ANY_DAY = fileURLToPath(new URL('planted/any-day.ts', import.meta.url))

interface Outcomes {
  readonly saves: number
  readonly acknowledged: number
  /** Live, or in the trash, as acknowledged. */
  readonly kept: number
  readonly deleted: number
  readonly trash: number
  /** How often the clock was found in step, each time on another day. */
  readonly inStep: number
  readonly days: number
  /** What the terminal said instead of saving. */
  readonly refusals: readonly string[]
}

export const terminalJumps: Harness = {
  name: 'terminal-jumps',
  full: 200,
  async run(count) {
    const findings = new Findings()
    const real = await saveWhileClockJumps(Math.max(count, LEAST_SAVES), {}, true)
    findings.figure(
      `${real.saves} saves by terminals, the clock jumping by ±${JUMP_DAYS} days: ${real.acknowledged} acknowledged, ` +
        `${real.kept} as acknowledged; ${real.trash} of ${real.deleted} in the trash; ` +
        `${real.days} days of use counted, ${real.inStep} found in step`
    )
    for (const refusal of real.refusals) findings.figure(`not saved: ${refusal}`)
    findings.expect(real.acknowledged === real.saves, 'every save acknowledged under a jumping clock')
    findings.expect(real.kept === real.acknowledged, 'no merge decided wrongly by a jumping clock')
    findings.expect(real.trash === real.deleted, 'nothing purged by a jumping clock')
    findings.expect(real.days === real.inStep, 'a day of use for each time in step, and for no other')
    const control = await saveWhileClockJumps(CONTROL_SAVES, { NODE_OPTIONS: `--import=${ANY_DAY}` }, false)
    findings.figure(
      `control that counts any day (${control.days}): ${control.trash} of ${control.deleted} in the trash`
    )
    findings.planted(new Map([['every day counts', control.trash < control.deleted]]))
    return findings
  }
}

async function saveWhileClockJumps(
  saves: number,
  planted: Readonly<Record<string, string>>,
  isChecked: boolean
): Promise<Outcomes> {
  const place = makePlace()
  try {
    const terminal = await makeTerminal(place, planted)
    const random = seeded(saves)
    const [live, trashed]: [Set<string>, Set<string>] = [new Set(), new Set()]
    let [acknowledged, asked, inStep] = [0, 0, 0]
    const refusals: string[] = []
    const save = async (days: number, label: string, to: 'live' | 'trash'): Promise<void> => {
      asked++
      const { code, stderr } = await (to === 'live'
        ? terminal.add(days, label)
        : terminal.remove(days, label))
      if (code !== 0) {
        refusals.push(stderr.trim())
        return
      }
      acknowledged++
      live.delete(label)
      ;(to === 'live' ? live : trashed).add(label)
    }
    let jumps = 0
    // No day twice.
    const shift = (): number => (random() < 0.5 ? -1 : 1) * JUMP_DAYS + jumps++
    for (let round = 0; asked < saves; round++) {
      const days = shift()
      if (isChecked && round % CHECKED_EVERY === 0 && inStep < MOST_CHECKED) {
        if (await terminal.isInStepAt(days)) inStep++
      }
      const [oldest] = live
      const others = round % 3 === 1 && oldest !== undefined ? [save(shift(), oldest, 'trash')] : []
      await Promise.all([save(days, `account-${round}.`, 'live'), ...others])
    }
    const found = await terminal.contents()
    const kept = [...live].filter((label) => found.live.has(label)).length
    const there = [...trashed].filter((label) => found.trash.has(label)).length
    return {
      refusals,
      ...{ saves: asked, acknowledged, deleted: trashed.size, trash: there, inStep, days: found.days },
      // Each that went to the trash was two saves.
      kept: kept + 2 * trashed.size
    }
  } finally {
    place.remove()
  }
}

/** A vault that the terminal opens by its recovery code, which costs no time. */
async function makeTerminal(
  { path, keychain, folder }: ReturnType<typeof makePlace>,
  planted: Readonly<Record<string, string>>
) {
  const setting = {
    files: nodeFiles,
    keychain: fileKeychain(keychain),
    randomBytes,
    process: await thisProcess()
  }
  const { vault, recoveryCode } = await createVault(path, setting, { keychain: true, passphrase: null })
  vault.lock()
  mkdirSync(join(folder, 'state'), { recursive: true })
  const codeFile = join(folder, 'recovery-code')
  writeFileSync(codeFile, `${recoveryCode}\n`)
  const at = (days: number, args: readonly string[], input = ''): Promise<Outcome> =>
    run([...args, '--home', folder, '--passphrase-file', codeFile], {
      input,
      env: { FAKETIME_DONT_FAKE_MONOTONIC: '1', ...planted },
      through: ['faketime', '-f', `${days < 0 ? '' : '+'}${days}d`]
    })
  return {
    add: (days: number, label: string) =>
      at(days, ['add'], `otpauth://totp/${label}?secret=${base32Of(randomBytes(20))}`),
    remove: (days: number, label: string) => at(days, ['remove', label]),
    /** Whether the clock so shifted is in step with the server of the settings, which is shifted as well. */
    isInStepAt: async (days: number): Promise<boolean> => {
      const server = await startFakeNtpServer({ aheadMs: days * DAY_MS })
      try {
        const sources = [{ name: 'Shifted', ways: [`ntp://${server.url}`] }]
        writeFileSync(join(folder, 'settings.json'), JSON.stringify({ sources }))
        return (await at(days, ['check'])).code === 0
      } finally {
        await server.close()
      }
    },
    contents: async () => {
      const file = (await nodeFiles.read(path, 2 ** 25)) ?? Buffer.alloc(0)
      const { loaded } = await openFile(file, { kind: 'recovery', code: recoveryCode }, setting)
      const { accounts, trash, use } = loaded.contents.payload
      const labels = (records: typeof accounts): Set<unknown> =>
        new Set([...records.values()].map((record) => record.get('label')))
      return { live: labels(accounts), trash: labels(trash), days: daysOfUse(use) }
    }
  }
}
