import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { accountFrom } from '../../../src/core/otp/account-fields.ts'
import { formatMigration } from '../../../src/core/transfer/migration.ts'
import { readExport } from '../../../src/core/transfer/read-export.ts'
import { createMemoryVault, createVault, type Vault } from '../../../src/core/vault/vault.ts'
import { ImportFlow } from '../../../src/main/transfer/import-flow.ts'
import type { ImportItem } from '../../../src/main/transfer/read-item.ts'
import type { ImportView } from '../../../src/shared/views/transfer.ts'
import { ModelFiles } from '../../faults/model-files.ts'
import { testSetting } from '../../fakes/vault-setting.ts'

const NOW_MS = 1_700_000_000_000
const LINKS = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://hotp/Bank:me?secret=KRUGKIDROVUWG2ZA&issuer=Bank&counter=7',
  'hello'
].join('\n')
/** Two codes of Ente's, the first of them in its trash. */
const ENTE = ['gone', 'kept']
  .map((label, i) => {
    const display = encodeURIComponent(JSON.stringify({ trashed: i === 0, pinned: false }))
    const secret = ['JBSWY3DPEHPK3PXP', 'KRUGKIDROVUWG2ZA'][i] ?? ''
    return `otpauth://totp/Site:${label}?secret=${secret}&issuer=Site&codeDisplay=${display}`
  })
  .join('\n')
const CLIPBOARD = { kind: 'clipboard' } as const

let vault: Vault
let told: ImportView[]
let asked: number
let dropped: number
let flow: ImportFlow

