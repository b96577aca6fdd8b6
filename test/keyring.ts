/**
 * A private session bus with a real gnome-keyring, in one of the states that users have. Nothing of the machine's own
 * session is touched, and the daemons end with the session.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * `unlocked`, `locked`; `no-collection`: a service that can keep nothing; `no-service`: a bus and nobody on it;
 * `no-bus`: not even that.
 */
export type KeyringState = 'unlocked' | 'locked' | 'no-collection' | 'no-service' | 'no-bus'

export const KEYRING_PROGRAMS = ['gnome-keyring-daemon', 'dbus-run-session', 'gdbus']

export interface KeyringSession {
  /** Runs a script by Node in a session; gives its standard output. Items of one state are there in the next. */
  run(state: KeyringState, script: string, args: readonly string[]): Promise<string>
  end(): void
}

export function createKeyringSession(): KeyringSession {
  const home = mkdtempSync(join(tmpdir(), 'zeroskew-keyring-'))
  return {
    run: (state, script, args) => runIn(home, state, [process.execPath, script, ...args]),
    end: () => rmSync(home, { recursive: true, force: true, maxRetries: 20 })
  }
}

const UNLOCK = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
const LOCK =
  'gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets' +
  ' --method org.freedesktop.Secret.Service.Lock "[objectpath \'/org/freedesktop/secrets/collection/login\']" >/dev/null'
/** A bus that starts no services: what a minimal system has. */
const BARE_BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`

function runIn(home: string, state: KeyringState, command: readonly string[]): Promise<string> {
  const session = (before: string, ...bus: string[]): string[] => [
    'dbus-run-session',
    ...bus,
    '--',
    'sh',
    '-c',
    `${before}\nexec "$@"`,
    'sh',
    ...command
  ]
  switch (state) {
    case 'unlocked':
      return output(home, session(UNLOCK))
    case 'locked':
      return output(home, session(`${UNLOCK}\n${LOCK}`))
    case 'no-collection':
      return output(mkdtempSync(join(home, 'fresh-')), session(''))
    case 'no-service': {
      const config = join(home, 'bare-bus.conf')
      writeFileSync(config, BARE_BUS)
      return output(home, session('', `--config-file=${config}`))
    }
    case 'no-bus':
      return output(home, [...command])
  }
}

function output(home: string, [program = '', ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_DATA_HOME: join(home, 'share'),
      XDG_RUNTIME_DIR: home
    }
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, errors] = ['', '']
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve(out)
        : reject(new Error(`expected exit code 0, got ${code}: ${errors.slice(-2000)}`))
    )
  })
}
