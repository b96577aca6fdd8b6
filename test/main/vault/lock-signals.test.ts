import { describe, expect, it } from 'vitest'
import { lockBuses, LockSignals } from '../../../src/main/vault/lock-signals.ts'

/** As the programs print it (dbus 1.14.10, systemd 252, glib 2.74). */
const DBUS_MONITOR = (member: string, body: string): string =>
  `signal time=1795336140.74 sender=:1.3 -> destination=(null destination) serial=2 path=/x; interface=a.b; member=${member}\n${body}\n`
const BUSCTL = (member: string, body: string): string =>
  `‣ Type=signal  Endian=l  Flags=1  Version=1 Cookie=2  Timestamp="Sun 2026-11-22 08:29:00 UTC"
  Sender=:1.3  Path=/x  Interface=a.b  Member=${member}
  UniqueName=:1.3
${body}
`
const HINT = (value: boolean): string => `   string "org.freedesktop.login1.Session"
   array [
      dict entry(
         string "IdleHint"
         variant             boolean ${String(!value)}
      )
      dict entry(
         string "LockedHint"
         variant             boolean ${String(value)}
      )
   ]
   array [
   ]`
const BUSCTL_HINT = `  MESSAGE "sa{sv}as" {
          STRING "org.freedesktop.login1.Session";
          ARRAY "{sv}" {
                  DICT_ENTRY "sv" {
                          STRING "LockedHint";
                          VARIANT "b" {
                                  BOOLEAN true;`

describe('LockSignals', () => {
  it.each([
    ['dbus-monitor, the saver came up', DBUS_MONITOR('ActiveChanged', '   boolean true'), true],
    ['dbus-monitor, the saver went', DBUS_MONITOR('ActiveChanged', '   boolean false'), false],
    ['dbus-monitor, logind asks to lock', DBUS_MONITOR('Lock', ''), true],
    ['dbus-monitor, logind asks to unlock', DBUS_MONITOR('Unlock', ''), false],
    ['dbus-monitor, the session is locked', DBUS_MONITOR('PropertiesChanged', HINT(true)), true],
    ['dbus-monitor, the session is unlocked', DBUS_MONITOR('PropertiesChanged', HINT(false)), false],
    ['dbus-monitor, another signal', DBUS_MONITOR('NameAcquired', '   boolean true'), false],
    ['busctl, the saver came up', BUSCTL('ActiveChanged', '  MESSAGE "b" {\n          BOOLEAN true;'), true],
    ['busctl, the saver went', BUSCTL('ActiveChanged', '  MESSAGE "b" {\n          BOOLEAN false;'), false],
    ['busctl, the session is locked', BUSCTL('PropertiesChanged', BUSCTL_HINT), true],
    [
      'gdbus, logind asks to lock',
      '/org/freedesktop/login1/session/_32: org.freedesktop.login1.Session.Lock ()\n',
      true
    ],
    [
      'gdbus, the session is locked',
      "/s: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'LockedHint': <true>}, @as [])\n",
      true
    ],
    [
      'gdbus, the session is idle',
      "/s: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.login1.Session', {'IdleHint': <true>}, @as [])\n",
      false
    ]
  ])('%s: %#', (_name, text, isLock) => {
    expect(new LockSignals().hear(text)).toBe(isLock)
    // However it arrives.
    const bytewise = new LockSignals()
    expect(text.match(/./gsu)?.some((character) => bytewise.hear(character))).toBe(isLock)
  })

  it('hears nothing in noise, and goes on after 10 MB without a line’s end', () => {
    const signals = new LockSignals()
    for (let at = 0; at < 10; at++) expect(signals.hear('x'.repeat(2 ** 20))).toBe(false)
    expect(signals.hear('boolean true\n   boolean true\n')).toBe(false)
    expect(signals.hear(DBUS_MONITOR('ActiveChanged', '   boolean true'))).toBe(true)
  })
})

describe('lockBuses', () => {
  const nothing = (): boolean => false

  it('asks nobody where there is no bus: a program might start one', () => {
    expect(lockBuses({ DISPLAY: ':0', XDG_RUNTIME_DIR: '/run/user/1000' }, nothing)).toStrictEqual([])
  })

  it('finds the session’s bus by its address, or by its socket in the runtime folder', () => {
    const [bus] = lockBuses({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' }, nothing)
    expect(bus?.env).toStrictEqual({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' })
    const [other] = lockBuses({ XDG_RUNTIME_DIR: '/run/user/1000' }, (path) => path === '/run/user/1000/bus')
    expect(other?.env).toStrictEqual({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' })
    for (const folder of ['', 'run', '/run/with space', '/run;guid=1'])
      expect(lockBuses({ XDG_RUNTIME_DIR: folder }, (path) => path.endsWith('/bus'))).toStrictEqual([])
  })

  it.each([
    ['2', "path='/org/freedesktop/login1/session/_32'"],
    ['c1', "path='/org/freedesktop/login1/session/c1'"],
    ["x'y", "path='/org/freedesktop/login1/session/x_27y'"],
    [undefined, "path_namespace='/org/freedesktop/login1/session'"]
  ])('hears logind alone on the system’s bus, of session %s', (XDG_SESSION_ID, place) => {
    const [bus] = lockBuses({ XDG_SESSION_ID }, (path) => path === '/run/dbus/system_bus_socket')
    const rules = (bus?.listeners[0]?.args ?? []).filter((arg) => arg.startsWith('type='))
    expect(rules).toHaveLength(2)
    for (const rule of rules) expect(rule).toContain(`sender='org.freedesktop.login1',${place},`)
  })
})
