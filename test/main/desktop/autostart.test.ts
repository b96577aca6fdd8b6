import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Autostart, desktopEntry } from '../../../src/main/desktop/autostart.ts'

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

  const make = (
    platform: NodeJS.Platform,
    config?: string,
    command = ['/opt/Zeroskew/zeroskew-desktop', '--hidden']
  ) =>
    new Autostart({
      platform,
      env: { XDG_CONFIG_HOME: config },
      home,
      command,
      app: {
        setLoginItemSettings: (settings) => logins.push(settings),
        getLoginItemSettings: () => ({ openAtLogin: logins.length > 0 }) as Electron.LoginItemSettings
      }
    })

  it('writes the XDG file, knows it again, and takes it away', () => {
    const autostart = make('linux')
    expect(autostart.isOn).toBe(false)
    expect(autostart.set(true)).toBe(true)
    expect(autostart.isOn).toBe(true)
    const text = readFileSync(join(home, '.config/autostart/zeroskew.desktop'), 'utf8')
    expect(text).toContain('Exec="/opt/Zeroskew/zeroskew-desktop" "--hidden"\n')
    expect(autostart.set(false)).toBe(true)
    expect(autostart.isOn).toBe(false)
    expect(autostart.set(false)).toBe(true)
  })

  it('follows XDG_CONFIG_HOME where it is absolute', () => {
    make('linux', join(home, 'elsewhere')).set(true)
    expect(readFileSync(join(home, 'elsewhere/autostart/zeroskew.desktop'), 'utf8')).toContain('Zeroskew')
    expect(make('linux', 'relative').isOn).toBe(false)
  })

  it('says so where the file can’t be written', () => {
    writeFileSync(join(home, 'file'), '')
    expect(make('linux', join(home, 'file')).set(true)).toBe(false)
  })

  it('is Electron’s matter on other systems', () => {
    expect(make('darwin').set(true)).toBe(true)
    expect(logins).toStrictEqual([{ openAtLogin: true, args: ['--hidden'] }])
  })

  it('quotes a path that a shell splits into the same words again', () => {
    const command = ['/home/a b/50% "off" $HOME `id` \\x/app', '--home', '/tmp/é']
    expect(wordsOf(desktopEntry(command))).toStrictEqual(command)
  })
})
