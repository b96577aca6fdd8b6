/**
 * `--corrected` as a real process whose clock libfaketime sets wrong, against real chronyd servers; the codes at true
 * time are an independent implementation's.
 */
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freeUdpPort, startChronyd, type Chronyd } from '../fakes/chronyd.ts'
import { independentCodes } from '../independent-codes.ts'
import { describeWith } from '../real-parts.ts'
import { makeVault, ZEROSKEW, type Home, type Outcome } from './run.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const SECRET_HEX = Buffer.from('12345678901234567890').toString('hex')
const URIS = [
  `otpauth://totp/GitHub:octocat?secret=${SECRET}&issuer=GitHub`,
  `otpauth://hotp/Bank:card?secret=${SECRET}&issuer=Bank&counter=0`
]

const UNMOVED_MONOTONIC = { FAKETIME_DONT_FAKE_MONOTONIC: '1' }

interface CodeJson {
  readonly code: string
  readonly correctedByMs: number
  readonly byThisClock: string
  readonly validFromMs: number
  readonly validUntilMs: number
}

/** The codes that are right at some time between two moments, Unix ms. */
function codesBetween(fromMs: number, toMs: number): readonly string[] {
  const [first, last] = [fromMs, toMs].map((ms) => Math.floor(ms / 30_000)) as [number, number]
  const steps = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return independentCodes(
    steps.map((step) => ({
      kind: 'totp',
      secretHex: SECRET_HEX,
      algorithm: 'SHA1',
      digits: 6,
      at: step * 30,
      period: 30
    }))
  )
}

function serversOf(...servers: readonly Chronyd[]): string[] {
  return servers.flatMap(({ host, port }) => ['--server', `ntp://${host}:${port}`])
}

/** Runs a command by a clock that is wrong, and gives the codes that were right meanwhile, by it and by true time. */
async function runShifted(home: Home, shiftS: number, args: readonly string[]) {
  const through = ['faketime', '-f', `${shiftS < 0 ? '' : '+'}${shiftS}s`]
  const fromMs = Date.now()
  const outcome: Outcome = await home.run(args, { through, env: UNMOVED_MONOTONIC })
  const toMs = Date.now()
  return {
    ...outcome,
    // The clock that is corrected by is right to its bound: some ms on loopback, more on a busy machine.
    right: codesBetween(fromMs - 1000, toMs + 1000),
    wrong: codesBetween(fromMs + shiftS * 1000, toMs + shiftS * 1000)
  }
}

describe('zeroskew code --corrected, wrong usage', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault(URIS)
  })
  afterAll(() => home.remove())

  it.each([
    ['--at beside it', ['octocat', '--corrected', '--at', '0'], '--at'],
    ['an account with a counter', ['card', '--corrected'], 'counter'],
    ['--server without it', ['octocat', '--server', '127.0.0.1'], '--corrected'],
    ['a server that is none', ['octocat', '--corrected', '--server', 'ftp://x'], 'ntp://']
  ])('refuses %s: exit code 2', async (_name, args, text) => {
    const { code, stdout, stderr } = await home.run(['code', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(text)
  })

  it('does not advance a counter that it refuses', async () => {
    await home.run(['code', 'card', '--corrected'])
    expect((await home.run(['code', 'card'])).stdout).toBe('755224\n')
  })

  it('shows no code where no server answers: exit code 3', async () => {
    const server = `127.0.0.1:${await freeUdpPort()}`
    const { code, stdout, stderr } = await home.run(['code', 'octocat', '--corrected', '--server', server])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('No time server answered')
  })
})

