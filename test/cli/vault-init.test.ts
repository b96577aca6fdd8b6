/** `zeroskew vault init` where the keychain answers at first and then doesn't take the key. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { makeVault } from '../../src/cli/commands/vault-init.ts'
import { readOptions } from '../../src/cli/options.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { openVault } from '../../src/core/vault/vault.ts'
import { wordingFor } from '../../src/shared/wording/wording.ts'
import { tempFolder, testSetting } from '../fakes/vault-setting.ts'

/** A terminal where nobody can be asked; `told` is its standard error. */
function quietTerminal(): { terminal: Terminal; told: () => string } {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const terminal = { stdin, stdout, stderr, wording: wordingFor('en'), env: {}, now: () => 0 }
  return { terminal: terminal as unknown as Terminal, told: () => String(stderr.read() ?? '') }
}

it('is made by the passphrase alone, and says that the keychain has no key', async () => {
  const folder = tempFolder()
  const setting = await testSetting()
  setting.keychain.setState('unreachable')
  const [file, passphraseFile] = [join(folder, 'vault.zeroskew'), join(folder, 'passphrase')]
  writeFileSync(passphraseFile, 'correct horse battery\n')
  const { terminal, told } = quietTerminal()
  const options = readOptions(['--passphrase-file', passphraseFile])
  const { ways } = await makeVault({ file, setting }, true, options, terminal)
  expect(ways).toEqual(['passphrase', 'recovery'])
  expect(told()).toMatch(/^The keychain doesn't answer, so no key is kept there/u)
  const passphrase = Buffer.from('correct horse battery')
  const vault = await openVault(file, setting, { kind: 'passphrase', passphrase })
  vault.lock()
})

it('makes nothing where there is no passphrase and nobody to ask', async () => {
  const setting = await testSetting()
  setting.keychain.setState('locked')
  const file = join(tempFolder(), 'vault.zeroskew')
  const { terminal, told } = quietTerminal()
  await expect(makeVault({ file, setting }, true, readOptions([]), terminal)).rejects.toMatchObject({
    code: 'passphrase-needed'
  })
  expect(told()).toContain('The keychain is locked')
  expect(existsSync(file)).toBe(false)
})
