/** The import rules of the design ("What may import what"), read out of the sources themselves by TypeScript's parser. */
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

/** Which zones of src/ a zone may import from, beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  shared: [],
  main: ['core', 'shared'],
  cli: ['core', 'shared'],
  preload: ['shared'],
  renderer: ['shared']
}

/** Zones whose code runs in a window, or is shared with it. */
const WITHOUT_NODE = ['shared', 'preload', 'renderer']

const WITH_ELECTRON = ['main', 'preload']

/** The one file outside of src/ that may be imported, for the version; by the shells only. */
const MANIFEST = '../package.json'

export interface Violation {
  /** Path from the folder that was looked at, with forward slashes. */
  readonly file: string
  readonly line: number
  readonly message: string
}

/** Everything in a source folder that breaks the rules. */
export function findViolations(src: string): readonly Violation[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|cts|js|mjs|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => violationsIn(src, path))
}

function violationsIn(src: string, path: string): readonly Violation[] {
  const file = relative(src, path).split(sep).join('/')
  const zone = zoneOf(file)
  const text = readFileSync(path, 'utf8')
  const source = ts.createSourceFile(
    file,
    path.endsWith('.svelte') ? scriptOf(text) : text,
    ts.ScriptTarget.Latest,
    true
  )
  const found: Violation[] = []

  const note = (node: ts.Node, message: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    found.push({ file, line: line + 1, message })
  }
  const look = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier !== null) {
      const message =
        specifier === undefined ? 'imports a name that is not a literal' : faultOf(src, path, zone, specifier)
      if (message !== null) note(node, message)
    }
    if (zone === 'core') {
      const hidden = hiddenInputOf(node)
      if (hidden !== null) note(node, `core uses ${hidden}: time and randomness are arguments`)
    }
    ts.forEachChild(node, look)
  }
  look(source)
  return found
}

/** What is imported: a name, `undefined` for one that can't be read, `null` where the node imports nothing. */
function specifierOf(node: ts.Node): string | undefined | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier === undefined ? null : textOf(node.moduleSpecifier)
  }
  if (ts.isImportEqualsDeclaration(node)) {
    return ts.isExternalModuleReference(node.moduleReference) ? textOf(node.moduleReference.expression) : null
  }
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined
  if (ts.isCallExpression(node)) {
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
    const [name] = node.arguments
    if ((isImport || isRequire) && name !== undefined) return textOf(name)
  }
  return null
}

function textOf(node: ts.Node): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined
}

function faultOf(src: string, path: string, zone: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) {
    if (/^electron($|\/)/.test(specifier) && !WITH_ELECTRON.includes(zone)) return `${zone} imports electron`
    if (isBuiltin(specifier) && WITHOUT_NODE.includes(zone)) return `${zone} imports ${specifier}`
    return /^([/~#$]|@\/)/.test(specifier) ? `${zone} imports by the alias ${specifier}` : null
  }
  const target = relative(src, resolve(dirname(path), specifier))
    .split(sep)
    .join('/')
  if (target === MANIFEST && ['main', 'cli'].includes(zone)) return null
  if (target.startsWith('..')) return `${zone} imports ${specifier}, which is outside of src`
  if (!/\.[a-z]+(\?|$)/.test(specifier)) return `${zone} imports ${specifier} without its file ending`
  const other = zoneOf(target)
  return other === zone || MAY_IMPORT[zone]?.includes(other) === true
    ? null
    : `${zone} imports ${other} (${specifier})`
}

/** The zone of a file: the first folder under src/. */
function zoneOf(file: string): string {
  return file.split('/')[0] ?? ''
}

/** A call that reads the time or rolls dice behind the caller's back. */
function hiddenInputOf(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const name = `${node.expression.text}.${node.name.text}`
    if (name === 'Date.now' || name === 'Math.random') return name
  }
  const isDate = (each: ts.Expression): boolean => ts.isIdentifier(each) && each.text === 'Date'
  if (ts.isNewExpression(node) && isDate(node.expression) && (node.arguments?.length ?? 0) === 0)
    return 'new Date()'
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()'
  return null
}

/** A component's scripts, and imports within its markup, on the lines where they stand. */
function scriptOf(component: string): string {
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
  let code = ''
  let end = 0
  for (const match of component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)) {
    const [whole, script = ''] = match
    const start = match.index + whole.indexOf('>') + 1
    code += `${importsIn(component.slice(end, match.index))}${blank(component.slice(match.index, start))}${script}`
    end = start + script.length
  }
  return `${code}${importsIn(component.slice(end))}`

  /** Markup such as `{#await import('./x.svelte')}`: only its imports are kept. */
  function importsIn(markup: string): string {
    let kept = ''
    let at = 0
    for (const { 0: call, index } of markup.matchAll(/\bimport\s*\([^)]*\)/g)) {
      // The blank before the call holds the semicolon that keeps two of them apart.
      kept += `${blank(markup.slice(at, index)).replace(/ $/, ';')}${call}`
      at = index + call.length
    }
    return `${kept}${blank(markup.slice(at)).replace(/^ /, ';')}`
  }
}
