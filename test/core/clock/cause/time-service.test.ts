import { describe, expect, it } from 'vitest'
import { readLinux } from '../../../../src/core/clock/cause/linux.ts'
import { readMacos } from '../../../../src/core/clock/cause/macos.ts'
import { runProgram, type Ran } from '../../../../src/core/clock/cause/run-program.ts'
import { readProperties } from '../../../../src/core/clock/cause/time-service.ts'
import { readWindows } from '../../../../src/core/clock/cause/windows.ts'
import { describeWith } from '../../../real-parts.ts'
import * as outputs from './outputs.ts'

const { recorded, said, timedatectl } = outputs

describe('the time service of Linux', () => {
  const read = (timedate: string, units: string, ...more: readonly (readonly [string, Ran])[]) =>
    readLinux(recorded([['timedatectl show', said(timedate)], ['systemctl show', said(units)], ...more]))

  it('is chrony, running and synchronised, where systemctl shows it by two names', async () => {
    const service = await read(timedatectl({ ntp: 'yes', sync: 'yes' }), outputs.CHRONY_RUNNING)
    expect(service).toMatchObject({ state: 'running', name: 'chrony', synchronised: true, localRtc: false })
  })

  it.each([
    ['off where its unit is disabled', outputs.TIMESYNCD_OFF, 'off', 'systemd-timesyncd'],
    ['off where its unit is masked', outputs.TIMESYNCD_MASKED, 'off', 'systemd-timesyncd'],
    ['stopped where an enabled unit failed', outputs.TIMESYNCD_FAILED, 'stopped', 'systemd-timesyncd'],
    ['absent where no unit is installed', outputs.NO_UNITS, 'absent', null]
  ])('is %s', async (_name, units, state, name) => {
    expect(await read(timedatectl({ ntp: 'no', sync: 'no' }), units)).toMatchObject({
      state,
      name,
      synchronised: false
    })
  })

  it.each([
    ['yes', 'yes', 'running'],
    ['no', 'yes', 'off'],
    ['no', 'no', 'absent']
  ])('follows from timedatectl alone: NTP=%s CanNTP=%s means %s', async (ntp, can, state) => {
    const run = recorded([['timedatectl show', said(timedatectl({ ntp, sync: 'no', can }))]])
    expect(await readLinux(run)).toMatchObject({ state, name: null })
  })

  it('is not known where systemd isn’t in charge', async () => {
    const refused = said('', 1)
    const service = await readLinux(
      recorded([
        ['timedatectl', refused],
        ['systemctl', refused]
      ])
    )
    expect(service).toMatchObject({ state: null, synchronised: null, localRtc: null, virtual: null })
  })

  it.each([
    ['an error message', 'Failed to query server: Connection timed out\n'],
    ['values that are none', timedatectl({ ntp: 'maybe', sync: 'perhaps', rtc: '1' })]
  ])('believes nothing of %s', async (_name, text) => {
    expect(await read(text, 'Unit not found')).toMatchObject({
      state: null,
      synchronised: null,
      localRtc: null
    })
  })

  it('tells a virtual machine from a real one', async () => {
    expect((await readLinux(recorded([['detect-virt', said('kvm\n')]]))).virtual).toBe(true)
    expect((await readLinux(recorded([['detect-virt', said('none\n', 1)]]))).virtual).toBe(false)
  })

  it('knows how Linux Mint installs one, through the family it names', async () => {
    const { installCommand } = await readLinux(recorded([['os-release', said(outputs.MINT_RELEASE)]]))
    expect(installCommand).toBe('sudo apt install systemd-timesyncd')
  })
})

