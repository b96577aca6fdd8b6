/** What was built: the pages, the scripts, the preload; and the fuses and the Electron that it is packed with (items 16, 19). */
import { createRequire } from 'node:module'
import type * as Security from '../../../src/main/security.ts'
import { type Finding, Notes } from './findings.ts'
import { load } from './load.ts'
import { SECURITY } from './settings-check.ts'
import { DUMPS } from './source-check.ts'
import { textOf, type Texts } from './texts.ts'

/** The newest three majors are supported; this is the oldest of them that we would ship with. */
const OLDEST_ELECTRON = 45

const FUSES: Readonly<Record<string, boolean>> = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false
}

/** What no script of a window says, and why. */
const IN_PAGES: readonly (readonly [RegExp, string])[] = [
  [/\beval\(/u, 'eval'],
  [/\bnew Function\(/u, 'code from a text'],
  [/\bdocument\.write\(/u, 'document.write'],
  [/\bimportScripts\(/u, 'scripts of a worker'],
  [/\bnew Worker\(/u, 'a worker'],
  [/\bnew WebSocket\(/u, 'a connection of its own'],
  [/\bnew XMLHttpRequest\b/u, 'a connection of its own'],
  [/\bnavigator\.sendBeacon\(/u, 'a connection of its own'],
  [/(?<![.\w])require\(/u, 'require'],
  [/\bnavigator\.clipboard\b/u, 'the clipboard, which only main reads and writes']
]

export async function checkBuilt(texts: Texts): Promise<readonly Finding[]> {
  const built = [...texts.keys()].filter((path) => path.startsWith('out/'))
  if (!built.includes('out/main/index.js')) throw new Error('expected the built app: npm run build')
  const { HEADERS } = await load<typeof Security>(texts, SECURITY)
  const policy = HEADERS['Content-Security-Policy']
  return [
    ...built.filter((path) => path.endsWith('.html')).flatMap((path) => checkPage(path, textOf(texts, path))),
    ...built
      .filter((path) => path.startsWith('out/renderer/') && path.endsWith('.js'))
      .flatMap((path) => checkScript(path, textOf(texts, path))),
    ...checkPreload(textOf(texts, 'out/preload/index.cjs')),
    ...checkMain(built, texts, policy),
    ...checkPackage(texts)
  ]
}

function checkPage(file: string, text: string): readonly Finding[] {
  const notes = new Notes(file)
  for (const [tag] of text.matchAll(
    /<(?:script|style|link|img|iframe|object|embed|base|form|meta)\b[^>]*>/giu
  )) {
    const [, address = null] = /\s(?:src|href|action|data)="([^"]*)"/u.exec(tag) ?? []
    if (/^<(?:iframe|object|embed|base|form|style)/iu.test(tag)) notes.expect(false, 'pages', `holds ${tag}`)
    if (/^<script/iu.test(tag)) notes.expect(address !== null, 'pages', 'holds a script in the page itself')
    if (address !== null) {
      notes.expect(/^\.?\/[^/]/u.test(address), 'pages', `loads ${address}`)
    }
    if (/http-equiv/iu.test(tag)) notes.expect(false, 'pages', `says ${tag} beside the header`)
  }
  notes.expect(!/\s(?:on\w+|style)="/u.test(text), 'pages', 'holds an attribute that the policy refuses')
  return notes.findings
}

function checkScript(file: string, text: string): readonly Finding[] {
  const notes = new Notes(file)
  for (const [pattern, name] of IN_PAGES) notes.expect(!pattern.test(text), 'scripts', `uses ${name}`)
  return notes.findings
}

function checkPreload(text: string): readonly Finding[] {
  const notes = new Notes('out/preload/index.cjs')
  const required = [...text.matchAll(/require\(["'`]([^"'`]+)/gu)].map(([, name = '']) => name)
  notes.expect(required.join() === 'electron', 'preload', `requires ${required.join()}`)
  return notes.findings
}

function checkMain(built: readonly string[], texts: Texts, policy: string): readonly Finding[] {
  const notes = new Notes('out/main')
  const scripts = built
    .filter((path) => path.startsWith('out/main/'))
    .map((path) => textOf(texts, path))
    .join('\n')
  const directives = policy.split('; ')
  notes.expect(
    directives.every((directive) => scripts.includes(directive)),
    'csp',
    'the policy of the sources isn’t what was built'
  )
  notes.expect(scripts.includes('.enableSandbox()'), 'app', 'enableSandbox isn’t called')
  for (const name of ['openDevTools', 'setCertificateVerifyProc', 'executeJavaScript']) {
    notes.expect(!new RegExp(`\\b${name}\\b`, 'u').test(scripts), 'forbidden', `holds ${name}`)
  }
  for (const name of DUMPS) {
    notes.expect(!new RegExp(`\\b${name}\\b`, 'u').test(scripts), 'crash-dumps', `holds ${name}`)
  }
  return notes.findings
}

function checkPackage(texts: Texts): readonly Finding[] {
  const require = createRequire(import.meta.url)
  // electron-builder's own reader of its settings.
  const yaml = require('js-yaml') as { load(text: string): { electronFuses?: Record<string, boolean> } }
  const fuses = yaml.load(textOf(texts, 'electron-builder.yml')).electronFuses ?? {}
  const notes = new Notes('electron-builder.yml')
  for (const [name, expected] of Object.entries(FUSES)) {
    notes.expect(
      fuses[name] === expected,
      'fuses',
      `expected ${name}: ${expected}, got ${String(fuses[name])}`
    )
  }
  for (const name of Object.keys(fuses).filter((one) => !Object.hasOwn(FUSES, one))) {
    notes.expect(false, 'fuses', `${name} was never looked at`)
  }
  const manifest = JSON.parse(textOf(texts, 'package.json')) as {
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const version = manifest.devDependencies.electron ?? ''
  const isCurrent = /^\d+\.\d+\.\d+$/u.test(version) && Number.parseInt(version, 10) >= OLDEST_ELECTRON
  const electron = new Notes('package.json')
  electron.expect(
    isCurrent,
    'electron',
    `expected an exact version from ${OLDEST_ELECTRON} on, got ${version}`
  )
  return [...notes.findings, ...electron.findings]
}
