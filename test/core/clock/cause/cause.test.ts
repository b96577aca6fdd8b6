import { afterEach, describe, expect, it } from 'vitest'
import { causesOf, zoneOffsetsMs, type CauseFacts } from '../../../../src/core/clock/cause/cause.ts'
import { commandFor, timeSettings } from '../../../../src/core/clock/cause/cure.ts'
import { diagnose } from '../../../../src/core/clock/cause/diagnose.ts'
import { NOTHING_KNOWN, type TimeService } from '../../../../src/core/clock/cause/time-service.ts'
import type { HistoryEntry } from '../../../../src/core/clock/history.ts'
import { recorded, said, timedatectl, TIMESYNCD_OFF } from './outputs.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const TOKYO = [9 * HOUR_MS]

const RUNNING: TimeService = {
  ...NOTHING_KNOWN,
  system: 'linux',
  state: 'running',
  name: 'chrony',
  synchronised: true,
  localRtc: false,
  virtual: false
}

function facts(
  offsetMs: number,
  service: Partial<TimeService> = {},
  more: Partial<CauseFacts> = {}
): CauseFacts {
  return {
    measured: { offsetMs, boundMs: 50 },
    service: { ...RUNNING, ...service },
    zoneOffsetsMs: TOKYO,
    certificateDates: false,
    resumedLately: false,
    history: [],
    ...more
  }
}

function kinds(what: CauseFacts): readonly string[] {
  return causesOf(what).map(({ kind }) => kind)
}

describe('causesOf', () => {
  it.each([
    ['off', 'automatic-off'],
    ['stopped', 'service-stopped'],
    ['absent', 'no-service']
  ] as const)('names the time service for 47 s where it is %s', (state, kind) => {
    expect(kinds(facts(47_000, { state }))).toEqual([kind])
  })

  it('names the servers where the service runs and follows none', () => {
    expect(kinds(facts(47_000, { synchronised: false }))).toEqual(['servers-unreachable'])
  })

  it('says unknown where the service runs, follows a server, and nothing else stands out', () => {
    expect(kinds(facts(47_000))).toEqual(['unknown'])
    expect(kinds(facts(47_000, { ...NOTHING_KNOWN }))).toEqual(['unknown'])
  })

  it.each([
    ['Linux in Tokyo 9 h fast, its hardware clock taken for UTC', -9, { localRtc: false }, 'dual-boot'],
    ['Linux in Tokyo 9 h slow, its hardware clock taken for local time', 9, { localRtc: true }, 'dual-boot'],
    ['Windows in Tokyo 9 h slow', 9, { system: 'windows', localRtc: true }, 'dual-boot'],
    ['Linux in Tokyo 9 h slow, which no other system explains', 9, { localRtc: false }, 'wrong-zone'],
    ['Linux 8 h fast', -8, { localRtc: false }, 'wrong-zone'],
    ['Linux 5 h 45 min slow', 5.75, { localRtc: false }, 'wrong-zone'],
    ['a Mac 9 h fast', -9, { system: 'macos', localRtc: null }, 'wrong-zone']
  ] as const)('sees %s', (_name, hours, service, kind) => {
    expect(causesOf(facts(hours * HOUR_MS + 1800, service))[0]).toEqual({ kind, minutes: hours * 60 })
  })

  it('names what the offset looks like first, and then the time service', () => {
    expect(kinds(facts(-9 * HOUR_MS, { state: 'off' }))).toEqual(['dual-boot', 'automatic-off'])
  })

  it.each([
    ['a quarter of an hour alone', 900_000],
    ['9 h and 20 s', 9 * HOUR_MS + 20_000],
    ['more than any zone: 27 h', 27 * HOUR_MS],
    ['0', 0]
  ])('takes %s for no time zone', (_name, offsetMs) => {
    expect(kinds(facts(offsetMs))).toEqual(['unknown'])
  })

  it('takes 9 h for no time zone where the bound is 10 minutes', () => {
    const measured = { offsetMs: 9 * HOUR_MS, boundMs: 600_000 }
    expect(kinds(facts(0, {}, { measured }))).toEqual(['unknown'])
  })

  it('suspects no other system where the local zone is UTC', () => {
    expect(kinds(facts(-9 * HOUR_MS, {}, { zoneOffsetsMs: [0] }))).toEqual(['wrong-zone'])
  })

  it('sees 400 days, and certificates whose dates fail where nobody gives the time', () => {
    expect(kinds(facts(400 * DAY_MS))).toEqual(['months-off'])
    expect(kinds(facts(0, {}, { measured: null, certificateDates: true }))).toEqual(['months-off'])
    expect(kinds(facts(0, {}, { measured: null }))).toEqual(['unknown'])
  })

  it('never blames months for certificates where the sources agree on 47 s', () => {
    expect(kinds(facts(47_000, {}, { certificateDates: true }))).toEqual(['unknown'])
  })

  describe('a virtual machine', () => {
    const before: HistoryEntry = { atMs: 0, offsetMs: 3, boundMs: 10, trust: 'majority', startedAtMs: -1000 }
    const after: HistoryEntry = { ...before, atMs: HOUR_MS, offsetMs: 47_000 }

    it('was paused where it is slow and woke up lately', () => {
      expect(kinds(facts(47_000, { virtual: true }, { resumedLately: true }))).toEqual(['vm-resumed'])
    })

    it('was paused where it lost 47 s while neither of its clocks saw anything', () => {
      expect(kinds(facts(47_000, { virtual: true }, { history: [before, after] }))).toEqual(['vm-resumed'])
    })

    it('was not where it is fast, where its clock was set, or where the machine is a real one', () => {
      expect(kinds(facts(-47_000, { virtual: true }, { resumedLately: true }))).toEqual(['unknown'])
      const set = { ...after, startedAtMs: -48_000 }
      expect(kinds(facts(47_000, { virtual: true }, { history: [before, set] }))).toEqual(['unknown'])
      expect(kinds(facts(47_000, {}, { resumedLately: true }))).toEqual(['unknown'])
    })
  })
})

