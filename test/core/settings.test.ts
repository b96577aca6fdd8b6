import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SettingsFile } from '../../src/core/settings.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('SettingsFile', () => {
  it('keeps the language over a restart, readable by its owner alone', () => {
    const path = join(folder, 'new', 'settings.json')
    new SettingsFile(path).change({ language: 'ja' })
    expect(new SettingsFile(path).settings.language).toBe('ja')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{', '[]', 'null', '{"language":"xx"}', '{"language":7}'])(
    'falls back to the system’s language on %j',
    (text) => {
      const path = join(folder, 'settings.json')
      writeFileSync(path, text)
      expect(new SettingsFile(path).settings.language).toBeNull()
    }
  )

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

  it('holds a choice in memory where it can’t be written', () => {
    const blocked = join(folder, 'file')
    writeFileSync(blocked, 'not a folder')
    const settings = new SettingsFile(join(blocked, 'settings.json'))
    settings.change({ language: 'ja' })
    expect(settings.settings.language).toBe('ja')
    expect(readFileSync(blocked, 'utf8')).toBe('not a folder')
  })
})
