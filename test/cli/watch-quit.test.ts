/** `zeroskew watch` on a real terminal with a clock that was measured by real chronyd servers: how it ends. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startChronyd, type Chronyd } from '../fakes/chronyd.ts'
import { describeWith } from '../real-parts.ts'
import { onTerminal, quotedCommand, shellOnTerminal } from './on-terminal.ts'
import { makeVault, PASSPHRASE, type Home } from './run.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const LEAVE = '\u001b[?1049l'

describeWith(['script', 'chronyd'], 'zeroskew watch with a measured clock', () => {
  let home: Home
  let started: readonly Chronyd[] = []
  let words: readonly string[]
  beforeAll(async () => {
    home = await makeVault([`otpauth://totp/AWS:root?secret=${SECRET}&issuer=AWS`])
    started = await Promise.all([startChronyd(), startChronyd(), startChronyd()])
    const servers = started.flatMap(({ host, port }) => ['--server', `ntp://${host}:${port}`])
    words = ['watch', '--home', join(home.folder, 'home'), ...servers]
  })
  afterAll(async () => {
    await Promise.all(started.map((server) => server.stop()))
    home.remove()
  })

  const byFile = (): string[] => ['--passphrase-file', home.passphraseFile]

  it.each([
    ['q', []],
    ['\u0003', []],
    ['\u0004', []],
    ['q', ['--corrected']],
    ['\u0003', ['--corrected']]
  ])('ends by %j silently, with exit code 0 (%j)', async (key, more) => {
    const session = onTerminal([...words, ...more, ...byFile()])
    await session.until('Your clock is ')
    await session.until('AWS: root')
    session.type(key)
    const { code, shown } = await session.end()
    expect([code, shown.slice(shown.indexOf(LEAVE) + LEAVE.length)]).toEqual([0, ''])
  })

  it.each(['q', '\u0003'])('ends by %j in the same way after a typed passphrase', async (key) => {
    const session = shellOnTerminal(`${quotedCommand(words)}; echo "[$?]"; stty -a`)
    await session.until('recovery code: ')
    session.type(`${PASSPHRASE}\r`)
    await session.until('Your clock is ')
    session.type(key)
    const { shown } = await session.end()
    const after = shown.slice(shown.indexOf(LEAVE) + LEAVE.length)
    expect(after).toMatch(/^\[0\]\r\n/u)
    expect(after).toMatch(/[ ;]icanon[ ;][^]*[ ;]echo[ ;]/u)
  })
})
