/**
 * Several terminals that save one vault at once, its key in a real gnome-keyring (issue "nothing lost", 6): what is
 * acknowledged is kept.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrivateKeyring } from '../checks/keyring/private-keyring.ts'
import { run } from '../cli/run.ts'
import { base32Of } from '../independent-base32.ts'
import { Findings, type Harness } from './report.ts'

const PROCESSES = 3
const CONTROL_SAVES = 3
/** A busy machine's keychain may miss its deadline: that loses nothing, and says nothing of what was kept. */
const LOOKS = 5
const NO_LOCK = fileURLToPath(new URL('planted/no-lock.ts', import.meta.url))

export const terminalWriters: Harness = {
  name: 'terminal-writers',
  full: 100,
  async run(count) {
    const findings = new Findings()
    const real = await saveAtOnce(count, {})
    findings.figure(
      `${PROCESSES} terminals × ${count} saves, key in gnome-keyring: ${real.acknowledged} acknowledged, ${real.kept} kept`
    )
    findings.expect(real.acknowledged === PROCESSES * count, 'every save acknowledged')
    findings.expect(real.kept === real.acknowledged, 'acknowledged = kept')
    const control = await saveAtOnce(CONTROL_SAVES, { NODE_OPTIONS: `--import=${NO_LOCK}` })
    findings.figure(`control without the lock: ${control.acknowledged} acknowledged, ${control.kept} kept`)
    findings.planted(new Map([['no lock', control.kept < control.acknowledged]]))
    return findings
  }
}

async function saveAtOnce(
  count: number,
  planted: Readonly<Record<string, string>>
): Promise<{ readonly acknowledged: number; readonly kept: number }> {
  const home = mkdtempSync(join(tmpdir(), 'zeroskew-faults-'))
  const keyring = await PrivateKeyring.start(home)
  try {
    const made = await run(['vault', 'init', '--json'], { env: keyring.env })
    if (made.code !== 0 || !made.stdout.includes('keychain')) {
      throw new Error(`expected a vault with its key in the keychain, got ${made.stderr}`)
    }
    const env = { ...keyring.env, ...planted }
    const acknowledged: string[] = []
    const saveAll = async (process: number): Promise<void> => {
      for (let save = 0; save < count; save++) {
        const label = `${process}-${save}.`
        const { code } = await run(['add'], {
          env,
          input: `otpauth://totp/${label}?secret=${base32Of(randomBytes(20))}`
        })
        if (code === 0) acknowledged.push(label)
      }
    }
    await Promise.all(Array.from({ length: PROCESSES }, (_, process) => saveAll(process)))
    const kept = new Set(await labelsIn(keyring.env))
    return { acknowledged: acknowledged.length, kept: acknowledged.filter((label) => kept.has(label)).length }
  } finally {
    await keyring.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function labelsIn(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (let look = 1; ; look++) {
    const { code, stdout, stderr } = await run(['list', '--json'], { env })
    if (code === 0) return (JSON.parse(stdout) as { label: string }[]).map(({ label }) => label)
    if (look === LOOKS) throw new Error(`expected the list of accounts, got ${stderr}`)
  }
}
