import { scryptSync, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deriveArgon2, derivePbkdf2, deriveScrypt } from '../../../src/core/transfer/kdf.ts'

const SALT = Buffer.alloc(16, 7)
const password = Buffer.from('pleaseletmein')
const help = { password, onDeriving: () => undefined }
const SCRYPT = { salt: SALT, cost: 16, blockSize: 1, parallelization: 1, length: 32 }
const ARGON2 = { salt: SALT, passes: 1, memoryKib: 64, lanes: 1, length: 32 }
const PBKDF2 = { salt: SALT, iterations: 1, digest: 'sha1', length: 32 } as const

async function codeOf(deriving: Promise<Buffer>): Promise<string> {
  return await deriving.then(
    () => 'none',
    (error: unknown) => (error as { code?: string }).code ?? String(error)
  )
}

describe('key derivations of foreign files', () => {
  it('are Node’s own scrypt and PBKDF2', async () => {
    const expected = scryptSync(password, SALT, 32, { N: 16, r: 1, p: 1 })
    expect(await deriveScrypt(SCRYPT, help)).toEqual(expected)
    expect(await derivePbkdf2(PBKDF2, help)).toEqual(pbkdf2Sync(password, SALT, 1, 32, 'sha1'))
  })

  it.each([
    ['N = 0', { cost: 0 }],
    ['N = 15', { cost: 15 }],
    ['N = 2^21', { cost: 2 ** 21 }],
    ['N = 2^20 with r = 16, 2 GiB', { cost: 2 ** 20, blockSize: 16 }],
    ['r = 17', { blockSize: 17 }],
    ['p = 5', { parallelization: 5 }],
    ['r = 0.5', { blockSize: 0.5 }],
    ['2,000 bytes of salt', { salt: Buffer.alloc(2000) }]
  ])('refuses scrypt with %s', async (_, changes) => {
    expect(await codeOf(deriveScrypt({ ...SCRYPT, ...changes }, help))).toBe('unsupported-parameters')
  })

  it.each([
    ['no pass', { passes: 0 }],
    ['65 passes', { passes: 65 }],
    ['7 KiB', { memoryKib: 7 }],
    ['over 1 GiB', { memoryKib: 2 ** 20 + 1 }],
    ['17 lanes', { lanes: 17, memoryKib: 1024 }],
    ['7 bytes of salt', { salt: Buffer.alloc(7) }]
  ])('refuses Argon2id with %s', async (_, changes) => {
    expect(await codeOf(deriveArgon2({ ...ARGON2, ...changes }, help))).toBe('unsupported-parameters')
  })

  it.each([0, -1, 1.5, Number.NaN, 10_000_001])('refuses PBKDF2 with %s iterations', async (iterations) => {
    expect(await codeOf(derivePbkdf2({ ...PBKDF2, iterations }, help))).toBe('unsupported-parameters')
  })

  it('asks for a password only once the parameters are right', async () => {
    const none = { ...help, password: null }
    expect(await codeOf(deriveScrypt(SCRYPT, none))).toBe('password-needed')
    expect(await codeOf(deriveScrypt({ ...SCRYPT, cost: 2 ** 30 }, none))).toBe('unsupported-parameters')
  })
})