describe('the time service of Windows', () => {
  const read = (...rows: readonly (readonly [string, Ran])[]) =>
    readWindows(recorded(rows), String.raw`C:\Windows`)
  const TYPE_NTP = [
    'Parameters Type',
    said(outputs.regQuery('Services\\W32Time\\Parameters', 'Type', 'REG_SZ', 'NTP'))
  ] as const
  const TYPE_OFF = [
    'Parameters Type',
    said(outputs.regQuery('Services\\W32Time\\Parameters', 'Type', 'REG_SZ', 'NoSync'))
  ] as const
  const RUNNING = ['sc.exe query', said(outputs.scQuery('4  RUNNING'))] as const
  const STOPPED = ['sc.exe query', said(outputs.scQuery('1  STOPPED'))] as const

  it('runs and is synchronised', async () => {
    const service = await read(RUNNING, TYPE_NTP, ['w32tm', said(outputs.W32TM_SYNCED)])
    expect(service).toMatchObject({ state: 'running', name: 'w32time', synchronised: true })
  })

  it('runs and reaches nobody, in German', async () => {
    const service = await read(RUNNING, TYPE_NTP, ['w32tm', said(outputs.W32TM_GERMAN_UNSYNCED)])
    expect(service).toMatchObject({ state: 'running', synchronised: false })
  })

  it.each([
    ['off by the switch of the settings', RUNNING, TYPE_OFF, 'off'],
    ['stopped', STOPPED, TYPE_NTP, 'stopped'],
    ['stopped, in German', ['sc.exe query', said(outputs.SC_QUERY_GERMAN)] as const, TYPE_NTP, 'stopped'],
    ['absent', ['sc.exe query', said(outputs.SC_NO_SERVICE, 1060)] as const, TYPE_NTP, 'absent'],
    ['not known where sc is refused', ['sc.exe query', said('', 5)] as const, TYPE_NTP, null]
  ])('is %s', async (_name, service, type, state) => {
    const stopped = ['w32tm', said(outputs.W32TM_STOPPED, -2147023834)] as const
    expect(await read(service, type, stopped)).toMatchObject({ state, synchronised: null })
  })

  it('is off where the service is disabled: Start 0x4', async () => {
    const start = said(outputs.regQuery('Services\\W32Time', 'Start', 'REG_DWORD', '0x4'))
    expect((await read(STOPPED, ['W32Time /v Start', start], TYPE_NTP)).state).toBe('off')
  })

  it('keeps the hardware clock in local time unless RealTimeIsUniversal is 1', async () => {
    const one = said(
      outputs.regQuery('Control\\TimeZoneInformation', 'RealTimeIsUniversal', 'REG_DWORD', '0x1')
    )
    expect((await read(['RealTimeIsUniversal', one])).localRtc).toBe(false)
    expect((await read(['RealTimeIsUniversal', said('', 1)])).localRtc).toBe(true)
    expect((await read()).localRtc).toBeNull()
  })

  it('names its programs by their whole path', async () => {
    const programs: string[] = []
    await readWindows((program) => (programs.push(program), Promise.resolve(null)), String.raw`D:\Win`)
    expect(new Set(programs.map((program) => program.slice(0, 16)))).toEqual(
      new Set([String.raw`D:\Win\System32` + '\\'])
    )
  })
})

describe('the time service of macOS', () => {
  const read = (...rows: readonly (readonly [string, Ran])[]) => readMacos(recorded(rows))
  const TIMED = ['launchctl print system/com.apple.timed', said(outputs.LAUNCHCTL_TIMED)] as const

  it('is at work although timed sleeps between its hours', async () => {
    expect(await read(['print-disabled', said(outputs.launchctlDisabled('enabled'))], TIMED)).toMatchObject({
      state: 'running',
      synchronised: null
    })
  })

  it.each(['disabled', 'true'])('is off where launchctl says %s', async (word) => {
    expect((await read(['print-disabled', said(outputs.launchctlDisabled(word))], TIMED)).state).toBe('off')
  })

  it('is off where the preference is 0', async () => {
    expect((await read(['defaults', said('0\n')], TIMED)).state).toBe('off')
  })

  it('is absent, or not known', async () => {
    expect((await read(['launchctl print', said(outputs.LAUNCHCTL_NO_SERVICE, 113)])).state).toBe('absent')
    expect((await read()).state).toBeNull()
  })

  it('knows a virtual Mac', async () => {
    expect((await read(['kern.hv_vmm_present', said('1\n')])).virtual).toBe(true)
  })
})

describe('readProperties', () => {
  it('takes NAME=VALUE with further signs of equality in the value, and nothing else', () => {
    expect(readProperties('A=1\n\nB=x=y\r\n')).toEqual(
      new Map([
        ['A', '1'],
        ['B', 'x=y']
      ])
    )
    expect(readProperties('A=1\nwarning')).toBeNull()
  })
})

describe('runProgram', () => {
  // Node alone takes seconds to start on a busy machine.
  const run = runProgram(process.env, 10_000)

  it('gives output and exit code', async () => {
    expect(await run(process.execPath, ['-e', 'console.log(process.env.LC_ALL); process.exit(3)'])).toEqual({
      code: 3,
      stdout: 'C\n'
    })
  })

  it.each([
    ['is not there', '/nonexistent/program', []],
    ['does not end by the deadline', process.execPath, ['-e', 'setInterval(() => 0, 1000)']],
    ['prints without end', process.execPath, ['-e', 'for (;;) process.stdout.write("x".repeat(1e6))']],
    [
      'is killed',
      process.execPath,
      ['-e', 'process.kill(process.pid, "SIGTERM"); setInterval(() => 0, 1000)']
    ]
  ])('gives nothing for a program that %s', async (_name, program, args) => {
    expect(await run(program, args)).toBeNull()
  })

  it('gives a program nothing to read', async () => {
    const reads = 'process.stdin.on("data", () => 0).on("end", () => console.log("end"))'
    expect(await run(process.execPath, ['-e', reads])).toEqual({ code: 0, stdout: 'end\n' })
  })
})

describeWith(['timedatectl', 'systemctl'], 'the time service of this machine', () => {
  it('is read without a fault, whatever it is', async () => {
    const service = await readLinux(runProgram(process.env))
    expect(service.system).toBe('linux')
    expect([null, 'running', 'stopped', 'off', 'absent']).toContain(service.state)
  })
})
