/** What the terminal says to the running app and about it, and what it changes beside an account's key. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandSocketPath, serveCommands } from '../../src/core/command-socket.ts'
import { makeHome, makeVault, run, type Home } from './run.ts'

const dataOf = (home: Home): string => dirname(home.vaultFile)

describe('show and pick', () => {
  let home: Home
  beforeAll(() => {
    home = makeHome()
  })
  afterAll(() => home.remove())

  it.each(['show', 'pick'])('says that no app runs on this data folder: %s, exit code 2', async (word) => {
    const said = await run([word, '--home', dataOf(home)])
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain('No app is running')
  })

  it('is heard by the app on the same data folder, and by no other', async () => {
    const heard: string[] = []
    const runtime = join(dataOf(home), 'runtime')
    mkdirSync(runtime, { recursive: true })
    const env = { XDG_RUNTIME_DIR: runtime }
    const path = commandSocketPath({
      platform: process.platform,
      env,
      folder: dataOf(home),
      temporary: tmpdir()
    })
    const end = await serveCommands(path, (word) => heard.push(word))
    expect((await run(['show', '--home', dataOf(home)], { env })).code).toBe(0)
    const picked = await run(['pick', '--home', dataOf(home), '--json'], { env })
    expect([picked.code, JSON.parse(picked.stdout)]).toEqual([0, { heard: true }])
    expect((await run(['pick', '--home', `${dataOf(home)}2`], { env })).code).toBe(2)
    expect(heard).toStrictEqual(['show', 'pick'])
    await end?.()
  })

  it('refuses words that it doesn’t know: exit code 2', async () => {
    expect((await run(['show', 'aws', '--home', dataOf(home)])).code).toBe(2)
  })
})

describe('edit and report', () => {
  let home: Home
  const LINK = 'otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example'
  const inVault = (args: readonly string[]) => home.run(args)

  beforeAll(async () => {
    home = await makeVault([LINK])
  })
  afterAll(() => home.remove())

  it('changes names, note, groups and favourite, and leaves the code alone', async () => {
    const at = ['--at', '59']
    const before = await inVault(['code', 'alice', ...at])
    const changed = await inVault([
      'edit',
      'alice',
      '--issuer=Other',
      '--note=a note',
      '--group=work',
      '--group=web',
      '--favourite',
      '--json'
    ])
    expect(changed.code).toBe(0)
    expect(JSON.parse(changed.stdout)).toMatchObject({
      issuer: 'Other',
      label: 'alice',
      note: 'a note',
      groups: ['work', 'web'],
      isFavourite: true
    })
    expect((await inVault(['code', 'other', ...at])).stdout).toBe(before.stdout)
    const cleared = await inVault(['edit', 'other', '--no-groups', '--no-favourite', '--note=', '--json'])
    expect(JSON.parse(cleared.stdout)).toMatchObject({ note: '', groups: [], isFavourite: false })
  })

  it('changes nothing without anything to change, and says how: exit code 2', async () => {
    const said = await inVault(['edit', 'alice'])
    expect(said.code).toBe(2)
    expect(said.stderr).toContain('--issuer')
    expect((await inVault(['edit', 'nobody', '--label=x'])).code).toBe(2)
    expect((await inVault(['edit', 'alice', '--group=a', '--no-groups'])).code).toBe(2)
  })

  it('reports without label, secret, path or the name of a server of one’s own', async () => {
    writeFileSync(
      join(dataOf(home), 'settings.json'),
      JSON.stringify({
        sources: [{ name: 'Mine', ways: ['ntp://127.0.0.1:9'] }],
        secondPlace: '/mnt/private'
      })
    )
    const said = await run(['report', '--home', dataOf(home)])
    expect(said.code).toBe(0)
    expect(said.stdout).toContain('vault: present')
    expect(said.stdout).toContain("sources: 1 of the user's own")
    expect(said.stdout).not.toMatch(/alice|Example|Other|127\.0\.0\.1|Mine|private|GEZDG/u)
    expect(said.stdout).not.toContain(dataOf(home))
  })
})
