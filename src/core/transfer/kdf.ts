/**
 * Key derivations that a foreign file asks for: its parameters are checked against the limits before anything is
 * computed, and the user is told how long it will take. Hanging ones are ended with their process (reading-child.ts).
 */
import { pbkdf2, scrypt } from 'node:crypto'
import { secretBytes } from '../vault/secret-bytes.ts'
import type { ReadingHelp } from './importer.ts'
import { LIMITS } from './limits.ts'
import { TransferError } from './transfer-error.ts'

/** Below this, people don't notice that anything was derived: milliseconds. */
const A_MOMENT_MS = 200

/**
 * The password that was given.
 * @throws {@link TransferError} `password-needed`
 */
export function passwordOf(help: ReadingHelp): Buffer {
  if (help.password !== null && help.password.length > 0) return help.password
  throw new TransferError('password-needed', { expected: 'the password of the file', got: 'none' })
}

/** That no key came out that opens it. */
export function wrongPassword(cause?: unknown): TransferError {
  return new TransferError(
    'wrong-password',
    { expected: 'the password that it was written with', got: 'another' },
    { cause }
  )
}

export interface ScryptParameters {
  readonly salt: Uint8Array
  /** N, r and p of RFC 7914 §2. */
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
  /** Of the key, bytes. */
  readonly length: number
}

/**
 * scrypt, RFC 7914.
 * @returns the key, to be wiped
 * @throws {@link TransferError} `unsupported-parameters`, `password-needed`
 */
export async function deriveScrypt(parameters: ScryptParameters, help: ReadingHelp): Promise<Buffer> {
  const { salt, cost, blockSize, parallelization, length } = parameters
  const isPower = Number.isInteger(cost) && cost >= 2 && Number.isInteger(Math.log2(cost))
  const bytes = 128 * cost * blockSize
  check(isPower && cost <= LIMITS.scryptCost, `scrypt N = a power of 2 ≤ ${LIMITS.scryptCost}`, `N = ${cost}`)
  check(
    isIn(blockSize, 1, LIMITS.scryptBlockSize),
    `scrypt r ≤ ${LIMITS.scryptBlockSize}`,
    `r = ${blockSize}`
  )
  check(
    isIn(parallelization, 1, LIMITS.scryptParallelization),
    `scrypt p ≤ ${LIMITS.scryptParallelization}`,
    `p = ${parallelization}`
  )
  check(bytes <= LIMITS.scryptBytes, `scrypt in ≤ ${LIMITS.scryptBytes} bytes`, `${bytes} bytes`)
  checkLengths(salt, length)
  const password = passwordOf(help)
  tell(help, (cost * blockSize * parallelization) / 4_000)
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: 2 * bytes + 1024 * 1024 }
  return await new Promise((resolve, reject) => {
    scrypt(password, salt, length, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/**
 * PBKDF2, RFC 8018 §5.2.
 * @returns the key, to be wiped
 * @throws {@link TransferError} `unsupported-parameters`, `password-needed`
 */
export async function derivePbkdf2(
  parameters: {
    readonly salt: Uint8Array
    readonly iterations: number
    readonly digest: 'sha1' | 'sha256' | 'sha512'
    readonly length: number
  },
  help: ReadingHelp
): Promise<Buffer> {
  const { salt, iterations, digest, length } = parameters
  check(
    isIn(iterations, 1, LIMITS.pbkdf2Iterations),
    `PBKDF2 with 1–${LIMITS.pbkdf2Iterations} iterations`,
    `${iterations}`
  )
  checkLengths(salt, length)
  const password = passwordOf(help)
  tell(help, iterations / 4_000)
  return await new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, length, digest, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/**
 * Argon2, RFC 9106: Argon2id, or Argon2d where the file says so, as KeePass' may.
 * @returns the key, to be wiped
 * @throws {@link TransferError} `unsupported-parameters`, `password-needed`
 */
export async function deriveArgon2(
  parameters: {
    /** At least 8 bytes. */
    readonly salt: Uint8Array
    /** t, passes. */
    readonly passes: number
    /** m, KiB. */
    readonly memoryKib: number
    /** p, lanes. */
    readonly lanes: number
    readonly length: number
    readonly variant?: 'argon2id' | 'argon2d'
  },
  help: ReadingHelp
): Promise<Buffer> {
  const { salt, passes, memoryKib, lanes, length } = parameters
  const mostKib = LIMITS.argon2Bytes / 1024
  check(isIn(lanes, 1, LIMITS.argon2Lanes), `Argon2id p ≤ ${LIMITS.argon2Lanes}`, `p = ${lanes}`)
  check(isIn(memoryKib, 8 * lanes, mostKib), `Argon2id m ≤ ${mostKib} KiB`, `m = ${memoryKib} KiB`)
  check(isIn(passes, 1, LIMITS.argon2Passes), `Argon2id t ≤ ${LIMITS.argon2Passes}`, `t = ${passes}`)
  check(salt.length >= 8, 'Argon2id with ≥ 8 bytes of salt', `${salt.length} bytes`)
  checkLengths(salt, length)
  const password = passwordOf(help)
  tell(help, (memoryKib * passes) / 700)
  const { [parameters.variant ?? 'argon2id']: argon2 } = await import('hash-wasm')
  const options = { iterations: passes, parallelism: lanes, memorySize: memoryKib, hashLength: length }
  const made = await argon2({ ...options, password, salt, outputType: 'binary' })
  const key = secretBytes(made.length)
  key.set(made)
  made.fill(0)
  return key
}

function checkLengths(salt: Uint8Array, length: number): void {
  check(salt.length <= LIMITS.stringBytes, `≤ ${LIMITS.stringBytes} bytes of salt`, `${salt.length} bytes`)
  check(isIn(length, 1, 256), 'a key of ≤ 256 bytes', `${length} bytes`)
}

function isIn(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function check(isRight: boolean, expected: string, got: string): void {
  if (!isRight) throw new TransferError('unsupported-parameters', { field: 'kdf', expected, got })
}

function tell(help: ReadingHelp, estimateMs: number): void {
  if (estimateMs >= A_MOMENT_MS) help.onDeriving(Math.round(estimateMs))
}
