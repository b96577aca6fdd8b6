/** The states that a keychain may be in when the vault is opened, each brought about on a real one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FailureCode } from '../../../src/shared/failure.ts'
import { homeEnv, type PrivateKeyring } from './private-keyring.ts'

/** What a cell starts from: where the vault's own item lies, and an item of another vault. */
export interface Prepared {
  readonly account: string
  readonly item: string
  readonly otherItem: string
}

export interface State {
  readonly name: string
  /** How the program may answer, one of these: it opens, or says why not. */
  readonly answers: readonly ('opened' | FailureCode)[]
  /** Changes the keyring's items, while it is unlocked. */
  readonly change?: (keyring: PrivateKeyring, prepared: Prepared) => void
  /** Brings the state about; gives the environment for the program. */
  readonly enter?: (keyring: PrivateKeyring, home: string) => Promise<Entered>
}

export interface Entered {
  readonly env?: Readonly<Record<string, string>>
  readonly leave?: () => Promise<void> | void
}

export const STATES: readonly State[] = [
  { name: 'present', answers: ['opened'] },
  { name: 'no service', answers: ['keychain-absent'], enter: (_, home) => bareBus(home) },
  {
    name: 'no bus',
    answers: ['keychain-absent'],
    enter: (_, home) => Promise.resolve({ env: { ...homeEnv(home), XDG_RUNTIME_DIR: join(home, 'nothing') } })
  },
  { name: 'locked', answers: ['keychain-locked'], enter: (keyring) => done(() => keyring.lock()) },
  {
    name: 'frozen',
    answers: ['keychain-unreachable'],
    enter: (keyring) => {
      const daemon = keyring.daemon()
      process.kill(daemon, 'SIGSTOP')
      return Promise.resolve({ leave: () => end(daemon) })
    }
  },
  {
    name: 'frozen in mid-call',
    answers: ['keychain-unreachable'],
    enter: async (keyring) => {
      const daemon = keyring.daemon()
      await onceState(keyring, () => process.kill(daemon, 'SIGSTOP'))
      return { leave: () => end(daemon) }
    }
  },
  {
    name: 'killed when asked',
    answers: ['keychain-unreachable', 'keychain-locked', 'keychain-absent'],
    enter: async (keyring) => {
      const daemon = keyring.daemon()
      process.kill(daemon, 'SIGSTOP')
      await keyring.watch(({ kind }) => kind === 'call' && end(daemon))
      return { leave: () => end(daemon) }
    }
  },
  {
    name: 'killed in mid-call',
    answers: ['keychain-unreachable', 'keychain-locked', 'keychain-absent'],
    enter: async (keyring) => {
      const daemon = keyring.daemon()
      await onceState(
        keyring,
        () => process.kill(daemon, 'SIGSTOP'),
        () => end(daemon)
      )
      return { leave: () => end(daemon) }
    }
  },
  {
    name: 'item deleted',
    answers: ['key-unavailable'],
    change: (keyring, { account }) => keyring.clear(account)
  },
  {
    name: 'item of another vault',
    answers: ['key-unavailable'],
    change: (keyring, { account, otherItem }) => keyring.store(account, otherItem)
  },
  {
    name: 'garbage item',
    answers: ['key-unavailable'],
    change: (keyring, { account }) => keyring.store(account, '\u{1f511} no key at all')
  },
  {
    name: 'item with a newline',
    answers: ['key-unavailable'],
    change: (keyring, { account, item }) => keyring.store(account, `${item.slice(0, 40)}\n${item.slice(40)}`)
  }
]

/** Lets the first question for the lock state be answered; then acts, and acts again at the next call. */
async function onceState(keyring: PrivateKeyring, then: () => void, next?: () => void): Promise<void> {
  let asked: string | null = null
  let isAnswered = false
  let hasActed = false
  await keyring.watch(({ kind, caller, serial, path, member }) => {
    if (!isAnswered) {
      if (kind === 'call' && member === 'Get' && path.endsWith('/aliases/default'))
        asked = `${caller} ${serial}`
      if (kind === 'answer' && asked === `${caller} ${serial}`) {
        isAnswered = true
        then()
      }
    } else if (kind === 'call' && !hasActed) {
      hasActed = true
      next?.()
    }
  })
}

/** A bus that starts no services: what a minimal system has. */
const BARE_BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`

async function bareBus(home: string): Promise<Entered> {
  const config = join(home, 'bare-bus.conf')
  writeFileSync(config, BARE_BUS)
  const script = 'echo "$DBUS_SESSION_BUS_ADDRESS"\nexec cat'
  const session = spawn('dbus-run-session', [`--config-file=${config}`, '--', 'sh', '-c', script], {
    env: homeEnv(home),
    stdio: ['pipe', 'pipe', 'ignore']
  })
  const [address] = (await once(session.stdout, 'data')) as [Buffer]
  return {
    env: { ...homeEnv(home), DBUS_SESSION_BUS_ADDRESS: address.toString().trim() },
    leave: async () => {
      const gone = once(session, 'exit')
      session.stdin.end()
      await gone
    }
  }
}

function done(work: () => void): Promise<Entered> {
  work()
  return Promise.resolve({})
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}
