import { describe, expect, it } from 'vitest'
import type { NewAccount } from '../../../src/core/otp/account.ts'
import { parseKeyUri } from '../../../src/core/otp/key-uri.ts'
import { formatMigration } from '../../../src/core/transfer/migration.ts'
import { readKeyUriLines } from '../../../src/core/transfer/importers/key-uri.ts'
import { Peek } from '../../../src/core/transfer/peek.ts'
import { TransferError } from '../../../src/core/transfer/transfer-error.ts'

const URI = 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP'

describe('readKeyUriLines', () => {
  it.each([
    ['one URI', URI, 1],
    ['line ends of three systems', `${URI}\n${URI}\r\n${URI}\r${URI}`, 4],
    ['blank lines', `\n\n  \n${URI}\n\t\n\n${URI}\n`, 2],
    ['comments', `# mine\n${URI}\n// old\n  # ${URI}`, 1],
    ['nothing', '', 0],
    ['white space', ' \r\n ', 0]
  ])('reads %s', async (_, text, found) => {
    const read = await readKeyUriLines(text)
    expect(read).toMatchObject({ found, failed: [] })
    expect(read.accounts).toHaveLength(found)
  })

  it('says which entries it could not read and reads the others: 2 and 4 of 4', async () => {
    const read = await readKeyUriLines(`${URI}\n\nhello\n${URI}\notpauth://totp/a?secret=1`)
    expect(read.found).toBe(4)
    expect(read.accounts).toHaveLength(2)
    expect(read.failed.map(({ entry, error }) => [entry, error.code, error.field])).toEqual([
      [2, 'not-a-key-uri', undefined],
      [4, 'bad-field', 'secret']
    ])
  })

  it('reads 10,000 entries and refuses 10,001', async () => {
    expect((await readKeyUriLines(`${URI}\n`.repeat(10_000))).accounts).toHaveLength(10_000)
    await expect(readKeyUriLines(`${URI}\n`.repeat(10_001))).rejects.toThrow(
      new TransferError('too-large', { expected: '≤ 10000 entries', got: 'more' })
    )
  })

  it('reads whole migration codes of one batch among 9,000 damaged ones, each by itself', async () => {
    const account = (label: string): NewAccount => parseKeyUri(URI.replace('/a?', `/${label}?`))
    const [first, second] = [0, 1].map((index) =>
      formatMigration([account(`${index}`)], { size: 2, index, id: 7 })
    )
    const damaged = 'otpauth-migration://offline?data=%%\n'.repeat(4500)
    const read = await readKeyUriLines(`${damaged}${URI}\n${first}\n${damaged}${second}\n`)
    expect(read.accounts.map(({ account: { label } }) => label)).toEqual(['a', '0', '1'])
    expect([read.found, read.failed.length, read.missingParts]).toEqual([9003, 9000, undefined])
    expect([read.failed[0]?.entry, read.failed[8999]?.entry]).toEqual([4, 9003])
  })

  it('refuses more than 10 MiB unread, and a line of 10 MB as one failure', async () => {
    expect(() => new Peek(Buffer.alloc(10 * 1024 * 1024 + 1))).toThrow(
      expect.objectContaining({ code: 'too-large' })
    )
    const read = await readKeyUriLines('A'.repeat(10_000_000))
    expect(read.failed).toMatchObject([{ entry: 1, error: { code: 'too-large' } }])
  })
})
