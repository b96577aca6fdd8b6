/** One build of the renderer for all suites: kept under a hash of what it is made of, and made by the first one that asks. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const BUILDS = here('../../node_modules/.cache/zeroskew-renderer')
/** What a build is made of, from the top of the repository. */
const MADE_OF = [
  'src/renderer',
  'src/shared',
  'svelte.config.js',
  'package-lock.json',
  'test/renderer/shared-build.ts'
]
/** Builds that nobody has asked for this long are thrown away, ms. */
const KEPT_MS = 24 * 3_600_000
const POLL_MS = 200

/** The folder of the renderer as it is now, built where no other suite has done it; it may go on being used by others. */
export async function sharedBuild(): Promise<string> {
  const folder = join(BUILDS, await hashOfSources())
  const lock = `${folder}.lock`
  await mkdir(BUILDS, { recursive: true })
  while (!(await exists(folder))) {
    if (!(await takes(lock))) {
      await delay(POLL_MS)
      continue
    }
    try {
      if (!(await exists(folder))) await buildInto(folder)
    } finally {
      await rm(lock, { force: true })
    }
  }
  const now = new Date()
  await utimes(folder, now, now)
  return folder
}

/** Whole or not at all: it gets its name when it is done. */
async function buildInto(folder: string): Promise<void> {
  await sweep()
  const unfinished = `${folder}.${process.pid}`
  await build({
    configFile: false,
    logLevel: 'warn',
    root: here('../../src/renderer'),
    plugins: [svelte({ configFile: here('../../svelte.config.js') })],
    build: {
      outDir: unfinished,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: here('../../src/renderer/index.html'),
          secret: here('../../src/renderer/secret.html'),
          pick: here('../../src/renderer/pick.html')
        }
      }
    }
  })
  await rename(unfinished, folder)
}

/** Takes the lock, which is a file with the holder's process id; one that its holder has left behind is taken away. */
async function takes(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true })
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function sweep(): Promise<void> {
  for (const name of await readdir(BUILDS)) {
    const path = join(BUILDS, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
    if (Date.now() - mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true, maxRetries: 20 })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  )
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const root of MADE_OF) {
    for (const path of await filesUnder(here(`../../${root}`)))
      hash.update(`${path}\n`).update(await readFile(path))
  }
  return hash.digest('hex').slice(0, 16)
}

async function filesUnder(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
