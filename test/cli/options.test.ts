/** Words and options of a command, and times as people type them. */
import { describe, expect, it } from 'vitest'
import { readOptions, splitCommand } from '../../src/cli/options.ts'
import { durationMsOf, unixMsOf } from '../../src/cli/time-argument.ts'
import { UsageError } from '../../src/cli/usage-error.ts'

describe('readOptions', () => {
  it('reads flags, values in both forms, repeated values and words', () => {
    const options = readOptions(['--all', '--at=5', '--server', 'a', 'word', '--server=b', '--', '--json'], {
      flags: ['all'],
      values: ['at', 'server'],
      repeated: ['server']
    })
    expect(options.has('all')).toBe(true)
    expect(options.has('json')).toBe(false)
    expect(options.value('at')).toBe('5')
    expect(options.values('server')).toEqual(['a', 'b'])
    expect(options.words).toEqual(['word', '--json'])
  })

  it('takes a single dash as a word: standard input', () => {
    expect(readOptions(['-']).words).toEqual(['-'])
  })

  it.each([
    [['--nope'], 'unknown-option', '--nope'],
    [['-x'], 'unknown-option', '-x'],
    [['--at'], 'value-missing', '--at'],
    [['--at', '--json'], 'value-missing', '--at'],
    [['--json=yes'], 'value-unexpected', '--json'],
    [['--at', '1', '--at', '2'], 'given-twice', '--at']
  ])('refuses %j as %s', (args, code, what) => {
    expect(() => readOptions(args, { values: ['at'] })).toThrow(expect.objectContaining({ code, what }))
  })

  it('repeats nothing of an unknown option that may be a secret', () => {
    for (const secret of [
      '--GEZDGNBVGY3TQOJQ',
      '--otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ',
      '--secret=GEZDGNBV'
    ]) {
      const error = thrownBy(() => readOptions([secret]))
      expect(error).toBeInstanceOf(UsageError)
      expect(String(error)).not.toContain('GEZDGNBV')
    }
  })
})

describe('splitCommand', () => {
  it('finds the command behind options for everywhere', () => {
    expect(splitCommand(['--home', '/x', 'code', 'aws', '--at', '5'])).toEqual({
      name: 'code',
      rest: ['--home', '/x', 'aws', '--at', '5'],
      help: false
    })
  })

  it('knows help anywhere but after --', () => {
    expect(splitCommand(['list', '-h']).help).toBe(true)
    expect(splitCommand(['code', '--at', '1', '--help']).help).toBe(true)
    expect(splitCommand(['code', '--', '--help']).help).toBe(false)
  })
})

describe('unixMsOf', () => {
  it.each([
    ['59', 59_000],
    ['1111111109', 1_111_111_109_000],
    ['20000000000', 20_000_000_000_000],
    ['1.5', 1500],
    ['1970-01-01T00:00:59Z', 59_000],
    ['2005-03-18T01:58:29Z', 1_111_111_109_000],
    ['2005-03-18T10:58:29+09:00', 1_111_111_109_000],
    ['2005-03-18T10:58:29+0900', 1_111_111_109_000],
    ['2005-03-18T10:58:29+09', 1_111_111_109_000],
    ['2005-03-18 01:58:29z', 1_111_111_109_000],
    ['20050318T015829Z', 1_111_111_109_000],
    ['2005-03-18T01:58:29.25Z', 1_111_111_109_250],
    ['2005-03-18T01:58:29,25Z', 1_111_111_109_250],
    ['2005-03-18T01:58Z', 1_111_111_080_000],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000]
  ])('reads %s', (text, unixMs) => {
    expect(unixMsOf(text)).toBe(unixMs)
  })

  it('takes a time without a zone as local time, and a date alone as its midnight', () => {
    expect(unixMsOf('2026-11-22T08:30:00')).toBe(new Date(2026, 10, 22, 8, 30).getTime())
    expect(unixMsOf('2026-11-22')).toBe(new Date(2026, 10, 22).getTime())
  })

  it.each(['', 'now', '-1', '1e9', '0x10', '1969-12-31T23:59:59Z', '2026-02-30T00:00:00Z', '2025-02-29'])(
    'refuses %j',
    (text) => {
      expect(unixMsOf(text)).toBeNull()
    }
  )

  it.each([
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:30:00Z',
    '2026-11-22T08:60:00Z',
    '22.11.2026',
    '253402300800'
  ])('refuses %j, too', (text) => {
    expect(unixMsOf(text)).toBeNull()
  })
})

describe('durationMsOf', () => {
  it.each([
    ['2s', 2000],
    ['0.5s', 500],
    ['500ms', 500],
    ['0s', null],
    ['2', null],
    ['-2s', null],
    ['2 s', null],
    ['2m', null],
    ['', null]
  ])('reads %j as %j ms', (text, ms) => {
    expect(durationMsOf(text)).toBe(ms)
  })
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return null
}
