/**
 * npm run check:electron-security: Electron's security list by our own checks over the sources and what was built, and by
 * Electronegativity; then faults of every kind are planted, and each has to be caught. Usage: [--own] [--check]; with --own by our own checks
 * alone, without Electronegativity
 */
import { parseArgs } from 'node:util'
import { Figures } from '../figures.ts'
import { fetchTool, scan, VERSION, type ToolFinding } from './electronegativity.ts'
import { beyond, type Finding } from './findings.ts'
import { ownFindings } from './own-checks.ts'
import { FAULTS, plant, type Fault } from './planted.ts'
import { reviewOf, REVIEWED } from './reviewed.ts'
import { readTexts, type Texts } from './texts.ts'

const { values } = parseArgs({
  options: { own: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } }
})
const figures = new Figures({ check: values.check })
const texts = readTexts()
const findings = await ownFindings(texts)
showOwn()
await checkPlanted()
if (!values.own) checkTool()
figures.end()

function showOwn(): void {
  figures.heading('Our own checks')
  for (const { rule, file, message } of findings) figures.say(`${file}: ${rule}: ${message}`)
  figures.expect(findings.length === 0, 'findings', `${findings.length} in ${texts.size} files`)
}

async function checkPlanted(): Promise<void> {
  figures.heading('Faults planted one at a time')
  const kinds = new Set<string>()
  let caught = 0
  for (const fault of FAULTS) {
    const more = await findingsWith(fault)
    for (const { rule } of more) kinds.add(rule)
    if (more.length > 0) caught++
    else figures.say(`not caught: ${fault.name} (${fault.file})`)
  }
  figures.say(`rules that catch one: ${[...kinds].sort().join(', ')}`)
  const figure = `${caught} of ${FAULTS.length}, by ${kinds.size} rules`
  figures.expect(caught === FAULTS.length, 'planted faults caught', figure)
}

/** What comes by the fault; none where it can't be planted any more, and has to be written anew. */
async function findingsWith(fault: Fault): Promise<readonly Finding[]> {
  try {
    return beyond(findings, await ownFindings(plant(texts, fault)))
  } catch (error) {
    figures.say(error instanceof Error ? error.message : 'it threw')
    return []
  }
}

function checkTool(): void {
  figures.heading(`Electronegativity ${VERSION}`)
  let script: string
  try {
    script = fetchTool()
  } catch {
    figures.say('it isn’t here and couldn’t be fetched: only our own checks count')
    return
  }
  const found = scan(script, texts)
  const reviewed = found.filter((finding) => reviewOf(finding) !== undefined)
  for (const { issue, file, sample } of found.filter((one) => reviewOf(one) === undefined)) {
    figures.say(`${file}: ${issue}: ${sample}`)
  }
  const left = found.length - reviewed.length
  figures.expect(left === 0, 'findings', `${left}, and ${reviewed.length} that were looked at:`)
  for (const review of REVIEWED) {
    const count = reviewed.filter((finding) => reviewOf(finding) === review).length
    figures.say(`  ${count} × ${review.issue}: ${review.why}`)
    figures.expect(count > 0, `${review.issue} is still there to be reviewed`, `${count}`)
  }
  checkToolReads(script)
}

/** It passes over what it can't parse without a word; a fault at the end of every file shows that it read them all. */
function checkToolReads(script: string): void {
  const isRead = (path: string): boolean => /^src\/(?:main|preload)\/.*\.ts$/u.test(path)
  const planted: Texts = new Map(
    [...texts].map(([path, text]) => [
      path,
      isRead(path) ? `${text}\nvoid shell.openExternal(planted)\n` : text
    ])
  )
  const files = [...texts.keys()].filter(isRead)
  const found = scan(script, planted).filter(isPlanted)
  const missed = files.filter((path) => !found.some(({ file }) => file === path))
  figures.expect(
    missed.length === 0,
    'a fault planted in every file is found, so every file was read',
    missed.join(', ') || `${files.length} of ${files.length}`
  )
}

function isPlanted({ issue, sample }: ToolFinding): boolean {
  return issue === 'OPEN_EXTERNAL_JS_CHECK' && sample.includes('planted')
}
