/** The small parts of the desktop: shortcut, own command, what is remembered, who rang, the tray's menu. */
import { EventEmitter } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES, badPreference } from '../../src/core/preferences.ts'
import { Doorbell, type Ring } from '../../src/main/doorbell.ts'
import { desktopOf, ownCommand, pickCommand, type OwnProcess } from '../../src/main/desktop/own-command.ts'
import { isWayland, PickShortcut } from '../../src/main/desktop/pick-shortcut.ts'
import { readInvitations } from '../../src/main/transfer/invitations.ts'
import { ShellMemory } from '../../src/main/windows/shell-memory.ts'
import { menuAccounts, showsTrayCodes, trayMenu, type TrayView } from '../../src/main/desktop/tray-menu.ts'
import type { AccountView } from '../../src/shared/views/account.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { tempFolder } from '../fakes/vault-setting.ts'
import { HOSTILE } from '../hostile-names.ts'

describe('PickShortcut', () => {
  function scene(isWaylandSession = false) {
    const taken = new Map<string, () => void>([['Control+Alt+T', () => undefined]])
    let pressed = 0
    const shortcut = new PickShortcut({
      globalShortcut: {
        register: (name, press) => {
          if (name === 'Control+Alt+`') throw new TypeError('conversion failure')
          if (taken.has(name)) return false
          taken.set(name, press)
          return true
        },
        unregister: (name) => void taken.delete(name)
      },
      isWayland: isWaylandSession,
      onPress: () => pressed++
    })
    return { shortcut, taken, pressed: () => pressed }
  }

  it('takes the shortcut, and leaves the former one', () => {
    const { shortcut, taken, pressed } = scene()
    shortcut.follow('Control+Alt+Space')
    shortcut.follow('Control+Alt+K')
    expect(shortcut.state).toBe('registered')
    expect([...taken.keys()]).toStrictEqual(['Control+Alt+T', 'Control+Alt+K'])
    taken.get('Control+Alt+K')?.()
    expect(pressed()).toBe(1)
    shortcut.follow(null)
    expect([shortcut.state, taken.size]).toStrictEqual(['none', 1])
  })

  it('says that another program has it, and doesn’t take it away from there', () => {
    const { shortcut, taken } = scene()
    shortcut.follow('Control+Alt+T')
    expect(shortcut.state).toBe('taken')
    shortcut.follow('Control+Alt+`')
    expect(shortcut.state).toBe('taken')
    shortcut.follow(null)
    expect(taken.has('Control+Alt+T')).toBe(true)
  })

  it('leaves it to the system on Wayland, whatever the portal does', () => {
    const { shortcut } = scene(true)
    shortcut.follow('Control+Alt+Space')
    expect(shortcut.state).toBe('by-system')
    expect(isWayland('linux', { XDG_SESSION_TYPE: 'wayland' })).toBe(true)
    expect(isWayland('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(isWayland('linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' })).toBe(false)
    expect(isWayland('win32', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(false)
  })

  it('has a default that the settings take', () => {
    expect(badPreference({ pickShortcut: DEFAULT_PREFERENCES.pickShortcut })).toBeNull()
  })
})

describe('ownCommand and pickCommand', () => {
  const PACKAGED: OwnProcess = {
    execPath: '/opt/Zeroskew/zeroskew-desktop',
    isPackaged: true,
    appPath: '/opt/Zeroskew/resources/app.asar',
    resources: '/opt/Zeroskew/resources',
    env: {},
    home: null,
    isInPath: true
  }

  it('starts a package by its program, an AppImage by its own file, a checkout by its folder', () => {
    expect(ownCommand(PACKAGED)).toStrictEqual(['/opt/Zeroskew/zeroskew-desktop'])
    const appImage = {
      ...PACKAGED,
      execPath: '/tmp/.mount_x/zeroskew-desktop',
      env: { APPIMAGE: '/home/hana/Z.AppImage' }
    }
    expect(ownCommand(appImage)).toStrictEqual(['/home/hana/Z.AppImage'])
    const checkout = {
      ...PACKAGED,
      execPath: '/n/electron',
      isPackaged: false,
      appPath: '/src/z',
      home: '/data'
    }
    expect(ownCommand(checkout)).toStrictEqual(['/n/electron', '/src/z', '--home', '/data'])
  })

  it('gives the command as a shell reads it, with the data folder where it is another one', () => {
    expect(pickCommand(PACKAGED)).toBe('zeroskew pick')
    const mac = {
      ...PACKAGED,
      resources: '/Applications/Zeroskew.app/Contents/Resources',
      home: "/Users/o'neil/a b"
    }
    expect(pickCommand(mac)).toBe(
      "/Applications/Zeroskew.app/Contents/Resources/cli/zeroskew pick --home '/Users/o'\\''neil/a b'"
    )
    expect(pickCommand({ ...PACKAGED, isPackaged: false, appPath: '/src/z' })).toBe(
      '/src/z/bin/zeroskew pick'
    )
  })

  it('names what is really there: an AppImage’s own file, and the whole path where no package put it into PATH', () => {
    const appImage = { ...PACKAGED, isInPath: false, env: { APPIMAGE: '/home/hana/My Apps/Z.AppImage' } }
    expect(pickCommand(appImage)).toBe("'/home/hana/My Apps/Z.AppImage' pick")
    // What the first app hears of a second start's arguments (src/main/doorbell.ts).
    expect(readInvitations(['--home', '/data', 'pick'], '/').word).toBe('pick')
    expect(pickCommand({ ...appImage, home: '/data' })).toBe(
      "'/home/hana/My Apps/Z.AppImage' --home /data pick"
    )
    expect(pickCommand({ ...PACKAGED, isInPath: false })).toBe('/opt/Zeroskew/resources/cli/zeroskew pick')
    // Of another one that is installed besides: its data folder may be the same, but it isn't this app.
    expect(pickCommand({ ...PACKAGED, resources: '/home/hana/Zeroskew/resources' })).toBe(
      '/home/hana/Zeroskew/resources/cli/zeroskew pick'
    )
  })

  it('knows GNOME and KDE by XDG_CURRENT_DESKTOP', () => {
    expect(desktopOf({ XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' })).toBe('gnome')
    expect(desktopOf({ XDG_CURRENT_DESKTOP: 'KDE' })).toBe('kde')
    expect(desktopOf({ XDG_CURRENT_DESKTOP: 'sway' })).toBe('other')
    expect(desktopOf({})).toBe('other')
  })
})

describe('ShellMemory', () => {
  it('keeps the window’s place over a restart, for its owner alone', () => {
    const path = join(tempFolder(), 'state', 'window.json')
    new ShellMemory(path).remember({ window: { x: -10, y: 20, width: 400, height: 700 } })
    new ShellMemory(path).remember({ saidNoTray: true })
    expect(new ShellMemory(path).all).toStrictEqual({
      window: { x: -10, y: 20, width: 400, height: 700 },
      saidNoTray: true,
      saidUnsureCopy: false
    })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each([
    '',
    '{',
    'null',
    '{"window": {"x": 0, "y": 0, "width": -5, "height": 9}}',
    '{"window": {"x": 1e300, "y": 0, "width": 5, "height": 9}}',
    '{"window": {"x": "0", "y": 0, "width": 5, "height": 9}, "saidNoTray": "yes"}',
    `{"window": null, "more": "${'x'.repeat(5000)}"}`
  ])('opens at the usual place with a file that says %.60j', (text) => {
    const path = join(tempFolder(), 'window.json')
    writeFileSync(path, text)
    expect(new ShellMemory(path).all).toStrictEqual({
      window: null,
      saidNoTray: false,
      saidUnsureCopy: false
    })
  })

  it('writes nothing where nothing changed, and nothing at all without a path', () => {
    const path = join(tempFolder(), 'window.json')
    const memory = new ShellMemory(path)
    memory.remember({ saidNoTray: false })
    expect(() => readFileSync(path)).toThrow('ENOENT')
    const fleeting = new ShellMemory(null)
    fleeting.remember({ saidNoTray: true })
    expect(fleeting.all.saidNoTray).toBe(true)
  })
})

describe('Doorbell', () => {
  it('keeps who rang before anybody could answer, and at most 20', () => {
    const app = new EventEmitter()
    const bell = new Doorbell(app as never)
    for (let at = 0; at < 30; at++)
      app.emit('open-url', { preventDefault: () => undefined }, `otpauth://totp/${at}`)
    const heard: Ring[] = []
    bell.answer((ring) => heard.push(ring))
    expect(heard).toHaveLength(20)
    app.emit('second-instance', {}, ['/opt/zeroskew', 'a.2fas', '--x'], '/home/hana')
    app.emit('open-file', { preventDefault: () => undefined }, '/home/hana/b.aegis')
    expect(heard.slice(20)).toStrictEqual([
      { args: ['a.2fas', '--x'], folder: '/home/hana' },
      { args: ['/home/hana/b.aegis'], folder: '/' }
    ])
  })
})

describe('trayMenu', () => {
  const account = (id: string, more: Partial<AccountView> = {}): AccountView => ({
    id,
    kind: 'totp',
    issuer: id,
    label: '',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    groups: [],
    note: '',
    isFavourite: false,
    hasIcon: false,
    useCount: 0,
    ...more
  })
  const words = wordingFor('en')
  const done: string[] = []
  const note = (name: string) => () => void done.push(name)
  const actions = {
    open: note('open'),
    pick: note('pick'),
    openClock: note('clock'),
    openSettings: note('settings'),
    copy: (id: string) => void done.push(`copy ${id}`),
    lock: note('lock'),
    quit: note('quit')
  }
  const view: TrayView = {
    vault: { kind: 'unlocked', ways: ['keychain'], recoveryConfirmed: true, notices: [] },
    clock: {
      state: 'done',
      verdict: 'unknown',
      trust: 'none',
      agreeing: 0,
      answered: 0,
      configured: 4,
      sources: [],
      thresholdMs: 5000,
      correction: { kind: 'none' }
    },
    accounts: [account('A&B'), account('C')],
    recent: [],
    codes: [{ id: 'A&B', code: '123456', validFromMs: 0, validUntilMs: 30_000 }]
  }

  it('has codes where they may be shown, names where not, and copies by id', () => {
    const menu = trayMenu(view, words, actions)
    const labels = menu.map(({ label }) => label)
    expect(labels[0]).toBe('Open Zeroskew')
    expect(labels[1]).toBe('Search…')
    expect(labels[3]).toMatch(/^A&&B: 123 456, until \d\d:00:30$/u)
    expect(labels[4]).toBe('C')
    menu[3]?.click?.(undefined as never, undefined, {})
    expect(done).toStrictEqual(['copy A&B'])
  })

  it.each(['en', 'ja'] as const)(
    'lets none of 50 hostile names reorder, break or push out the code (%s)',
    (language) => {
      const accounts = HOSTILE.map((name) => account(name, { label: name, isFavourite: true }))
      for (const one of accounts) {
        const codes = [{ id: one.id, code: '123456', validFromMs: 0, validUntilMs: 30_000 }]
        const menu = trayMenu({ ...view, accounts: [one], codes }, wordingFor(language), actions)
        const { label = '' } = menu[3] ?? {}
        expect(label).toMatch(/123 456.*:00:30/u)
        expect(label).not.toMatch(/[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066\u2067\ufeff]/u)
        // Two names of 48 graphemes, the code and its end.
        expect(Array.from(new Intl.Segmenter().segment(label)).length).toBeLessThan(140)
      }
    }
  )

  it('gives a name of nothing to be seen words, and marks one that could be taken for another', () => {
    const labels = (name: string): string =>
      trayMenu({ ...view, accounts: [account(name)], codes: [] }, words, actions)[3]?.label ?? ''
    expect(labels('\u200b')).toBe('⚠ Account without a name')
    expect(labels('\u0420ayPal')).toBe('⚠ \u0420ayPal')
    expect(labels('PayPal')).toBe('PayPal')
    expect(labels('אבג')).toBe('\u2068אבג\u2069')
  })

  it('shows codes where both settings allow it', () => {
    const settings = [true, false].flatMap((shows) => [true, false].map((hides) => [shows, hides] as const))
    expect(
      settings.filter(([shows, hides]) => showsTrayCodes({ showsTrayCodes: shows, hidesCodes: hides }))
    ).toStrictEqual([[true, false]])
  })

  it('shows neither accounts nor search nor lock while it is locked', () => {
    const menu = trayMenu({ ...view, vault: { kind: 'locked', ways: ['passphrase'] } }, words, actions)
    expect(menu.flatMap(({ label }) => label ?? [])).toStrictEqual([
      'Open Zeroskew',
      words.clock.title(view.clock),
      'Settings',
      'Quit'
    ])
  })

  it('puts favourites first, then those used last, then those used most, at most 8, and none by counter', () => {
    const many = Array.from({ length: 20 }, (_none, at) => account(`n${at}`, { useCount: at }))
    const accounts = [
      ...many,
      account('fav', { isFavourite: true }),
      account('hotp', { kind: 'hotp', useCount: 99 })
    ]
    const shown = menuAccounts(accounts, ['n3', 'hotp', 'n19', 'gone'])
    expect(shown.map(({ id }) => id)).toStrictEqual(['fav', 'n3', 'n19', 'n18', 'n17', 'n16', 'n15', 'n14'])
  })

  it('has the first 8 of 20 as the list has them where none was used yet', () => {
    const many = Array.from({ length: 20 }, (_none, at) => account(`n${at}`))
    expect(menuAccounts(many, []).map(({ id }) => id)).toStrictEqual(many.slice(0, 8).map(({ id }) => id))
  })
})
