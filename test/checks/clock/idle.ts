/** What is sent when nothing should be, and whom the defaults ask: seen by strace, in a namespace with loopback alone. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_SOURCES } from '../../../src/core/clock/source.ts'
import type { Figures } from '../figures.ts'
import { inNamespace, missingForNamespace, scriptOf } from './namespace.ts'
import { temporaryHome } from './terminal.ts'

export async function checkIdle(figures: Figures, seconds: number): Promise<void> {
  figures.heading('what is sent')
  const missing = missingForNamespace(['strace', 'mount', 'timeout'])
  if (missing.length > 0) {
    figures.say(`skipped, needs ${missing.join(', ')}`)
    return
  }
  const { home, remove } = temporaryHome()
  await checkNothing(figures, seconds, home)
  await checkDefaults(figures, home)
  remove()
}

async function checkNothing(figures: Figures, seconds: number, home: string): Promise<void> {
  const trace = join(home, 'trace')
  await inNamespace(
    scriptOf('idle-inside.ts'),
    [`export IDLE_SECONDS=${seconds} NETWORK=off`],
    ['strace', '-f', '-qq', '-e', 'trace=socket,connect,sendto,sendmsg,sendmmsg', '-o', trace]
  )
  const calls = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /AF_INET6?|htons/.test(line))
  figures.expect(
    calls.length === 0,
    `${seconds} idle seconds, network off: calls to the network`,
    `${calls.length}`
  )
}

async function checkDefaults(figures: Figures, home: string): Promise<void> {
  const resolvConf = join(home, 'resolv.conf')
  const names = join(home, 'names')
  const trace = join(home, 'trace')
  writeFileSync(resolvConf, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n')
  await inNamespace(
    scriptOf('idle-inside.ts'),
    [
      `mount --bind '${resolvConf}' /etc/resolv.conf`,
      `timeout 12 '${process.execPath}' --disable-warning=ExperimentalWarning '${scriptOf('resolver.ts')}' > '${names}' &`,
      'sleep 1',
      'export IDLE_SECONDS=8 NETWORK=on'
    ],
    ['strace', '-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', trace]
  )
  const asked = readFileSync(names, 'utf8')
    .split('\n')
    .filter((name) => name !== '')
  const listed = new Set(DEFAULT_SOURCES.flatMap(({ ways }) => ways.map(({ host }) => host)))
  const strange = asked.filter((name) => !listed.has(name))
  figures.expect(
    asked.length > 0 && strange.length === 0,
    'with the defaults only the listed hosts are looked up',
    `${asked.join(', ')}${strange.length > 0 ? `; not listed: ${strange.join(', ')}` : ''}`
  )
  const elsewhere = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /sin6?_port=htons\((?!53\))/.test(line))
  figures.expect(
    elsewhere.length === 0,
    'and nothing is sent but to the name server',
    `${elsewhere.length} calls`
  )
}
