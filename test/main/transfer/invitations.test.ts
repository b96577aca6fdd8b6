import { describe, expect, it } from 'vitest'
import { readInvitations } from '../../../src/main/transfer/invitations.ts'

const NOTHING = { links: [], files: [], word: null }

describe('readInvitations', () => {
  it('takes links of both schemes, in capitals too, and files by their kind', () => {
    const args = [
      'otpauth://totp/A?secret=B',
      'OTPAUTH-MIGRATION://offline?data=x',
      'backup.2fas',
      '/tmp/a.zeroskew'
    ]
    expect(readInvitations(args, '/home/me')).toStrictEqual({
      links: ['otpauth://totp/A?secret=B', 'OTPAUTH-MIGRATION://offline?data=x'],
      files: ['/home/me/backup.2fas', '/tmp/a.zeroskew'],
      word: null
    })
  })

  it.each([
    ['http://example.org/otpauth://totp/x', 'another scheme'],
    ['otpauth:totp/x?secret=A', 'no slashes'],
    ['otpauth://totp/a b?secret=A', 'a space'],
    ['otpauth://totp/a\n--home=/tmp', 'a line break'],
    [`otpauth://totp/${'a'.repeat(20_000)}`, 'too long'],
    ['file:///etc/passwd.txt', 'a file address'],
    ['/etc/passwd', 'a file of no known kind'],
    ['--otpauth://totp/x', 'a flag'],
    ['a\0.txt', 'a NUL']
  ])('leaves %j alone: %s', (arg) => {
    expect(readInvitations([arg], '/')).toStrictEqual(NOTHING)
  })

  it('finds a link among Chromium’s own flags, and doesn’t take the folder of --home for a file', () => {
    const args = [
      '--allow-file-access-from-files',
      '--home',
      '/tmp/home.json',
      '--no-sandbox',
      'otpauth://totp/A?secret=B'
    ]
    expect(readInvitations(args, '/')).toStrictEqual({ ...NOTHING, links: ['otpauth://totp/A?secret=B'] })
  })

  it('takes ten links at most, and the first of the two words', () => {
    const many = Array.from({ length: 50 }, (_, index) => `otpauth://totp/${index}?secret=A`)
    expect(readInvitations(many, '/').links).toHaveLength(10)
    expect(readInvitations(['pick', 'show'], '/').word).toBe('pick')
    expect(readInvitations(['quit'], '/').word).toBeNull()
  })
})
