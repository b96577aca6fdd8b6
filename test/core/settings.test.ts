import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES } from '../../src/core/preferences.ts'
import { SettingError, SettingsFile } from '../../src/core/settings.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('SettingsFile', () => {
  it('keeps the language over a restart, readable by its owner alone', () => {
    const path = join(folder, 'new', 'settings.json')
    new SettingsFile(path).change({ language: 'ja' })
    expect(new SettingsFile(path).settings.language).toBe('ja')
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{', '[]', 'null', '{"language":"xx"}', '{"language":7}'])(
    'falls back to the system’s language on %j',
    (text) => {
      const path = join(folder, 'settings.json')
      writeFileSync(path, text)
      expect(new SettingsFile(path).settings.language).toBeNull()
    }
  )

  it('puts a file aside that it can’t read, before the first change is kept', () => {
    const path = join(folder, 'settings.json')
    for (const text of ['{"language":"ja", oops', '{ again']) {
      writeFileSync(path, text)
      new SettingsFile(path).change({ language: 'en' })
    }
    new SettingsFile(path).change({ language: 'ja' })
    const texts = ['.damaged', '.damaged-2', ''].map((end) => readFileSync(`${path}${end}`, 'utf8'))
    expect(texts.slice(0, 2)).toEqual(['{"language":"ja", oops', '{ again'])
    expect(texts[2]).toContain('"language": "ja"')
    expect(readdirSync(folder)).toHaveLength(3)
  })

  it('asks the sources of the file by the ways it names, and passes over what is none', () => {
    const path = join(folder, 'settings.json')
    const sources = [
      { name: 'Here', ways: ['nts://[::1]', 'gopher://x', 'ntp://127.0.0.1:11123'] },
      { name: 'Nowhere', ways: ['gopher://x'] },
      { name: 'Wrong', ways: 7 },
      null
    ]
    writeFileSync(path, JSON.stringify({ sources }))
    const read = new SettingsFile(path).sources
    expect(read.map(({ name }) => name)).toEqual(['Here'])
    expect(read[0]?.ways.map(({ kind, port }) => [kind, port])).toEqual([
      ['nts', 4460],
      ['ntp', 11_123]
    ])
  })

  it('asks the default servers where the file names none', () => {
    expect(new SettingsFile(null).sources).toHaveLength(4)
  })

  it('keeps a link to settings elsewhere, and writes there', () => {
    const elsewhere = join(folder, 'mine.json')
    const path = join(folder, 'settings.json')
    writeFileSync(elsewhere, '{"theirs":1}')
    symlinkSync(elsewhere, path)
    new SettingsFile(path).change({ language: 'ja' })
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(JSON.parse(readFileSync(elsewhere, 'utf8'))).toMatchObject({ theirs: 1, language: 'ja' })
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it('holds a choice in memory where it can’t be written', () => {
    const blocked = join(folder, 'file')
    writeFileSync(blocked, 'not a folder')
    const settings = new SettingsFile(join(blocked, 'settings.json'))
    settings.change({ language: 'ja' })
    expect(settings.settings.language).toBe('ja')
    expect(readFileSync(blocked, 'utf8')).toBe('not a folder')
  })

  it('takes the default for each preference that is out of its range, and keeps the good ones', () => {
    const path = join(folder, 'settings.json')
    const found = {
      look: 'dark',
      nearEnd: 'later',
      lockAfterMinutes: 0,
      clearsClipboardAfter: '30',
      pickShortcut: 'K',
      secondPlace: 'relative',
      hidesCodes: 'true',
      startsAtLogin: true
    }
    writeFileSync(path, JSON.stringify(found))
    const { look, startsAtLogin, ...others } = new SettingsFile(path).preferences
    expect({ look, startsAtLogin }).toEqual({ look: 'dark', startsAtLogin: true })
    expect(others).toEqual(
      Object.fromEntries(
        Object.entries(DEFAULT_PREFERENCES).filter(([name]) => name !== 'look' && name !== 'startsAtLogin')
      )
    )
  })

  it('never throws on 1,000 files of any JSON, and gives preferences that it would take itself', () => {
    const path = join(folder, 'settings.json')
    const names = fc.constantFrom(...Object.keys(DEFAULT_PREFERENCES), 'sources', 'language', '__proto__')
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(names, fc.jsonValue()), fc.jsonValue()), (found) => {
        writeFileSync(path, JSON.stringify(found))
        const { preferences } = new SettingsFile(path)
        new SettingsFile(null).changePreferences(preferences)
      }),
      { numRuns: 1000 }
    )
  })

  it('passes over bytes that are no text, 2 MiB of text, and a folder', () => {
    const path = join(folder, 'settings.json')
    for (const rubbish of [Buffer.from([0xff, 0xfe, 0]), ' '.repeat(2 ** 21) + '{"look":"dark"}']) {
      writeFileSync(path, rubbish)
      expect(new SettingsFile(path).preferences).toEqual(DEFAULT_PREFERENCES)
    }
    expect(new SettingsFile(folder).preferences).toEqual(DEFAULT_PREFERENCES)
  })

  it('asks nobody where the file can’t be read: the switch for that may have been in it', () => {
    const path = join(folder, 'settings.json')
    writeFileSync(path, '{"neverUseNetwork": true "language": "en"}')
    expect(new SettingsFile(path).settings.neverUseNetwork).toBe(true)
    rmSync(path)
    expect(new SettingsFile(path).settings.neverUseNetwork).toBe(false)
  })

  it('keeps what it doesn’t know when it writes, and both kinds of settings', () => {
    const path = join(folder, 'settings.json')
    writeFileSync(path, '{"fromTheFuture":{"a":[1]},"language":"ja"}')
    const settings = new SettingsFile(path)
    settings.changePreferences({ look: 'light' })
    settings.change({ warnThresholdMs: 1000 })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      fromTheFuture: { a: [1] },
      language: 'ja',
      look: 'light',
      warnThresholdMs: 1000
    })
  })

  it.each([
    ['lockAfterMinutes', 1441],
    ['lockAfterMinutes', 1.5],
    ['clearsClipboardAfter', 4],
    ['pickShortcut', 'Control+Alt+'],
    ['secondPlace', '/a\0b'],
    ['anythingElse', 1]
  ])('refuses %s: %j, and changes nothing', (name, value) => {
    const settings = new SettingsFile(null)
    expect(() => settings.changePreferences({ look: 'dark', [name]: value })).toThrow(SettingError)
    expect(settings.preferences).toEqual(DEFAULT_PREFERENCES)
  })
})
