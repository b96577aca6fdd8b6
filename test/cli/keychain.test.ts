/** The command line with a real gnome-keyring on a D-Bus of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { run, type Outcome, type RunOptions } from './run.ts'

const URI = 'otpauth://totp/AWS:root?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=AWS&digits=8'

describeWith(['gnome-keyring-daemon', 'dbus-run-session'], 'a vault whose key is in gnome-keyring', () => {
  let folder: string
  let vaultFile: string
  const env = (): Record<string, string> => ({
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'share'),
    XDG_RUNTIME_DIR: folder
  })

  /** Each call gets a session of its own; the keyring's file lies in the folder and stays. */
  function withKeyring(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const script = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
    return run(args, {
      ...options,
      env: env(),
      through: ['dbus-run-session', '--', 'sh', '-c', script, 'sh']
    })
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zeroskew-keyring-'))
    vaultFile = join(folder, 'share/zeroskew/vault.zeroskew')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }))

  it('is made, filled and read without a passphrase', async () => {
    const made = await withKeyring(['vault', 'init', '--json'])
    expect(made.code).toBe(0)
    expect(JSON.parse(made.stdout)).toMatchObject({ file: vaultFile, ways: ['keychain', 'recovery'] })
    expect((await withKeyring(['add'], { input: URI })).code).toBe(0)
    expect(await withKeyring(['code', 'aws', '--at', '59'])).toMatchObject({ code: 0, stdout: '94287082\n' })
  })

  it('stays closed and untouched where there is no keychain: exit code 4, and the sentence says what to do', async () => {
    const before = readFileSync(vaultFile)
    const closed = await run(['code', 'aws'], { env: env() })
    expect(closed).toMatchObject({ code: 4, stdout: '' })
    expect(closed.stderr).toContain('recovery code')
    expect(readFileSync(vaultFile)).toEqual(before)
  })
})
