/**
 * One share of a key as people keep it: 45 bytes as 72 letters and digits in groups of six, in Crockford's base 32 as the
 * recovery code's (docs/vault-format.md, "Shares").
 */
import { sha256 } from './cipher.ts'
import { formatLetters, parseLetters } from './crockford-text.ts'
import { secretBytes } from './secret-bytes.ts'

const VERSION = 1
export const SET_ID_BYTES = 4
/** 32 bytes of the share itself, and the place on the x axis at which it lies. */
export const PART_BYTES = 33
const CHECKSUM_BYTES = 4
const PART_AT = 1 + SET_ID_BYTES + 3
const CHECKSUM_AT = PART_AT + PART_BYTES
const SHARE_BYTES = CHECKSUM_AT + CHECKSUM_BYTES
const LETTERS = (SHARE_BYTES * 8) / 5
const GROUP = 6
const CHECKSUM_LABEL = Buffer.from('zeroskew 1 share')

export interface Share {
  /** Shares that belong together have the same one. */
  readonly setId: Buffer
  /** From 1 to `count`. */
  readonly index: number
  /** How many shares are needed. */
  readonly threshold: number
  readonly count: number
  /** The share's part of the key; the caller wipes it. */
  readonly part: Buffer
}

export function formatShare({ setId, index, threshold, count, part }: Share): string {
  const bytes = secretBytes(SHARE_BYTES)
  bytes.set([VERSION, ...setId, index, threshold, count])
  bytes.set(part, PART_AT)
  bytes.set(checksumOf(bytes), CHECKSUM_AT)
  const text = formatLetters(bytes, LETTERS, GROUP)
  bytes.fill(0)
  return text
}

/**
 * The share that was typed: any case, spaces and dashes anywhere, full-width letters, O for 0, I or L for 1. `null` where
 * it isn't one, or is mistyped (which passes with a chance of 2^-32).
 */
export function parseShare(typed: string): Share | null {
  const bytes = parseLetters(typed, LETTERS)
  if (bytes === null) {
    return null
  }
  const [index = 0, threshold = 0, count = 0] = bytes.subarray(PART_AT - 3, PART_AT)
  const isRight =
    bytes[0] === VERSION &&
    bytes.subarray(CHECKSUM_AT).equals(checksumOf(bytes)) &&
    threshold >= 2 &&
    threshold <= count &&
    index >= 1 &&
    index <= count
  if (!isRight) {
    bytes.fill(0)
    return null
  }
  const setId = Buffer.from(bytes.subarray(1, 1 + SET_ID_BYTES))
  return { setId, index, threshold, count, part: bytes.subarray(PART_AT, CHECKSUM_AT) }
}

function checksumOf(bytes: Buffer): Buffer {
  return sha256(CHECKSUM_LABEL, bytes.subarray(0, CHECKSUM_AT)).subarray(0, CHECKSUM_BYTES)
}
