/**
 * Several terminals that ask for codes of one HOTP account at once, while another changes the vault: each gets the next
 * code, and none takes what the others save meanwhile for an older vault that was put back.
 */
import { fileURLToPath } from 'node:url'
import { makeVault, type Outcome } from '../cli/run.ts'
import { base32Of } from '../independent-base32.ts'
import { independentCodes } from '../independent-codes.ts'
import { Findings, type Harness } from './report.ts'

const PROCESSES = 4
const CONTROL_ROUNDS = 5
const SECRET = Buffer.from('12345678901234567890')
const LATE_NOTES = fileURLToPath(new URL('planted/late-notes.ts', import.meta.url))

interface Tally {
  /** Rounds in which the terminals got the next codes, each once. */
  successive: number
  /** Commands that failed, or had anything to say besides. */
  troubled: number
}

export const terminalCodes: Harness = {
  name: 'terminal-codes',
  full: 50,
  async run(count) {
    const findings = new Findings()
    const real = await askAtOnce(count, {})
    findings.figure(
      `${count} rounds of ${PROCESSES} terminals and one that edits: ${real.successive} with successive codes, ` +
        `${real.troubled} warnings or failures`
    )
    findings.expect(real.successive === count, 'the next codes, each once')
    findings.expect(real.troubled === 0, 'no warning, no failure')
    const control = await askAtOnce(CONTROL_ROUNDS, { NODE_OPTIONS: `--import=${LATE_NOTES}` })
    findings.figure(`control that asks late what was seen: ${control.troubled} warnings or failures`)
    findings.planted(new Map([['what was seen is read after the vault', control.troubled > 0]]))
    return findings
  }
}

/** Stops at the first trouble, which then lasts: a counter that is in doubt stays so. */
async function askAtOnce(rounds: number, env: Readonly<Record<string, string>>): Promise<Tally> {
  const secret = base32Of(SECRET)
  const home = await makeVault([
    `otpauth://hotp/Bank:card?secret=${secret}&issuer=Bank&counter=0`,
    `otpauth://totp/AWS:root?secret=${secret}&issuer=AWS`
  ])
  const expected = codesUntil(rounds * PROCESSES)
  const tally = { successive: 0, troubled: 0 }
  try {
    for (let round = 0; round < rounds && tally.troubled === 0; round++) {
      const editing = home.run(['edit', 'aws', '--note', `${round}`], { env })
      const asking = Array.from({ length: PROCESSES }, () => home.run(['code', 'bank'], { env }))
      const asked = await Promise.all(asking)
      tally.troubled += [...asked, await editing].filter(isTroubled).length
      const next = expected.slice(round * PROCESSES, (round + 1) * PROCESSES)
      const got = asked.map(({ stdout }) => stdout.trim())
      tally.successive += got.sort().join() === next.sort().join() ? 1 : 0
    }
    return tally
  } finally {
    home.remove()
  }
}

function isTroubled({ code, stderr }: Outcome): boolean {
  return code !== 0 || stderr !== ''
}

function codesUntil(count: number): readonly string[] {
  return independentCodes(
    Array.from({ length: count }, (_, at) => ({
      kind: 'hotp',
      secretHex: SECRET.toString('hex'),
      algorithm: 'SHA1',
      digits: 6,
      at,
      period: 30
    }))
  )
}
