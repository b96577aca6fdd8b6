import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Autostart, desktopEntry } from '../../../src/main/desktop/autostart.ts'
import type { OwnProcess } from '../../../src/main/desktop/own-command.ts'
import { isStartHidden } from '../../../src/main/launch-options.ts'

/** The words of the Exec key by another reader: its string escapes undone, then split as a shell does. */
function wordsOf(entry: string): string[] {
  const exec = /^Exec=(.*)$/mu.exec(entry)?.[1] ?? ''
  const line = exec.replace(/\\(.)/gu, (_, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? sign)
  const said = execFileSync('sh', ['-c', `printf '%s\\037' ${line}`], { encoding: 'utf8' })
  return said
    .split('\u001f')
    .slice(0, -1)
    .map((word) => word.replaceAll('%%', '%'))
}

describe('Autostart', () => {
  let home: string
  let logins: unknown[]
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'zeroskew-autostart-'))
    logins = []
  })
  afterEach(() => rmSync(home, { recursive: true, force: true, maxRetries: 20 }))

  const make = (platform: NodeJS.Platform, self: Partial<OwnProcess> = {}) =>
    new Autostart({
      platform,
      home,
      self: {
        execPath: '/opt/Zeroskew/zeroskew-desktop',
        isPackaged: true,
        appPath: '/opt/Zeroskew/resources/app.asar',
        resources: '/opt/Zeroskew/resources',
        env: {},
        home: null,
        isInPath: true,
        ...self
      },
      app: { setLoginItemSettings: (settings) => logins.push(settings) }
    })

  it('writes the XDG file, and takes it away', () => {
    const autostart = make('linux')
    const path = join(home, '.config/autostart/zeroskew.desktop')
    expect(autostart.isPossible).toBe(true)
    expect(autostart.set(true)).toBe(true)
    expect(readFileSync(path, 'utf8')).toContain('Exec="/opt/Zeroskew/zeroskew-desktop" "--hidden"\n')
    expect(autostart.set(false)).toBe(true)
    expect(existsSync(path)).toBe(false)
    expect(autostart.set(false)).toBe(true)
  })

  it('says in both languages what it starts, as the package’s own file does', () => {
    const entry = desktopEntry(['/opt/Zeroskew/zeroskew-desktop'])
    expect(entry).toContain('\nComment=Checks the clock before you log in\n')
    expect(entry).toContain('\nComment[ja]=ログインの前に時計を確かめます\n')
    expect(readFileSync('electron-builder.yml', 'utf8')).toContain(
      'Comment[ja]: ログインの前に時計を確かめます\n'
    )
  })

  it('follows XDG_CONFIG_HOME where it is absolute', () => {
    make('linux', { env: { XDG_CONFIG_HOME: join(home, 'elsewhere') } }).set(true)
    expect(readFileSync(join(home, 'elsewhere/autostart/zeroskew.desktop'), 'utf8')).toContain('Zeroskew')
    make('linux', { env: { XDG_CONFIG_HOME: 'relative' } }).set(true)
    expect(existsSync(join(home, '.config/autostart/zeroskew.desktop'))).toBe(true)
  })

  it('says so where the file can’t be written', () => {
    writeFileSync(join(home, 'file'), '')
    expect(make('linux', { env: { XDG_CONFIG_HOME: join(home, 'file') } }).set(true)).toBe(false)
  })

  it('gives no arguments to macOS, which takes none, and says so where the app can’t do without', () => {
    expect(make('darwin').set(true)).toBe(true)
    expect(make('darwin').set(false)).toBe(true)
    expect(logins).toStrictEqual([{ openAtLogin: true }, { openAtLogin: false }])
    expect(make('darwin', { home: '/Volumes/Keys' }).isPossible).toBe(false)
    expect(make('darwin', { isPackaged: false }).set(true)).toBe(false)
    expect(logins).toHaveLength(2)
  })

  it('quotes what Windows gets, where Electron doesn’t', () => {
    const execPath = 'C:\\Users\\Hana Sato\\AppData\\Local\\Programs\\Zeroskew\\Zeroskew.exe'
    expect(make('win32', { execPath, home: 'D:\\' }).set(true)).toBe(true)
    expect(logins).toStrictEqual([
      { openAtLogin: true, path: `"${execPath}"`, args: ['"--home"', '"D:\\\\"', '"--hidden"'] }
    ])
  })

  it('leaves the system alone in Windows’ portable build, which is unpacked elsewhere each time', () => {
    const portable = make('win32', { env: { PORTABLE_EXECUTABLE_FILE: 'E:\\Zeroskew.exe' } })
    expect(portable.isPossible).toBe(false)
    expect(portable.set(true)).toBe(false)
    expect(logins).toStrictEqual([])
  })

  it('quotes a path that a shell splits into the same words again', () => {
    const command = ['/home/a b/50% "off" $HOME `id` \\x/app', '--home', '/tmp/é']
    expect(wordsOf(desktopEntry(command))).toStrictEqual(command)
  })
})

describe('isStartHidden', () => {
  const app = (wasOpenedAtLogin: boolean) => ({
    getLoginItemSettings: () => ({ wasOpenedAtLogin }) as Electron.LoginItemSettings
  })

  it('is what the command line says, and on macOS what the system says', () => {
    const [shown, hidden] = [
      { demo: false, hidden: false },
      { demo: false, hidden: true }
    ]
    expect(isStartHidden(shown, 'darwin', app(true))).toBe(true)
    expect(isStartHidden(shown, 'darwin', app(false))).toBe(false)
    expect(isStartHidden(hidden, 'darwin', app(false))).toBe(true)
    expect(isStartHidden(hidden, 'win32', app(false))).toBe(true)
    // Told on macOS only: elsewhere the field is absent.
    expect(isStartHidden(shown, 'linux', app(true))).toBe(false)
  })
})