beforeEach(async () => {
  vault = createMemoryVault(await testSetting())
  told = []
  asked = 0
  dropped = 0
  flow = new ImportFlow({
    vault: () => vault,
    read: (bytes, reading) => readExport(bytes, reading),
    nowMs: () => NOW_MS,
    onChange: (view) => told.push(view),
    askPassword: () => asked++,
    dropQuestion: () => dropped++
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
    expect(done).toMatchObject({
      kind: 'done',
      alreadyThere: 0,
      leftOut: 1,
      added: 1,
      first: [{ issuer: 'GitHub' }]
    })
    expect(vault.accounts).toHaveLength(1)
    await flow.undo()
    expect([vault.accounts.length, vault.trash.length]).toEqual([0, 1])
    expect(told.map(({ kind }) => kind)).toEqual(['reading', 'preview', 'done', 'none'])
    await expect(flow.undo()).rejects.toMatchObject({ code: 'nothing-to-import' })
  })

  it('puts into the trash what lay in the other app’s, says so, and takes it out again', async () => {
    const item = { bytes: Buffer.from(ENTE), source: { kind: 'file', name: 'ente.txt' } } as const
    expect(await flow.fromItems([item])).toMatchObject({
      entries: [{ isTrashed: true }, { isTrashed: false }]
    })
    expect(await flow.confirm(null)).toMatchObject({
      added: 2,
      addedToTrash: 1,
      first: [{ label: 'kept' }],
      leftOut: 0
    })
    expect(vault.accounts.map(({ label }) => label)).toEqual(['kept'])
    expect(vault.trash.map(({ account }) => account.label)).toEqual(['gone'])
    await flow.undo()
    expect(vault.accounts).toEqual([])
    expect(vault.trash.map(({ account }) => account.label)).toEqual(['kept'])
  })

  it('shows no receipt, with its names, where the vault was locked while it was saved', async () => {
    await flow.fromText(LINKS, CLIPBOARD)
    const confirming = flow.confirm(null)
    flow.forget()
    expect(await confirming).toEqual({ kind: 'none' })
    expect([vault.accounts.length, told.at(-1)]).toEqual([2, { kind: 'none' }])
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

  it('shows the good ones of several, tells of those that can’t be read, and sums up', async () => {
    const file = (name: string, text: string): ImportItem => ({
      bytes: Buffer.from(text),
      source: { kind: 'file', name }
    })
    const link = (text: string): ImportItem => ({ bytes: Buffer.from(text), source: { kind: 'link' } })
    const items = [
      link('otpauth-migration://offline?data=AAAA'),
      link('otpauth://totp/Good:one?secret=JBSWY3DPEHPK3PXP'),
      file('letter.txt', 'Dear Hana'),
      link('otpauth://totp/Good:two?secret=KRUGKIDROVUWG2ZA'),
      link('otpauth://totp/Evil?secret=NOT-BASE32!')
    ]
    const gone = {
      source: { kind: 'file', name: 'gone.txt' },
      failure: { code: 'file-unreadable', got: 'ENOENT' }
    } as const
    expect(await flow.fromItems(items, [gone])).toMatchObject({
      kind: 'preview',
      found: 6,
      entries: [{ account: { label: 'one' } }, { account: { label: 'two' } }],
      failed: [
        { entry: 3, name: 'Evil', code: 'bad-field' },
        { entry: 4, name: 'gone.txt', code: 'file-unreadable' },
        { entry: 5, name: '', code: 'damaged-file' },
        { entry: 6, name: 'letter.txt', code: 'not-an-export' }
      ]
    })
    expect(items.every(({ bytes }) => bytes.every((byte) => byte === 0))).toBe(true)
    const done = await flow.confirm(null)
    expect(done).toMatchObject({ kind: 'done', added: 2, alreadyThere: 0, leftOut: 0 })
    expect(done.kind === 'done' && done.failed.length).toBe(4)
  })

  it('says why the first of several failed where none can be read', async () => {
    const items = ['a', 'b'].map((text): ImportItem => ({ bytes: Buffer.from(text), source: CLIPBOARD }))
    const gone = { source: CLIPBOARD, failure: { code: 'file-unreadable' } } as const
    const view = { kind: 'failed', source: CLIPBOARD }
    expect(await flow.fromItems(items)).toMatchObject({ ...view, failure: { code: 'not-an-export' } })
    expect(await flow.fromItems([], [gone])).toEqual({ ...view, failure: { code: 'file-unreadable' } })
  })

  it('drops the question for a password once nobody waits for it: another import came, or it was cancelled', async () => {
    const files = new ModelFiles()
    const setting = { ...(await testSetting({ files })), keychain: null }
    await createVault('/data/v', setting, { keychain: false, passphrase: Buffer.from('x') })
    const encrypted = async (): Promise<ImportItem> => ({
      bytes: (await files.read('/data/v', 2 ** 20)) ?? Buffer.alloc(0),
      source: { kind: 'file', name: 'v.zeroskew' }
    })
    await flow.fromItems([await encrypted()])
    expect([asked, dropped]).toEqual([1, 0])
    await flow.fromText(LINKS, CLIPBOARD)
    expect([asked, dropped, flow.view.kind]).toEqual([1, 1, 'preview'])
    // The next one’s own question stays.
    await flow.fromItems([await encrypted()])
    await flow.fromItems([await encrypted()])
    expect([asked, dropped, flow.view.kind]).toEqual([3, 2, 'needs-password'])
    flow.cancel()
    expect(dropped).toBe(3)
  })

  it('wipes what it read, and says why it failed', async () => {
    const bytes = Buffer.from('no accounts in here')
    const view = await flow.fromItems([{ bytes, source: CLIPBOARD }])
    expect(view).toMatchObject({ kind: 'failed', failure: { code: 'not-an-export' } })
    expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  it.each([
    ['is cancelled', () => flow.cancel()],
    ['makes room for another import', () => void flow.fromText(LINKS, CLIPBOARD)]
  ])('wipes both of two files where their reading %s', async (_, interrupt) => {
    const items = ['one', 'two'].map((name): ImportItem => ({
      bytes: Buffer.from(LINKS),
      source: { kind: 'file', name }
    }))
    const reading = flow.fromItems(items)
    interrupt()
    await reading
    expect(items.flatMap(({ bytes }) => [...bytes]).every((byte) => byte === 0)).toBe(true)
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
