/** The stand-in as a person has it: with windows on a display, and nobody at a control channel. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeWith } from '../real-parts.ts'
import { pngOfBitmap } from './png.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

describeWith(['chromium', 'xvfb-run', 'xauth'], 'the stand-in on a display', () => {
  it("has the person's own clipboard, the asked size, and the closed window back after a veto", () => {
    const home = mkdtempSync(join(tmpdir(), 'stand-in-person-'))
    const png = pngOfBitmap(Buffer.alloc(4 * 4 * 4, 0xff), 4, 4).toString('base64')
    // A number of its own: xvfb-run's search for a free one collides with others.
    const display = String(1000 + (process.pid % 30_000))
    const { status, stdout, stderr } = spawnSync(
      'xvfb-run',
      ['-n', display, here('./dist/electron'), here('./fixture-app/person.js'), png],
      {
        encoding: 'utf8',
        timeout: 150_000,
        env: { ...process.env, HOME: home, LC_ALL: 'C.UTF-8', NODE_OPTIONS: '' }
      }
    )
    rmSync(home, { recursive: true, force: true, maxRetries: 20 })
    expect(stderr, `status ${String(status)}: ${stdout}`).toContain('goes on in the tray')
    expect(JSON.parse(stdout)).toStrictEqual({
      size: [380, 640],
      text: '時計',
      types: ['image/png'],
      picture: true,
      again: 'hello'
    })
    expect(status).toBe(0)
  })
})
