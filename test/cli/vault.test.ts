import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readQrSvg } from '../read-qr-svg.ts'
import { makeVault, run, type Home } from './run.ts'

const URIS = [
  'otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP&issuer=Example',
  'otpauth://hotp/Bank:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=3'
]
let home: Home

afterEach(() => {
  home.remove()
})

async function done(args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await home.run(args, input === undefined ? {} : { input })
  expect([code, stderr]).toEqual([0, expect.any(String)])
  return stdout
}

it('takes a removed account out of the trash, and lists what is in it', async () => {
  home = await makeVault(URIS)
  await done(['remove', 'alice'])
  expect(JSON.parse(await done(['restore', '--json']))).toMatchObject({ trash: [{ label: 'alice' }] })
  expect(await done(['restore', 'alice'])).toBe('Restored: Example: alice\n')
  expect(JSON.parse(await done(['list', '--json']))).toHaveLength(2)
  expect((await home.run(['restore', 'alice'])).code).toBe(2)
})

it('changes the passphrase, gives and confirms a recovery code, and refuses to leave one way in', async () => {
  home = await makeVault(URIS)
  const file = join(home.folder, 'new')
  writeFileSync(file, 'another passphrase\n')
  await done(['vault', 'passphrase', '--new-passphrase-file', file])
  expect((await home.run(['list'])).code).toBe(4)
  writeFileSync(home.passphraseFile, 'another passphrase\n')
  const { recoveryCode } = JSON.parse(await done(['vault', 'recovery', '--json'])) as { recoveryCode: string }
  await done(['vault', 'recovery', '--confirm'], `${recoveryCode}\n`)
  expect((await home.run(['vault', 'recovery', '--confirm'], { input: 'wrong' })).code).toBe(4)
  expect(JSON.parse(await done(['vault', 'status', '--json']))).toMatchObject({ recoveryConfirmed: true })
  expect((await home.run(['vault', 'passphrase', '--remove'])).code).toBe(2)
})

it('makes shares with sheets, opens by them, and voids them by a new master key', async () => {
  home = await makeVault(URIS)
  const sheets = join(home.folder, 'sheets')
  mkdirSync(sheets)
  const made = JSON.parse(
    await done(['vault', 'shares', '--threshold', '2', '--count', '3', '--sheets', sheets, '--json'])
  ) as { shares: string[] }
  const written = readdirSync(sheets).map((name) => readFileSync(join(sheets, name), 'utf8'))
  expect(written[0]).toContain('Share 1 of 3')
  expect(written.map((sheet) => readQrSvg(sheet.slice(sheet.lastIndexOf('<svg'))))).toEqual(made.shares)
  writeFileSync(join(home.folder, 'two'), `${made.shares.slice(1).join('\n')}\n`)
  const byShares = await run([
    'list',
    '--json',
    '--home',
    dirname(home.vaultFile),
    '--passphrase-file',
    join(home.folder, 'two')
  ])
  expect(JSON.parse(byShares.stdout)).toHaveLength(2)
  expect((await home.run(['vault', 'shares', '--threshold', '4', '--count', '3'])).code).toBe(2)

  const asked = await home.run(['vault', 'rotate'])
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('shares')])
  const { voided } = JSON.parse(await done(['vault', 'rotate', '--yes', '--json'])) as { voided: string[] }
  expect(voided).toEqual(['shares'])
  expect(JSON.parse(await done(['list', '--json']))).toHaveLength(2)
})

it('lists backups, looks into one, restores from one, and verifies all', async () => {
  home = await makeVault(URIS)
  await done(['remove', 'alice'])
  const [newest] = JSON.parse(await done(['vault', 'backups', '--json'])) as { path: string; state: string }[]
  expect(newest?.state).toBe('good')
  const path = newest?.path ?? ''
  expect(await done(['vault', 'backups', 'look', path])).toContain('alice')
  expect(await done(['vault', 'backups', 'restore', path, '--all'])).toBe(
    'Restored: Example: alice\nAlready there: Bank: bob\n'
  )
  expect(await done(['vault', 'verify'])).toContain('The vault is whole')
  const backup = join(
    dirname(home.vaultFile),
    'backups',
    readdirSync(join(dirname(home.vaultFile), 'backups'))[0] ?? ''
  )
  expect(existsSync(backup)).toBe(true)
  const bytes = readFileSync(backup)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(backup, bytes)
  expect((await home.run(['vault', 'verify'])).code).toBe(1)
})