describeWith(['chronyd', 'faketime'], 'zeroskew code --corrected, real servers', () => {
  const started: Chronyd[] = []
  let home: Home
  let truth: readonly string[] = []
  let apart: readonly string[] = []
  beforeAll(async () => {
    home = await makeVault(URIS)
    const honest = await Promise.all([startChronyd(), startChronyd(), startChronyd()])
    const liar = await startChronyd({ off: '+47s' })
    started.push(...honest, liar)
    truth = serversOf(...honest)
    apart = serversOf(...honest.slice(0, 1), liar)
  })
  afterAll(async () => {
    home.remove()
    await Promise.all(started.map((server) => server.stop()))
  })

  it.each([-47, 47])('gives the code of true time where the clock is %d s off', async (shiftS) => {
    const { code, stdout, stderr, right, wrong } = await runShifted(home, shiftS, [
      'code',
      'octocat',
      '--corrected',
      ...truth
    ])
    expect(code).toBe(0)
    expect(right).toContain(stdout.trim())
    expect(stderr).toMatch(/^Corrected by 47 s \(± [\d.]+ s\); by this clock \d{3} \d{3}$/mu)
    const byThisClock = /this clock (?<code>\d{3} \d{3})/u.exec(stderr)?.groups?.code ?? ''
    expect(wrong).toContain(byThisClock.replace(' ', ''))
    // Plain NTP proves nothing.
    expect(stderr).toContain('not authenticated')
  })

  it('tells machines by how much, and the code by this clock', async () => {
    const { stdout, right, wrong } = await runShifted(home, -47, [
      'code',
      'octocat',
      '--corrected',
      '--json',
      ...truth
    ])
    const [json] = JSON.parse(stdout) as [CodeJson]
    expect(Math.abs(json.correctedByMs - 47_000)).toBeLessThan(1000)
    expect(Number.isInteger(json.correctedByMs)).toBe(true)
    expect(right).toContain(json.code)
    expect(wrong).toContain(json.byThisClock)
    expect(json.validUntilMs - json.validFromMs).toBe(30_000)
  })

  it('gives two codes with --next, and all with --all', async () => {
    const next = await runShifted(home, 47, ['code', 'octocat', '--corrected', '--next', ...truth])
    expect(next.right).toContain(next.stdout.split(' ')[0])
    const all = await runShifted(home, 47, ['code', '--all', '--corrected', ...truth])
    expect(all.right).toContain(all.stdout.split(' ')[0])
    expect(all.stdout).not.toContain('Bank')
    expect(all.stderr).toMatch(/^Corrected by 47 s \(± [\d.]+ s\)$/mu)
  })

  it('gives the plain code where the clock is in step, and says so', async () => {
    const { code, stdout, stderr, right } = await runShifted(home, 0, [
      'code',
      'octocat',
      '--corrected',
      '--json',
      ...truth
    ])
    const [json] = JSON.parse(stdout) as [CodeJson]
    expect(code).toBe(0)
    expect(right).toContain(json.code)
    expect(json).toMatchObject({ correctedByMs: 0, byThisClock: json.code })
    expect(stderr).toBe('The clock is in step: nothing had to be corrected.\n')
  })

  it.each([
    ['121 s on the word of servers that prove nothing', -121, '120 s'],
    ['26 hours', 93_600, 'a day']
  ])('refuses to correct %s: exit code 3', async (_name, shiftS, text) => {
    const { code, stdout, stderr } = await runShifted(home, shiftS, [
      'code',
      'octocat',
      '--corrected',
      ...truth
    ])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain(text)
  })

  it('shows no code where the servers contradict each other: exit code 3', async () => {
    const { code, stdout, stderr } = await home.run(['code', 'octocat', '--corrected', '--json', ...apart])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('not certain')
  })

  it('watches by true time, with the code by this clock beside it', async () => {
    const { code, stdout, right, wrong } = await runShifted(home, -47, ['watch', '--corrected', ...truth])
    expect(code).toBe(0)
    const row =
      /^(?<shown>\d{6})\s+\d+ s\s+GitHub: octocat\s+corrected\s+by this clock (?<other>\d{3} \d{3})$/mu
    const { shown, other = '' } = row.exec(stdout)?.groups ?? {}
    expect(right).toContain(shown)
    expect(wrong).toContain(other.replace(' ', ''))
  })

  it('watches without codes where nothing is certain: exit code 3', async () => {
    const { code, stdout } = await home.run(['watch', '--corrected', '--json', ...apart])
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({ codes: [], clock: { verdict: 'uncertain' } })
  })

  describeWith(['script'], 'at a terminal', () => {
    it('shows corrected codes live, labelled, after having hidden them', async () => {
      const words = ['watch', '--home', `${home.folder}/home`, '--passphrase-file', home.passphraseFile]
      const command = ['faketime', '-f', '-47s', ...ZEROSKEW, ...words, '--corrected', ...truth].join(' ')
      const fromMs = Date.now()
      const child = spawn('script', ['-qec', command, '/dev/null'], {
        env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...UNMOVED_MONOTONIC }
      })
      let screen = ''
      await new Promise<void>((resolve, reject) => {
        child.once('exit', () => reject(new Error(`expected a live view, got ${screen}`)))
        child.stdout.on('data', (chunk: Buffer) => {
          screen += chunk.toString()
          if (/by this clock \d/u.test(screen)) resolve()
        })
      }).finally(() => child.stdin.write('q'))
      const [code = ''] = /\b\d{6}\b/u.exec(screen) ?? []
      expect(codesBetween(fromMs - 1000, Date.now() + 1000)).toContain(code)
      expect(screen).toMatch(/\d{6}\s+\d+ s\s+GitHub: octocat\s+corrected\s+by this clock \d{3} \d{3}/u)
      // Before the first measurement nothing may be shown.
      expect(screen.indexOf('······')).toBeGreaterThan(-1)
      expect(screen.indexOf('······')).toBeLessThan(screen.indexOf(code))
    })
  })
})
