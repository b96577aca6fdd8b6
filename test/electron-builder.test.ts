/** The packaging settings, against electron-builder's own schema and the fuses that docs/threat-model.md promises. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'

const require = createRequire(import.meta.url)

// electron-builder's own reader of its settings.
const yaml = require('js-yaml') as { load(text: string): unknown }
const scheme = require('app-builder-lib/scheme.json') as object

interface Settings {
  readonly appId: string
  readonly files: readonly string[]
  readonly asarUnpack: readonly string[]
  readonly electronFuses: Readonly<Record<string, boolean>>
}

const settings = yaml.load(
  readFileSync(new URL('../electron-builder.yml', import.meta.url), 'utf8')
) as Settings

// The schema says some things in words of an older draft that Ajv's strict mode objects to.
const validate = new Ajv({ strict: false, allErrors: true }).compile(scheme)

describe('electron-builder.yml', () => {
  it('is valid against app-builder-lib/scheme.json, which refuses a misspelt key', () => {
    expect(validate(settings), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...settings, electronFusse: {} })).toBe(false)
  })

  it('keeps sources and tools out, and keytar where it can be loaded', () => {
    expect(settings.files.filter((pattern) => !pattern.startsWith('!'))).toStrictEqual([
      'out/**',
      'package.json'
    ])
    expect(settings.asarUnpack).toContain('**/node_modules/keytar/**')
  })

  it('switches off what lets others run code in the app, and the cookie encryption that asks the keyring', () => {
    expect(settings.electronFuses).toStrictEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false
    })
  })
})