describe('zoneOffsetsMs', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it.each([
    ['Asia/Tokyo', [9]],
    ['Europe/Berlin', [1, 2]],
    ['America/St_Johns', [-3.5, -2.5]]
  ])('gives what %s is ahead of UTC, in winter and in summer', (name, hours) => {
    process.env.TZ = name
    expect(zoneOffsetsMs(Date.UTC(2026, 10, 22))).toEqual(hours.map((hour) => hour * HOUR_MS))
  })
})

describe('the cure', () => {
  it.each([
    ['GNOME', 'gnome-control-center datetime'],
    ['ubuntu:GNOME', 'gnome-control-center datetime'],
    ['KDE', 'kcmshell6 kcm_clock']
  ])('opens the settings of %s with %s', (desktop, command) => {
    const settings = timeSettings('linux', desktop)
    const [first] = settings?.kind === 'programs' ? settings.programs : []
    expect([first?.program, ...(first?.args ?? [])].join(' ')).toBe(command)
  })

  it('tries every desktop’s settings where none says its name', () => {
    const settings = timeSettings('linux', undefined)
    expect(settings?.kind === 'programs' ? settings.programs.length : 0).toBeGreaterThan(5)
  })

  it('opens the settings of Windows and macOS by address', () => {
    expect(timeSettings('windows', undefined)).toEqual({ kind: 'url', url: 'ms-settings:dateandtime' })
    expect(timeSettings('macos', undefined)).toMatchObject({ kind: 'url' })
    expect(timeSettings('other', undefined)).toBeNull()
  })

  it.each([
    ['automatic-off', {}, 'sudo timedatectl set-ntp true'],
    ['service-stopped', { name: 'systemd-timesyncd' }, 'sudo systemctl restart systemd-timesyncd'],
    ['servers-unreachable', { name: 'chrony' }, 'chronyc -n sources'],
    ['vm-resumed', { name: 'chronyd' }, 'sudo chronyc makestep'],
    ['unknown', {}, null],
    ['automatic-off', { system: 'macos' }, 'sudo systemsetup -setusingnetworktime on'],
    ['service-stopped', { system: 'windows' }, 'net start w32time && w32tm /resync'],
    ['unknown', { system: 'other' }, null]
  ] as const)('against %s on %j is: %s', (kind, service, command) => {
    expect(commandFor({ kind }, { ...RUNNING, ...service })).toBe(command)
  })

  it('of a hardware clock in local time takes it as the other system keeps it', () => {
    const cause = { kind: 'dual-boot', minutes: -540 } as const
    expect(commandFor(cause, RUNNING)).toBe('sudo timedatectl set-local-rtc 1 --adjust-system-clock')
    expect(commandFor(cause, { ...RUNNING, localRtc: true })).toContain('set-local-rtc 0')
    expect(commandFor(cause, { ...RUNNING, system: 'windows', localRtc: true })).toContain(
      'RealTimeIsUniversal /t REG_DWORD /d 1'
    )
  })
})

describe('diagnose', () => {
  const run = recorded([
    ['timedatectl show', said(timedatectl({ ntp: 'no', sync: 'no' }))],
    ['systemctl show', said(TIMESYNCD_OFF)]
  ])

  it('gives cause, command and settings page of a Linux whose automatic time is off', async () => {
    const found = await diagnose(facts(47_000), {
      platform: 'linux',
      env: { XDG_CURRENT_DESKTOP: 'KDE' },
      run
    })
    expect(found.causes).toEqual([
      { kind: 'automatic-off', service: 'systemd-timesyncd', command: 'sudo timedatectl set-ntp true' }
    ])
    expect(found.settings).toMatchObject({ kind: 'programs' })
  })

  it('runs nothing that could change the machine or ask for a password', async () => {
    const commands: string[] = []
    for (const platform of ['linux', 'win32', 'darwin', 'freebsd'] as const) {
      await diagnose(facts(47_000), {
        platform,
        env: {},
        run: (program, args) => (commands.push([program, ...args].join(' ')), Promise.resolve(null))
      })
    }
    expect(commands).not.toEqual([])
    for (const command of commands) {
      expect(command).toMatch(
        / (?:show|query|\/query|print|print-disabled|read|--vm|-n|\/etc\/os-release)\b|--vm/u
      )
      expect(command).not.toMatch(/sudo|pkexec|runas|systemsetup/u)
    }
  })
})
