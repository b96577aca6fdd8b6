/** The clipboard on Wayland, with a program in the place of wl-copy that keeps its text in a file while it lives. */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CodePlace } from '../../../src/main/codes/clipboard.ts'
import { waylandPlace } from '../../../src/main/codes/wayland-place.ts'
import { tempFolder } from '../../fakes/vault-setting.ts'

function scene({ hasFocus = false, script = '', refusedWithinMs = 300 } = {}) {
  const folder = tempFolder()
  const program = join(folder, 'wl-copy')
  const served = join(folder, 'served')
  const said = join(folder, 'said')
  writeFileSync(
    program,
    `#!/bin/sh
echo "$@" > "${said}"
${script}
text=$(cat)
trap 'rm -f "${served}"; exit 0' TERM
printf %s "$text" > "${served}"
while [ -e "${served}" ]; do sleep 0.02; done
`
  )
  chmodSync(program, 0o755)
  const done: string[] = []
  const electron: CodePlace = {
    write: (text) => Promise.resolve(void done.push(`write ${text}`)),
    holds: () => Promise.resolve(true),
    clear: () => void done.push('clear')
  }
  const focus = { isOurs: hasFocus }
  const place = waylandPlace({
    electron,
    hasFocus: () => focus.isOurs,
    onUnsure: () => done.push('unsure'),
    program,
    refusedWithinMs
  })
  return {
    place,
    done,
    focus,
    served,
    said,
    text: () => (existsSync(served) ? readFileSync(served, 'utf8') : null)
  }
}

describe('waylandPlace', () => {
  it('writes by Electron while a window of ours has the focus', async () => {
    const { place, done, said } = scene({ hasFocus: true })
    await place.write('123456')
    expect(await place.holds('123456')).toBe(true)
    place.clear()
    expect(done).toStrictEqual(['write 123456', 'clear'])
    expect(existsSync(said)).toBe(false)
  })

  it('writes by wl-copy without focus, with no code among its arguments, and takes it back by ending it', async () => {
    const { place, done, said, text } = scene()
    await place.write('123456')
    await expect.poll(text).toBe('123456')
    expect(readFileSync(said, 'utf8')).toBe('--foreground --type text/plain\n')
    expect(await place.holds('123456')).toBe(true)
    place.clear()
    await expect.poll(text).toBeNull()
    expect(done).toStrictEqual([])
  })

  it('knows that somebody else copied since, and then clears nothing', async () => {
    const { place, done, served, text } = scene()
    await place.write('123456')
    await expect.poll(text).toBe('123456')
    rmSync(served)
    await expect.poll(() => place.holds('123456')).toBe(false)
    place.clear()
    expect(done).toStrictEqual([])
  })

  it('ends the former wl-copy once the next code is written, by either way', async () => {
    const { place, done, focus, text } = scene()
    await place.write('111111')
    await expect.poll(text).toBe('111111')
    focus.isOurs = true
    await place.write('222222')
    await expect.poll(text).toBeNull()
    expect(done).toStrictEqual(['write 222222'])
  })

  it('writes by Electron and says that it is unsure where wl-copy can’t, or isn’t there', async () => {
    const refused = scene({ script: 'exit 1', refusedWithinMs: 30_000 })
    await refused.place.write('123456')
    expect(refused.done).toStrictEqual(['write 123456', 'unsure'])
    const absent = scene()
    rmSync(join(absent.served, '../wl-copy'))
    await absent.place.write('123456')
    expect(absent.done).toStrictEqual(['write 123456', 'unsure'])
  })
})
