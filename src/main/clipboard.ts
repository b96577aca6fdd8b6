/** The clipboard: copies codes by id, and reads what is to be added. Only main ever touches it. */
import type { Clipboard } from 'electron'
import { Refusal } from '../core/present-failure.ts'
import type { ClipboardContents } from './adding.ts'
import type { CodeBoard } from './code-board.ts'

const PNG = 'image/png'

/**
 * Copies the code of an account that is valid now.
 * @throws Refusal `no-code-shown`: an HOTP account whose next code wasn't asked for.
 */
export async function copyCode(
  clipboard: Pick<Clipboard, 'writeText'>,
  board: CodeBoard,
  id: string
): Promise<void> {
  const code = board.codeOf(id)
  if (code === null) throw new Refusal('no-code-shown')
  await clipboard.writeText(code.code)
}

/** Reads the clipboard once: its text, and its picture as PNG. */
export async function readClipboard(
  clipboard: Pick<Clipboard, 'readText' | 'read'>
): Promise<ClipboardContents> {
  const text = await clipboard.readText()
  for (const item of await clipboard.read()) {
    if (!item.types.includes(PNG)) continue
    const picture = await item.getType(PNG)
    return { text, picture: Buffer.from(await picture.arrayBuffer()) }
  }
  return { text, picture: null }
}
