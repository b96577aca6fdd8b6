/** A vault that is damaged or gone, with its backups beside it: nothing of them is lost, and one takes its place when asked. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { makeVault, type Home } from './run.ts'

const HOTP = 'otpauth://hotp/Bank:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=5'

let home: Home
afterEach(() => home.remove())

const backupFolder = (): string => join(dirname(home.vaultFile), 'backups')

it('says of a vault that is gone which backups there are, and begins anew beside them only with --yes, losing none', async () => {
  home = await makeVault([HOTP])
  // A save of a counter alone makes no backup: the version before it has the name beside the vault, and no other.
  await home.run(['code', 'bob'])
  const former = readFileSync(`${home.vaultFile}.bak`)
  rmSync(home.vaultFile)
  const listed = await home.run(['list'])
  expect([listed.code, listed.stderr]).toEqual([2, expect.stringContaining('restore FILE --whole')])
  const before = readdirSync(backupFolder())
  const refused = await home.run(['vault', 'init', '--no-keychain'])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('vault init --yes')])
  expect(readdirSync(backupFolder())).toEqual(before)

  expect((await home.run(['vault', 'init', '--no-keychain', '--yes'])).code).toBe(0)
  await home.run(['add', '-'], { input: HOTP })
  const kept = readdirSync(backupFolder()).map((name) => readFileSync(join(backupFolder(), name)))
  expect(kept.some((bytes) => bytes.equals(former))).toBe(true)
})

it('puts a backup in the place of a damaged vault, with --yes, and keeps what lay there', async () => {
  home = await makeVault([HOTP])
  const damaged = readFileSync(home.vaultFile)
  damaged[damaged.length - 5] = (damaged.at(-5) ?? 0) ^ 1
  writeFileSync(home.vaultFile, damaged)
  const restore = ['vault', 'backups', 'restore', `${home.vaultFile}.bak`, '--whole']
  const asked = await home.run(restore)
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--yes')])
  expect(readFileSync(home.vaultFile)).toEqual(damaged)

  const { code, stdout } = await home.run([...restore, '--yes', '--json'])
  expect(code).toBe(0)
  const { kept } = JSON.parse(stdout) as { kept: string }
  expect(readFileSync(kept)).toEqual(damaged)
  expect((await home.run(['list'])).code).toBe(0)
})

it('replaces nothing of a vault that opens', async () => {
  home = await makeVault([HOTP])
  const before = readFileSync(home.vaultFile)
  const refused = await home.run(['vault', 'backups', 'restore', `${home.vaultFile}.bak`, '--whole', '--yes'])
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--all')])
  expect(readFileSync(home.vaultFile)).toEqual(before)
})
