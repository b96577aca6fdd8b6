/** Adds accounts from what lies outside: the clipboard, or a file. Its text never passes a window. */
import { open } from 'node:fs/promises'
import { readKeyUriLines } from '../core/transfer/importers/key-uri.ts'
import { LIMITS } from '../core/transfer/limits.ts'
import { presentAccount } from '../core/present.ts'
import { presentFailure, Refusal } from '../core/present-failure.ts'
import { QrError, readQrCodes } from '../core/transfer/qr.ts'
import type { Vault } from '../core/vault/vault.ts'
import type { AddedView } from '../shared/views.ts'
import type { ClipboardContents } from './clipboard.ts'

/**
 * Adds the accounts of the clipboard: its text where it speaks of accounts, else its picture.
 * @throws Refusal `no-account-found`; QrError; VaultError.
 */
export async function addFromClipboard(vault: Vault, contents: ClipboardContents): Promise<AddedView> {
  const isAccountText = /(?:otpauth(?:-migration)?|steam):\/\//iu.test(
    contents.text.slice(0, LIMITS.fileBytes)
  )
  if (!isAccountText && contents.picture !== null) return addFromPicture(vault, contents.picture)
  if (!isAccountText && contents.text.trim() === '') throw new Refusal('no-account-found')
  return addFromText(vault, contents.text)
}

/**
 * Adds the accounts of a file: a picture of QR codes, or a text of Key URIs.
 * @throws Refusal `file-unreadable`, `too-large`; QrError; VaultError.
 */
export async function addFromFile(vault: Vault, path: string): Promise<AddedView> {
  const bytes = await readLimited(path)
  try {
    return await addFromPicture(vault, bytes)
  } catch (error) {
    if (!(error instanceof QrError) || error.code !== 'not-an-image') throw error
    const text = textOf(bytes)
    if (text === null) throw error
    return await addFromText(vault, text)
  } finally {
    bytes.fill(0)
  }
}

async function addFromPicture(vault: Vault, picture: Buffer): Promise<AddedView> {
  return addFromText(vault, (await readQrCodes(picture)).join('\n'))
}

async function addFromText(vault: Vault, text: string): Promise<AddedView> {
  const read = await readKeyUriLines(text)
  if (read.found === 0) throw new Refusal('no-account-found')
  const { added, alreadyThere } = await vault.add(read.accounts.map(({ account }) => account))
  return {
    added: added.map((account) => presentAccount(account)),
    alreadyThere: alreadyThere.map((account) => presentAccount(account)),
    failed: read.failed.map(({ error }) => presentFailure(error))
  }
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Reads at most the limit, whatever the file's size says. */
async function readLimited(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > LIMITS.fileBytes)
        throw new Refusal('too-large', { expected: '≤ 10 MiB', got: `${Math.ceil(size / 2 ** 20)} MiB` })
      const bytes = Buffer.from(new ArrayBuffer(size))
      const { bytesRead } = await file.read(bytes, 0, size, 0)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Refusal('file-unreadable', { got: code }, { cause: error })
  }
}
