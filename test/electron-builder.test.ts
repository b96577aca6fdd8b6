/** The packaging settings, against electron-builder's own schema and the fuses that docs/threat-model.md promises. */
import { existsSync, readFileSync } from 'node:fs'
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
  readonly protocols: readonly { readonly schemes: readonly string[] }[]
  readonly fileAssociations: readonly { readonly ext: string }[]
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly productName: string
  readonly linux: { readonly executableName: string; readonly category: string }
}

/** What of electron-builder's writer of .desktop files is used here. */
interface DesktopFileWriter {
  getDesktopFileName(): string
  computeDesktopEntry(options: object): Promise<string>
}
const { LinuxTargetHelper } = require('app-builder-lib/out/targets/LinuxTargetHelper') as {
  LinuxTargetHelper: new (packager: object) => DesktopFileWriter
}

const settings = yaml.load(
  readFileSync(new URL('../electron-builder.yml', import.meta.url), 'utf8')
) as Settings

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly description: string
  readonly desktopName: string
}

// The schema says some things in words of an older draft that Ajv's strict mode objects to.
const validate = new Ajv({ strict: false, allErrors: true }).compile(scheme)

describe('electron-builder.yml', () => {
  it('is valid against app-builder-lib/scheme.json, which refuses a misspelt key', () => {
    expect(validate(settings), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...settings, electronFusse: {} })).toBe(false)
  })

  it('takes the built code, keytar and one WebAssembly file, and nothing else (npm run check:package looks)', () => {
    const taken = settings.files.filter((pattern) => !pattern.startsWith('!'))
    expect(taken.filter((pattern) => !pattern.startsWith('node_modules/'))).toStrictEqual([
      'out/**',
      'package.json'
    ])
    expect(
      new Set(taken.flatMap((pattern) => /^node_modules\/([^/]+)/u.exec(pattern)?.[1] ?? []))
    ).toStrictEqual(new Set(['keytar', 'zxing-wasm']))
    expect(settings.files).toContain('!**/node_modules/**')
    expect(settings.asarUnpack).toContain('**/node_modules/keytar/**')
  })

  it('names only files that are there, for every system', () => {
    const named = JSON.stringify(settings).match(/packaging\/[\w./-]+/gu) ?? []
    expect(named.length).toBeGreaterThan(6)
    for (const path of named) expect(existsSync(new URL(`../${path}`, import.meta.url)), path).toBe(true)
  })

  it('registers both link schemes and the files of other apps', () => {
    expect(settings.protocols.flatMap(({ schemes }) => schemes)).toStrictEqual([
      'otpauth',
      'otpauth-migration'
    ])
    expect(settings.fileAssociations.map(({ ext }) => ext)).toStrictEqual(['zeroskew', '2fas', 'aegis'])
  })

  it('installs the .desktop file under the name that Electron gives the system as the app’s own', async () => {
    // A reverse-DNS name: portals refuse others (electron.d.ts, setDesktopName).
    expect(manifest.desktopName).toBe(`${settings.appId}.desktop`)
    const writer = new LinuxTargetHelper({
      appInfo: { productName: settings.productName, sanitizedProductName: settings.productName },
      config: settings,
      executableName: settings.linux.executableName,
      fileAssociations: settings.fileAssociations,
      info: { metadata: manifest },
      platformSpecificBuildOptions: settings.linux
    })
    expect(writer.getDesktopFileName()).toBe(settings.appId)
    const entry = await writer.computeDesktopEntry(settings.linux)
    expect(entry).toContain(`\nStartupWMClass=${settings.appId}\n`)
    expect(entry).toMatch(/^Comment=.+$/mu)
    expect(entry).toMatch(/^Comment\[ja\]=.+$/mu)
    expect(entry).toContain('x-scheme-handler/otpauth;x-scheme-handler/otpauth-migration;')
    const metainfo = readFileSync(
      new URL('../packaging/linux/io.github.zeroskew.Zeroskew.metainfo.xml', import.meta.url),
      'utf8'
    )
    expect(metainfo).toContain(`<launchable type="desktop-id">${manifest.desktopName}</launchable>`)
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
