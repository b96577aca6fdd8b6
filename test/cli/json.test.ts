/** `--json` is everywhere: one document on standard output, and nothing else there. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeVault, type Home } from './run.ts'

const HOTP = 'otpauth://hotp/Bank:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=3'

describe('--json', () => {
  let home: Home
  beforeAll(async () => {
    home = await makeVault([HOTP])
  })
  afterAll(() => home.remove())

  const told = async (args: readonly string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await home.run([...args, '--json'])
    expect([args, code, stderr]).toEqual([args, 0, expect.any(String)])
    return JSON.parse(stdout)
  }

  it('gives the confirmed account of vault counter', async () => {
    expect(await told(['vault', 'counter', 'bob', '5'])).toMatchObject({
      confirmed: { label: 'bob', counter: 5 }
    })
  })

  it('gives the ways in after a passphrase was set or removed, and after shares were', async () => {
    const file = join(home.folder, 'new')
    writeFileSync(file, 'another passphrase\n')
    const ways = ['passphrase', 'recovery']
    expect(await told(['vault', 'passphrase', '--new-passphrase-file', file])).toEqual({ ways })
    writeFileSync(home.passphraseFile, 'another passphrase\n')
    await told(['vault', 'shares', '--threshold', '2', '--count', '3'])
    expect(await told(['vault', 'shares', '--remove'])).toEqual({ ways })
  })

  it('gives what became of older backups after a new master key', async () => {
    expect(await told(['vault', 'rotate', '--yes', '--delete-old-backups'])).toMatchObject({
      voided: [],
      oldBackupsDeleted: expect.any(Number) as number
    })
  })

  it('gives the report as names and texts, without a path', async () => {
    const settings = join(home.folder, 'home', 'settings.json')
    writeFileSync(settings, JSON.stringify({ neverUseNetwork: true }))
    const report = (await told(['report'])) as Record<string, string>
    expect(report).toMatchObject({ vault: 'present', accounts: 'not open', neverUseNetwork: 'true' })
    expect(
      Object.values(report).every((value) => typeof value === 'string' && !value.includes(home.folder))
    ).toBe(true)
  })

  it('is refused where an export goes to standard output itself: exit code 2', async () => {
    const refused = await home.run(['export', '-', '--to', 'key-uri', '--yes', '--json'])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('--json')
  })
})

describe('an account in --json', () => {
  it('has the same fields in list, edit, add, remove, trash, restore, and a backup', async () => {
    const home = await makeVault([HOTP])
    try {
      const told = async (...args: string[]): Promise<unknown> => {
        const { code, stdout } = await home.run([...args, '--json'])
        expect([args, code]).toEqual([args, 0])
        return JSON.parse(stdout)
      }
      const [listed] = (await told('list')) as object[]
      const fields = ['algorithm', 'counter', 'digits', 'groups', 'hasIcon', 'id', 'isFavourite', 'issuer']
      expect(Object.keys(listed ?? {}).sort()).toEqual([...fields, 'kind', 'label', 'note', 'useCount'])
      expect(await told('edit', 'bob', '--no-favourite')).toEqual(listed)
      expect(await told('remove', 'bob')).toEqual({ removed: listed })
      expect(await told('list', '--trash')).toEqual({ trash: [listed] })
      expect(await told('restore', 'bob')).toEqual({ restored: listed })
      const [, , backup] = (await told('vault', 'backups')) as { path: string }[]
      expect(await told('vault', 'backups', 'look', backup?.path ?? '')).toMatchObject({ accounts: [listed] })
      const grouped = await told('edit', 'bob', '--group', 'Work')
      expect(grouped).toEqual({ ...listed, groups: ['Work'], group: 'Work' })
    } finally {
      home.remove()
    }
  })
})
