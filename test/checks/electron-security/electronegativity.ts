/**
 * Doyensec's Electronegativity over the TypeScript sources of the shells: its findings out of its report, because it ends
 * with 0 even where it finds something. It lies in a folder of its own, outside of this project, and is fetched once.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT, type Texts } from './texts.ts'

export const VERSION = '1.10.3'

/** One line of its report. */
export interface ToolFinding {
  readonly issue: string
  /** As the tool says it, `N/A` of what concerns no file. */
  readonly file: string
  readonly sample: string
}

const NO_NETWORK = fileURLToPath(new URL('no-network.cjs', import.meta.url))

/** The tool's script. @throws where it isn't there and can't be fetched */
export function fetchTool(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const folder = join(cache, 'zeroskew-tools', `electronegativity-${VERSION}`)
  const script = join(folder, 'node_modules/@doyensec/electronegativity/dist/index.js')
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const tool = `@doyensec/electronegativity@${VERSION}`
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact']
    execFileSync('npm', ['install', ...options, tool], { cwd: folder, stdio: 'pipe', timeout: 300_000 })
  }
  return script
}

/** What it finds in these texts: the sources of main, preload and the pages, and package.json. */
export function scan(script: string, texts: Texts): readonly ToolFinding[] {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-electronegativity-'))
  try {
    const input = join(folder, 'app')
    for (const [path, text] of texts) {
      if (!path.startsWith('src/')) continue
      mkdirSync(dirname(join(input, path)), { recursive: true })
      writeFileSync(join(input, path), text)
    }
    cpSync(join(ROOT, 'package.json'), join(input, 'package.json'))
    const report = join(folder, 'report.csv')
    const options = ['-i', input, '-o', report, '-r', '-v', 'false']
    execFileSync(process.execPath, ['--require', NO_NETWORK, script, ...options], {
      cwd: folder,
      env: { ...process.env, LANG: 'en-US' },
      stdio: 'pipe',
      timeout: 120_000
    })
    return findingsIn(readFileSync(report, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** The lines of its report: issue, severity, confidence, filename, location, sample, description, url. */
export function findingsIn(csv: string): readonly ToolFinding[] {
  const [head, ...lines] = rowsOf(csv)
  if (head?.[0] !== 'issue') throw new Error('expected a report of Electronegativity')
  return lines.map(([issue = '', , , file = '', , sample = '']) => ({ issue, file, sample }))
}

/** CSV with quoted fields, in which a quote is doubled and a line may end. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gu)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain?.trim() ?? '')
    if (end === ',') continue
    if (row.length > 1) rows.push(row)
    row = []
  }
  return rows
}
