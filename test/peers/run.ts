/**
 * npm run test:peers -- DIR [--passwords FILE] [--expect FILE] [--check]: tries every file of a folder of real exports and
 * prints one line each. Passwords: lines of `name<TAB>password`, the name `*` for all others. Expectations: JSON of file →
 * accounts and failures, as in test/vectors/exports. The last line says met, or what was missed; with --check a miss is
 * exit code 1.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { differences, lineOf, tryFile, type ExpectedFile } from './try-file.ts'

const USAGE = `usage: npm run test:peers -- DIR [--passwords FILE] [--expect FILE] [--check]

Tries every file of a folder of real exports and prints one line each; then met, or what was missed.

  --passwords FILE   lines of name, a tab and the password; the name * is for all other files
  --expect FILE      JSON of file name to accounts and failures, as in test/vectors/exports: only these are tried
  --check            exit code 1 on a miss`

const { values, positionals } = argumentsOf()
if (values.help === true) {
  console.log(USAGE)
  process.exit(0)
}
const [folder] = positionals
if (folder === undefined) {
  console.error(USAGE)
  process.exit(2)
}
const passwords = orSentence('the passwords', () => passwordsIn(values.passwords))
const expected = orSentence('what is expected', () => expectationsIn(values.expect))
const missed: string[] = []
let tried = 0
for (const name of orSentence('the folder', () => readdirSync(folder)).sort()) {
  const path = join(folder, name)
  if (!statSync(path).isFile() || (expected !== null && !Object.hasOwn(expected, name))) continue
  const wanted = expected?.[name]
  const password = passwords.get(name) ?? passwords.get('*') ?? wanted?.password ?? null
  const outcome = await tryFile(path, name, password)
  tried++
  console.log(lineOf(outcome))
  if (wanted !== undefined) missed.push(...differences(outcome, wanted))
  else if (outcome.read === null) missed.push(`${name}: ${outcome.refusal}`)
  else if (outcome.read.failed.length > 0)
    missed.push(`${name}: ${outcome.read.failed.length} entries failed`)
}
const absent = Object.keys(expected ?? {}).length - tried
if (expected !== null && absent > 0) missed.push(`${absent} expected files that aren't there`)
console.log(`${tried} files`)
console.log(missed.length === 0 ? 'met' : `missed: ${missed.join('; ')}`)
process.exit(missed.length > 0 && values.check === true ? 1 : 0)

function argumentsOf() {
  try {
    return parseArgs({
      options: {
        passwords: { type: 'string' },
        expect: { type: 'string' },
        check: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' }
      },
      allowPositionals: true
    })
  } catch (error) {
    console.error(`${messageOf(error)}\n${USAGE}`)
    process.exit(2)
  }
}

/** What was named and can't be read is told in a sentence: exit code 2. */
function orSentence<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    console.error(`${what} can't be read: ${messageOf(error)}`)
    process.exit(2)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

function passwordsIn(path: string | undefined): ReadonlyMap<string, string> {
  if (path === undefined) return new Map()
  const lines = readFileSync(path, 'utf8').split(/\r?\n/u)
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const end = line.indexOf('\t')
      return end < 0 ? [] : [[line.slice(0, end), line.slice(end + 1)]]
    })
  )
}

function expectationsIn(path: string | undefined): Readonly<Record<string, ExpectedFile>> | null {
  return path === undefined ? null : (JSON.parse(readFileSync(path, 'utf8')) as Record<string, ExpectedFile>)
}