it('tells an older vault that was put back, and asks for the HOTP counter before the next code', async () => {
  home = await makeVault(URIS)
  const old = readFileSync(home.vaultFile)
  await done(['code', 'bob'])
  writeFileSync(home.vaultFile, old)
  const refused = await home.run(['code', 'bob'])
  expect([refused.code, refused.stdout]).toEqual([2, ''])
  expect(refused.stderr).toContain('older vault')
  await done(['vault', 'counter', 'bob', '4'])
  // RFC 4226 App. D: count 4.
  expect(await done(['code', 'bob'])).toBe('338314\n')
})

it('names the backups of a damaged vault, and looks into one by its own passphrase: exit code 4, the file as it was', async () => {
  home = await makeVault(URIS)
  const bytes = readFileSync(home.vaultFile)
  bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1
  writeFileSync(home.vaultFile, bytes)
  const [backup = ''] = readdirSync(join(dirname(home.vaultFile), 'backups'))
  for (const command of ['backups', 'verify']) {
    const { code, stderr } = await home.run(['vault', command])
    expect([code, stderr]).toEqual([4, expect.stringContaining(backup)])
  }
  expect(await done(['vault', 'backups', 'look', `${home.vaultFile}.bak`, '--json'])).toContain('"revision"')
  expect(readFileSync(home.vaultFile)).toEqual(bytes)
})

it('looks into a backup under another key by the passphrase that it had', async () => {
  home = await makeVault(URIS)
  await done(['vault', 'rotate', '--yes'])
  const listed = JSON.parse(await done(['vault', 'backups', '--json'])) as { path: string; state: string }[]
  // The version before the last save is another one after the next.
  const older = listed.find(({ path }) => !path.endsWith('.bak'))
  expect(older?.state).toBe('older-key')
  const file = join(home.folder, 'former')
  writeFileSync(file, readFileSync(home.passphraseFile))
  const other = join(home.folder, 'new')
  writeFileSync(other, 'another passphrase\n')
  await done(['vault', 'passphrase', '--new-passphrase-file', other])
  writeFileSync(home.passphraseFile, 'another passphrase\n')
  const look = ['vault', 'backups', 'look', older?.path ?? '']
  const refused = await home.run(look)
  expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining('--backup-passphrase-file')])
  expect(await done([...look, '--backup-passphrase-file', file])).toContain('alice')
})

it('keeps a confirmed recovery code, and the trash, unless --yes is given', async () => {
  home = await makeVault(URIS)
  const { recoveryCode } = JSON.parse(await done(['vault', 'recovery', '--json'])) as { recoveryCode: string }
  await done(['vault', 'recovery', '--confirm'], `${recoveryCode}\n`)
  const refused = await home.run(['vault', 'recovery'])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--yes')])
  expect(await done(['vault', 'recovery', '--confirm'], `${recoveryCode}\n`)).toContain('right')
  expect(await done(['vault', 'recovery', '--yes'])).not.toContain(recoveryCode)
  const { stderr } = await home.run(['remove', 'alice'])
  expect(stderr).toContain('zeroskew restore')
  expect((await home.run(['trash', 'empty'])).code).toBe(2)
  expect(JSON.parse(await done(['list', '--trash', '--json']))).toMatchObject({ trash: [{ label: 'alice' }] })
  expect(JSON.parse(await done(['trash', 'empty', '--yes', '--json']))).toEqual({ emptied: 1 })
})

it('tells of a short passphrase in a file and takes it, names --passphrase-file, and shows shares as QR codes', async () => {
  home = await makeVault()
  const folder = join(home.folder, 'second')
  const short = join(home.folder, 'short')
  writeFileSync(short, 'kurz\n')
  const made = await run(['vault', 'init', '--no-keychain', '--home', folder, '--passphrase-file', short])
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('4 characters')])
  const asked = await run(['vault', 'init', '--no-keychain', '--home', join(home.folder, 'third')])
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--passphrase-file')])
  expect(await done(['vault', 'shares', '--threshold', '2', '--count', '2', '--qr'])).toMatch(/[█▀▄]{5}/u)
})
