import { describe, expect, it } from 'vitest'
import { readLaunchOptions } from '../../src/main/launch-options.ts'

describe('readLaunchOptions', () => {
  it('reads --home in both forms, and it wins over ZEROSKEW_HOME', () => {
    expect(readLaunchOptions(['--home', '/a'], { ZEROSKEW_HOME: '/b' }).home).toBe('/a')
    expect(readLaunchOptions(['--home=/a'], {}).home).toBe('/a')
    expect(readLaunchOptions([], { ZEROSKEW_HOME: '/b' }).home).toBe('/b')
  })

  it('takes an empty folder for none', () => {
    expect(readLaunchOptions([], { ZEROSKEW_HOME: '' })).toEqual({ demo: false, hidden: false })
  })

  it('knows --demo and --hidden, and leaves Chromium’s flags alone', () => {
    expect(readLaunchOptions(['--demo', '--hidden', '--force-dark-mode'], {})).toEqual({
      demo: true,
      hidden: true
    })
  })
})
