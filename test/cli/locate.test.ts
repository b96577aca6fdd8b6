/** `zeroskew locate` as a real process, with codes of an independent implementation for a phone that is elsewhere in time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { independentCodes } from '../independent-codes.ts'
import { describeWith } from '../real-parts.ts'
import { withinOneStep } from '../time-step.ts'
import { makeVault, ZEROSKEW, type Home, type Outcome } from './run.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const SECRET_HEX = Buffer.from('12345678901234567890').toString('hex')

const URIS = [
  `otpauth://totp/GitHub:octocat?secret=${SECRET}&issuer=GitHub`,
  `otpauth://hotp/Bank:card?secret=${SECRET}&issuer=Bank&counter=0`
]

interface LocateJson {
  readonly verdict: string
  readonly ranges: readonly { readonly lowMs: number; readonly highMs: number }[]
  readonly falseMatchChance: number
}

/** The codes that a phone shows whose clock is ahead of this machine's by so much, one step apart. */
function phoneCodes(aheadS: number, steps: readonly number[] = [0]): readonly string[] {
  const nowS = Math.floor(Date.now() / 1000 + aheadS)
  return independentCodes(
    steps.map((step) => ({
      kind: 'totp',
      secretHex: SECRET_HEX,
      algorithm: 'SHA1',
      digits: 6,
      at: nowS + step * 30,
      period: 30
    }))
  )
}

/** The steps of 12 minutes around now, which is more than is looked through. */
const NEARBY = Array.from({ length: 49 }, (_, at) => at - 24)

/** Whether no other step nearby has this code by accident: one in 23,000 has. */
function isUnmistakable(code: string, aheadS: number): boolean {
  const found = phoneCodes(0, NEARBY).filter((other) => other === code)
  return found.length === (Math.abs(aheadS) < 720 ? 1 : 0)
}

/** Runs it with codes that a phone shows while its step has room for typing them. */
async function locate(
  aheadS: number,
  steps: readonly number[],
  run: (first: string, second: string) => Promise<Outcome>
): Promise<Outcome> {
  const inOneStep = { period: 30, aheadMs: aheadS * 1000 }
  for (;;) {
    const outcome = await withinOneStep(async () => {
      const codes = phoneCodes(aheadS, steps)
      return codes.every((code) => isUnmistakable(code, aheadS))
        ? await run(codes[0] ?? '', codes[1] ?? '')
        : null
    }, inOneStep)
    if (outcome !== null) return outcome
    // In another step it is another code.
    await new Promise((resolve) => setTimeout(resolve, 30_000))
  }
}

/** Two codes of a phone that went on to the second one a second ago: the first is still in time. */
function codesAtTheChange(): readonly string[] {
  const changedS = 1 - ((Date.now() / 1000) % 30)
  // Up to 10 minutes away one is found that no other step shows by accident.
  for (let aheadS = changedS; ; aheadS += 30) {
    const codes = phoneCodes(aheadS, [-1, 0])
    if (codes.every((code) => isUnmistakable(code, aheadS))) return codes
  }
}

function holds(json: LocateJson, aheadS: number): boolean {
  return json.ranges.some(({ lowMs, highMs }) => lowMs <= aheadS * 1000 && aheadS * 1000 <= highMs)
}

