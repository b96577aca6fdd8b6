/** What the clock's code loads before it is used: it stands between the start and the first code, in app and terminal. */
import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** Node's own modules that are there once a script has run. */
function loadedBy(script: string): readonly string[] {
  const told = `${script}; process.stdout.write(process.moduleLoadList.join())`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', told]
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).split(',')
}

describe('local-desk', () => {
  const path = fileURLToPath(new URL('../../../src/core/clock/local-desk.ts', import.meta.url))

  it('doesn’t load Node’s fetch, 60 ms that nobody needs; an import of node:http would', () => {
    const isFetch = (name: string): boolean => name.includes('undici')
    expect(loadedBy(`await import(${JSON.stringify(path)})`).filter(isFetch)).toEqual([])
    expect(loadedBy("await import('node:http')").filter(isFetch)).not.toEqual([])
  })
})
