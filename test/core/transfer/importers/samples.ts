/** The samples of test/vectors/exports: what is in a folder, what has to come out, and what did. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewAccount } from '../../../../src/core/otp/account.ts'
import type { Importer, ReadExport } from '../../../../src/core/transfer/importer.ts'
import { Peek } from '../../../../src/core/transfer/peek.ts'
import { imageSize } from '../../../../src/core/transfer/image-size.ts'

const EXPORTS = join(import.meta.dirname, '../../../vectors/exports')

export interface Expected {
  readonly password: string | null
  readonly accounts: readonly Record<string, unknown>[]
  readonly failed: readonly Record<string, unknown>[]
}

/** Names and expectations of a folder's samples, as `it.each` takes them. */
export function samplesOf(folder: string): readonly (readonly [string, Expected])[] {
  const text = readFileSync(join(EXPORTS, folder, 'expected.json'), 'utf8')
  return Object.entries(JSON.parse(text) as Record<string, Expected>)
}

export function sample(folder: string, name: string): Buffer {
  return readFileSync(join(EXPORTS, folder, name))
}

/** What a file gives, in the form of expected.json. */
export async function readAll(
  importer: Importer,
  bytes: Buffer,
  password: string | null
): Promise<Pick<Expected, 'accounts' | 'failed'> & { readonly found: number }> {
  const read = await readBytes(importer, bytes, password)
  return {
    found: read.found,
    accounts: read.accounts.map(({ entry, account }) => ({ entry, ...plainAccount(account) })),
    failed: read.failed.map(({ entry, name, error: { code, field = null } }) => ({
      entry,
      name,
      code,
      field
    }))
  }
}

export async function readBytes(
  importer: Importer,
  bytes: Buffer,
  password: string | null
): Promise<ReadExport> {
  const secret = password === null ? null : Buffer.from(password)
  return await importer.read(new Peek(bytes), { password: secret, onDeriving: () => undefined })
}

/** The same with some of a JSON file's fields changed; a path is written with dots. */
export function changedJson(bytes: Buffer, changes: Readonly<Record<string, unknown>>): Buffer {
  const file = JSON.parse(bytes.toString()) as Record<string, unknown>
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    const holder = steps.reduce((at, step) => at[step] as Record<string, unknown>, file)
    if (value === undefined) Reflect.deleteProperty(holder, last)
    else holder[last] = value
  }
  return Buffer.from(JSON.stringify(file))
}

/** The first character of a text replaced by another of the same alphabet (base 64 and hexadecimal alike). */
export function flipped(text: string): string {
  return (text.startsWith('a') ? 'b' : 'a') + text.slice(1)
}

/** The code that reading ends with, or "none". */
export async function codeOf(importer: Importer, bytes: Buffer, password: string | null): Promise<string> {
  try {
    await readBytes(importer, bytes, password)
    return 'none'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** An account in the form of expected.json. */
export function plainAccount(account: NewAccount): Record<string, unknown> {
  const { details, secret, ...rest } = account
  const icon = details?.icon ?? null
  return {
    ...rest,
    secret: secret.export().toString('hex'),
    ...('pin' in account ? { pin: account.pin.export().toString() } : {}),
    details: {
      groups: details?.groups ?? [],
      note: details?.note ?? '',
      isFavourite: details?.isFavourite ?? false,
      icon: icon !== null && imageSize(icon.bytes) !== null,
      useCount: details?.useCount ?? 0,
      isTrashed: details?.isTrashed ?? false
    }
  }
}