describe('zeroskew locate', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault(URIS)
  })
  afterAll(() => home.remove())

  it.each([
    [0, 'together', 0],
    [-90, 'apart', 1],
    [300, 'apart', 1],
    [-590, 'apart', 1]
  ])('finds a phone %d s ahead: %s, exit code %d', async (aheadS, verdict, exitCode) => {
    const { code: exit, stdout } = await locate(aheadS, [0], (code) =>
      home.run(['locate', 'octocat', code, '--json'])
    )
    const json = JSON.parse(stdout) as LocateJson
    expect({ exit, verdict: json.verdict }).toEqual({ exit: exitCode, verdict })
    expect(holds(json, aheadS)).toBe(true)
    for (const { lowMs, highMs } of json.ranges) expect(highMs - lowMs).toBeLessThanOrEqual(50_000)
    expect(json.falseMatchChance).toBeCloseTo(42e-6, 9)
  })

  it('says so in a sentence, with the chance of a match by accident', async () => {
    const { stdout } = await locate(300, [0], (code) => home.run(['locate', 'octocat', code]))
    expect(stdout).toMatch(/^Beside the other device, this computer’s clock is between .* slow\.\n/u)
    expect(stdout).toContain('less than 1 in 23,000')
  })

  it('takes the code from standard input, in groups, and as two words', async () => {
    const inGroups = await locate(0, [0], (code) =>
      home.run(['locate', 'octocat'], { input: `${code.slice(0, 3)} ${code.slice(3)}\n` })
    )
    expect(inGroups.code).toBe(0)
    const inWords = await locate(0, [0], (code) =>
      home.run(['locate', 'octocat', code.slice(0, 3), code.slice(3)])
    )
    expect(inWords.code).toBe(0)
  })

  it('takes the code before it on a line above as a proof', async () => {
    const { stdout } = await locate(120, [-1, 0], (before, code) =>
      home.run(['locate', 'octocat', '--json'], { input: `${before}\n${code}\n` })
    )
    const json = JSON.parse(stdout) as LocateJson
    expect(holds(json, 120)).toBe(true)
    expect(json.falseMatchChance).toBeLessThan(1e-10)
    const swapped = await locate(120, [0, -1], (code, before) =>
      home.run(['locate', 'octocat', '--json'], { input: `${code}\n${before}\n` })
    )
    expect(swapped.code).toBe(3)
  })

  it('finds one 9 hours away only where it may look that far', async () => {
    const near = await locate(9 * 3600, [0], (code) => home.run(['locate', 'octocat', code]))
    expect(near.code).toBe(3)
    expect(near.stderr).toContain('--within')
    const { stdout } = await locate(9 * 3600, [0], (code) =>
      home.run(['locate', 'octocat', code, '--within', '50400s', '--json'])
    )
    expect(holds(JSON.parse(stdout) as LocateJson, 9 * 3600)).toBe(true)
  })

  it('answers to 1 s where the code is entered at the change', async () => {
    const { stdout } = await locate(0, [0], (code) =>
      home.run(['locate', 'octocat', code, '--at-change', '--json'])
    )
    const [range] = (JSON.parse(stdout) as LocateJson).ranges
    expect((range?.highMs ?? 0) - (range?.lowMs ?? 0)).toBe(1000)
  })

  it.each([
    ['five digits', ['octocat', '12345'], '', '5 characters'],
    ['letters', ['octocat', '12345a'], '', 'expected'],
    ['nothing', ['octocat'], '', 'expected'],
    ['three lines', ['octocat'], '123456\n123456\n123456\n', '3 lines'],
    ['an account with a counter', ['card', '755224'], '', 'counter'],
    ['no account', [], '', 'account'],
    ['a length of time that is none', ['octocat', '123456', '--within', 'far'], '', '--within']
  ])('refuses %s: exit code 2', async (_name, args, input, text) => {
    const { code, stdout, stderr } = await home.run(['locate', ...args], { input })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(text)
    expect(stderr).not.toContain('123456')
  })

  it('has a help page', async () => {
    const { code, stdout } = await home.run(['locate', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('zeroskew locate SEARCH [CODE]')
  })

  describeWith(['script'], 'at a terminal', () => {
    it('asks for a code, tells what it says, and narrows it by the next one', async () => {
      const words = [...ZEROSKEW, 'locate', 'octocat', '--home', `${home.folder}/home`]
      const command = [...words, '--passphrase-file', home.passphraseFile].join(' ')
      const child = spawn('script', ['-qec', command, '/dev/null'], {
        env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8' }
      })
      let shown = ''
      let answers: readonly string[] | null = null
      let answered = 0
      child.stdout.on('data', (chunk: Buffer) => {
        shown += chunk.toString()
        const questions = shown.split(/device shows: |it shows it: /u).length - 1
        if (questions <= answered) return
        answers ??= codesAtTheChange()
        child.stdin.write(`${answers[answered++] ?? ''}\n`)
      })
      const [exit] = (await once(child, 'close')) as [number | null]
      expect(shown.match(/Beside the other device/gu)).toHaveLength(2)
      expect([0, 1]).toContain(exit)
    })
  })
})
