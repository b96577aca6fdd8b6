import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../src/core/data-folder.ts'

describe('dataFolder', () => {
  it('follows the XDG Base Directory Specification on Linux', () => {
    const env = { XDG_DATA_HOME: '/data', XDG_STATE_HOME: '/state' }
    const places = dataFolder({ platform: 'linux', env, home: '/home/ann' })
    expect(places).toEqual({
      folder: '/data/zeroskew',
      vaultPath: '/data/zeroskew/vault.zeroskew',
      settingsPath: '/data/zeroskew/settings.json',
      chromiumFolder: '/data/zeroskew/chromium',
      clockStatePath: '/state/zeroskew/clock.json',
      clockHistoryPath: '/state/zeroskew/clock-history.jsonl',
      statePath: '/state/zeroskew/seen.json'
    })
  })

  it.each([{}, { XDG_DATA_HOME: '' }, { XDG_DATA_HOME: 'relative/data' }])(
    'uses ~/.local/share and ~/.local/state with %j: relative paths are invalid',
    (env) => {
      const places = dataFolder({ platform: 'linux', env, home: '/home/ann' })
      expect(places.folder).toBe('/home/ann/.local/share/zeroskew')
      expect(places.statePath).toBe('/home/ann/.local/state/zeroskew/seen.json')
    }
  )

  it('uses Application Support on macOS', () => {
    const places = dataFolder({ platform: 'darwin', env: {}, home: '/Users/ann' })
    expect(places.vaultPath).toBe('/Users/ann/Library/Application Support/Zeroskew/vault.zeroskew')
  })

  it('uses %APPDATA% on Windows, with its separators', () => {
    const env = { APPDATA: 'C:\\Users\\ann\\AppData\\Roaming' }
    const places = dataFolder({ platform: 'win32', env, home: 'C:\\Users\\ann' })
    expect(places.vaultPath).toBe('C:\\Users\\ann\\AppData\\Roaming\\Zeroskew\\vault.zeroskew')
  })

  it.each(['linux', 'darwin', 'win32'] as const)(
    'keeps the state outside the data folder on %s',
    (platform) => {
      const { folder, statePath } = dataFolder({
        platform,
        env: {},
        home: platform === 'win32' ? 'C:\\u' : '/u'
      })
      expect(statePath.startsWith(`${folder}/`)).toBe(false)
      expect(statePath.startsWith(`${folder}\\`)).toBe(false)
    }
  )

  it('puts everything, state as well, into the folder of --home, which wins over ZEROSKEW_HOME', () => {
    const env = { ZEROSKEW_HOME: '/from-env', XDG_DATA_HOME: '/data', XDG_STATE_HOME: '/state' }
    const fromEnv = dataFolder({ platform: 'linux', env, home: '/home/ann' })
    expect(fromEnv.vaultPath).toBe('/from-env/vault.zeroskew')
    const given = dataFolder({ platform: 'linux', env, home: '/home/ann', override: '/given' })
    for (const path of Object.values(given)) {
      expect(path).toMatch(/^\/given(\/|$)/)
    }
  })
})
