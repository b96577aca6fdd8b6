/** Nothing that people may hold on paper is voided unasked, and old backups go without another new master key. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeVault, run, type Home } from './run.ts'

const HOTP = 'otpauth://hotp/Bank:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=5'

let home: Home
afterEach(() => home.remove())

async function json(args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await home.run([...args, '--json'])
  expect([args, code, stderr]).toEqual([args, 0, expect.any(String)])
  return JSON.parse(stdout) as Record<string, unknown>
}

describe('zeroskew vault shares', () => {
  it('makes a first set unasked, a second one only with --yes, and says which sheets it wrote', async () => {
    home = await makeVault()
    const make = ['vault', 'shares', '--threshold', '2', '--count', '2']
    const { setId } = await json(make)
    const refused = await home.run(make)
    expect([refused.code, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toContain(`set ${String(setId)}`)
    expect(refused.stderr).toContain('--yes')
    const sheets = join(home.folder, 'sheets')
    mkdirSync(sheets)
    const made = await home.run([...make, '--yes', '--sheets', sheets])
    expect(made.code).toBe(0)
    for (const name of readdirSync(sheets)) expect(made.stderr).toContain(join(sheets, name))
    expect(readdirSync(sheets)).toHaveLength(2)
    expect((await home.run(['vault', 'shares', '--remove'])).stderr).toContain('open nothing any more')
    expect((await home.run(['vault', 'shares', '--remove'])).stderr).toContain('There are no shares')
  })
})

describe('zeroskew vault backups delete --old', () => {
  it('deletes what opens by the old ways, and keeps a backup of the new state, with no other master key', async () => {
    home = await makeVault([HOTP])
    const rotated = await home.run(['vault', 'rotate', '--yes'])
    expect(rotated.stderr).toContain('zeroskew vault backups delete --old')
    const before = (await json(['vault', 'backups'])) as unknown as { state: string }[]
    expect(before.every(({ state }) => state === 'older-key')).toBe(true)
    const refused = await home.run(['vault', 'backups', 'delete', '--old'])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--yes')])
    expect((await home.run(['vault', 'backups', 'delete', '--yes'])).code).toBe(2)
    expect(await json(['vault', 'backups', 'delete', '--old', '--yes'])).toEqual({
      oldBackupsDeleted: before.length,
      backups: 1
    })
    expect(existsSync(`${home.vaultFile}.bak`)).toBe(false)
    expect(readdirSync(join(dirname(home.vaultFile), 'backups'))).toHaveLength(1)
    const [left] = (await json(['vault', 'backups'])) as unknown as { state: string; path: string }[]
    expect(left?.state).toBe('good')
    expect(await json(['vault', 'backups', 'look', left?.path ?? ''])).toMatchObject({
      accounts: [{ label: 'bob' }]
    })
  })
})

describe('zeroskew vault backups', () => {
  it('says of a file that is no vault that it is no backup, and how to say which accounts', async () => {
    home = await makeVault([HOTP])
    const other = join(home.folder, 'letter.txt')
    writeFileSync(other, 'Dear all,\n')
    const looked = await home.run(['vault', 'backups', 'look', other])
    expect([looked.code, looked.stderr]).toEqual([2, expect.stringContaining('no backup of Zeroskew')])
    const [empty] = (await json(['vault', 'backups'])) as unknown as { path: string }[]
    const restore = ['vault', 'backups', 'restore', empty?.path ?? '']
    expect(await home.run(restore)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--all') as string
    })
    expect((await home.run([...restore, '--all'])).stdout).toBe('This backup holds no accounts.\n')
  })
})

describe('zeroskew vault counter', () => {
  it('says that 5 stands where 1 is given', async () => {
    home = await makeVault([HOTP])
    const { code, stdout, stderr } = await home.run(['vault', 'counter', 'bob', '1'])
    expect([code, stdout]).toEqual([0, 'The counter is confirmed: Bank: bob. The next code is number 5.\n'])
    expect(stderr).toContain('never goes back')
  })
})

describe('zeroskew vault recovery --confirm', () => {
  it('says that nobody can be asked where nothing is given', async () => {
    home = await makeVault()
    const { code, stderr } = await home.run(['vault', 'recovery', '--confirm'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('nobody can be asked')])
  })
})

describe('zeroskew vault status', () => {
  it('says nothing of a recovery code where an exported backup, which has none, is opened as a vault', async () => {
    home = await makeVault([HOTP])
    expect((await home.run(['vault', 'status'])).stderr).toContain('recovery code')
    const exported = join(home.folder, 'opened', 'vault.zeroskew')
    mkdirSync(dirname(exported))
    const written = await home.run([
      'export',
      exported,
      '--to',
      'zeroskew',
      '--password-file',
      home.passphraseFile
    ])
    expect(written.code).toBe(0)
    const { code, stderr } = await run(['vault', 'status', '--home', dirname(exported)])
    expect([code, stderr]).toEqual([0, ''])
  })
})
