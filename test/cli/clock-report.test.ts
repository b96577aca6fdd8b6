import { describe, expect, it } from 'vitest'
import { adviceLines, driftLines } from '../../src/cli/clock-report.ts'
import { HiddenKeys } from '../../src/cli/hidden-keys.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import type { ClockView } from '../../src/shared/views/clock.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'

const TERMINAL: Terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  hiddenKeys: new HiddenKeys(process.stdin),
  env: {},
  wording: wordingFor('en'),
  now: () => 0
}

const OFF: ClockView = {
  state: 'done',
  verdict: 'off',
  trust: 'authenticated',
  offsetMs: 47_000,
  boundMs: 100,
  checkedAtMs: 0,
  agreeing: 4,
  answered: 4,
  configured: 4,
  sources: [],
  thresholdMs: 5000,
  correction: { kind: 'none' }
}

describe('the report of a check', () => {
  it('gives general advice where no cause is known', () => {
    expect(adviceLines(OFF, TERMINAL)).toEqual([TERMINAL.wording.clock.advice(OFF)])
  })

  it('names the cause, what to do, and the command', () => {
    const cause = {
      kind: 'automatic-off',
      hasSettings: true,
      command: 'sudo timedatectl set-ntp true'
    } as const
    const [sentence, , heading, command] = adviceLines({ ...OFF, cause }, TERMINAL)
    expect(sentence).toBe('Automatic time is off.')
    expect(heading).toMatch(/^Command/u)
    expect(command).toBe('  sudo timedatectl set-ntp true')
  })

  it('names every cause that was found, the likeliest first', () => {
    const cause = { kind: 'vm-resumed', hasSettings: false, command: 'sudo chronyc makestep' } as const
    const other = { kind: 'automatic-off', hasSettings: true } as const
    const lines = adviceLines({ ...OFF, cause, otherCauses: [other] }, TERMINAL)
    const words = TERMINAL.wording.cause
    expect(lines[0]).toBe(words.sentence(cause))
    expect(lines.indexOf(words.sentence(other))).toBeGreaterThan(lines.indexOf('  sudo chronyc makestep'))
  })

  it('tells the drift where it is known', () => {
    expect(driftLines(OFF, TERMINAL)).toEqual([])
    expect(driftLines({ ...OFF, drift: { driftPpm: 20, boundPpm: 0.2 } }, TERMINAL)[0]).toContain(
      '1.73 s a day'
    )
  })
})
