import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { accountFrom } from '../../src/core/otp/account-fields.ts'
import { formatMigration } from '../../src/core/otp/migration.ts'
import { readExport } from '../../src/core/transfer/read-export.ts'
import { createMemoryVault, createVault, type Vault } from '../../src/core/vault/vault.ts'
import { ImportFlow, type ImportItem } from '../../src/main/import-flow.ts'
import type { ImportView } from '../../src/shared/views.ts'
import { ModelFiles } from '../faults/model-files.ts'
import { testSetting } from '../fakes/vault-setting.ts'

const NOW_MS = 1_700_000_000_000
const LINKS = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://hotp/Bank:me?secret=KRUGKIDROVUWG2ZA&issuer=Bank&counter=7',
  'hello'
].join('\n')
const CLIPBOARD = { kind: 'clipboard' } as const

let vault: Vault
let told: ImportView[]
let asked: number
let flow: ImportFlow

beforeEach(async () => {
  vault = createMemoryVault(await testSetting())
  told = []
  asked = 0
  flow = new ImportFlow({
    vault: () => vault,
    read: (bytes, reading) => readExport(bytes, reading),
    nowMs: () => NOW_MS,
    onChange: (view) => told.push(view),
    askPassword: () => asked++
  })
})

describe('the import flow', () => {
  it('reads, shows entries with codes and without secrets, adds what is chosen, and takes it back', async () => {
    const preview = await flow.fromText(LINKS, CLIPBOARD)
    expect(preview).toMatchObject({
      kind: 'preview',
      format: 'key-uri',
      found: 3,
      entries: [
        { entry: 1, state: 'new', code: '324550', isTrashed: false },
        { entry: 2, account: { kind: 'hotp', counter: 7 } }
      ],
      failed: [{ entry: 3, code: 'not-a-key-uri' }]
    })
    expect(JSON.stringify(preview)).not.toMatch(/JBSWY3DP|48656c6c/iu)
    expect(vault.accounts).toHaveLength(0)
    const done = await flow.confirm([1])
    expect(done).toMatchObject({ kind: 'done', alreadyThere: 0, leftOut: 1, added: 1, first: [{ issuer: 'GitHub' }] })
    expect(vault.accounts).toHaveLength(1)
    await flow.undo()
    expect([vault.accounts.length, vault.trash.length]).toEqual([0, 1])
    expect(told.map(({ kind }) => kind)).toEqual(['reading', 'preview', 'done', 'none'])
    await expect(flow.undo()).rejects.toMatchObject({ code: 'nothing-to-import' })
  })

  it('adds once where it is confirmed twice, gives both the one receipt, and takes it back', async () => {
    await flow.fromText(LINKS, CLIPBOARD)
    const receipts = await Promise.all([flow.confirm([1]), flow.confirm([1])])
    expect(receipts.map((receipt) => receipt.kind === 'done' && receipt.added)).toEqual([1, 1])
    await flow.undo()
    expect([vault.accounts.length, vault.trash.length]).toEqual([0, 1])
  })

  it('asks for a password, says when it was wrong, and goes on with the right one', async () => {
    const files = new ModelFiles()
    const setting = { ...(await testSetting({ files })), keychain: null }
    const made = await createVault('/data/v', setting, { keychain: false, passphrase: Buffer.from('x') })
    await made.vault.add([accountFrom({ ...FIELDS, label: 'kept' })])
    const bytes = (await files.read('/data/v', 2 ** 20)) ?? Buffer.alloc(0)
    const source = { kind: 'file', name: 'v.zeroskew' } as const
    expect(await flow.fromItems([{ bytes, source }])).toMatchObject({
      kind: 'needs-password',
      wasWrong: false
    })
    expect(asked).toBe(1)
    const wrong = Buffer.from('wrong')
    await expect(flow.givePassword(wrong)).rejects.toMatchObject({ code: 'wrong-password' })
    expect(flow.waiting).toEqual({ format: 'zeroskew', source, wasWrong: true })
    await flow.givePassword(Buffer.from(made.recoveryCode))
    expect(flow.view).toMatchObject({ kind: 'preview', entries: [{ account: { label: 'kept' } }] })
  })

  it('collects the parts of a batch that are scanned one after another', async () => {
    const part = (index: number): string =>
      formatMigration([accountFrom({ ...FIELDS, label: `n${index}` })], { size: 2, index, id: 9 })
    expect(await flow.fromText(part(1), { kind: 'screen' })).toMatchObject({
      found: 1,
      missingParts: { parts: [1], of: 2 }
    })
    const whole = await flow.fromText(part(0), { kind: 'screen' })
    expect(whole).toMatchObject({ found: 2, entries: [{ entry: 1 }, { entry: 2 }] })
    expect(whole).not.toHaveProperty('missingParts')
  })

  it('reads several files into one preview', async () => {
    const items = [LINKS, 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP'].map((text): ImportItem => ({
      bytes: Buffer.from(text),
      source: { kind: 'file', name: 'a.txt' }
    }))
    expect(await flow.fromItems(items)).toMatchObject({ kind: 'preview', found: 4 })
  })

  it('wipes what it read, and says why it failed', async () => {
    const bytes = Buffer.from('no accounts in here')
    const view = await flow.fromItems([{ bytes, source: CLIPBOARD }])
    expect(view).toMatchObject({ kind: 'failed', failure: { code: 'not-an-export' } })
    expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  it('forgets everything when the vault is shut, also in the middle of reading', async () => {
    const reading = flow.fromText(LINKS, CLIPBOARD)
    flow.forget()
    await reading
    expect(flow.view).toEqual({ kind: 'none' })
    await expect(flow.confirm(null)).rejects.toMatchObject({ code: 'nothing-to-import' })
  })
})

const FIELDS = {
  kind: 'totp',
  issuer: 'Google',
  secretBytes: randomBytes(20),
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  counter: 0
} as const
