/**
 * What another program asks the app to look at: links of both schemes and files, from the first start's arguments, a
 * second start's, or macOS' events. Read strictly, and never acted upon without the user: each ends in a preview.
 */
import { isAbsolute, resolve } from 'node:path'
import { LIMITS } from '../../core/transfer/limits.ts'
import { COMMAND_WORDS, type CommandWord } from '../../core/command-socket.ts'

export interface Invitations {
  readonly links: readonly string[]
  /** Absolute paths. */
  readonly files: readonly string[]
  readonly word: CommandWord | null
}

/** So many of each; whoever sends more doesn't mean well. */
const MOST = 10

const LINK = /^otpauth(?:-migration)?:\/\/[!-~]+$/iu
/** Kinds of files that are opened with Zeroskew; others come by its own dialog. */
const FILE = /\.(?:zeroskew|aegis|2fas|json|txt|csv|xml|zip|bin|kdbx|authpro|authme|png|jpe?g|gif|bmp)$/iu

/**
 * @param args - of the program, without itself. Chromium's own flags among them, in any order, are left alone.
 * @param folder - where the caller stood, for files given without a whole path
 */
export function readInvitations(args: readonly string[], folder: string): Invitations {
  const links: string[] = []
  const files: string[] = []
  let word: CommandWord | null = null
  let isValue = false
  for (const arg of args) {
    const wasValue = isValue
    isValue = arg === '--home'
    // A flag, or the folder after --home.
    if (wasValue || arg.startsWith('-') || arg.includes('\0')) continue
    if (isLink(arg)) links.push(arg)
    else if (FILE.test(arg) && !arg.includes('://')) files.push(isAbsolute(arg) ? arg : resolve(folder, arg))
    else word ??= COMMAND_WORDS.find((each) => each === arg) ?? null
  }
  return { links: links.slice(0, MOST), files: files.slice(0, MOST), word }
}

/** Whether a text is a link that the app may be asked to look at. */
export function isLink(text: string): boolean {
  return text.length <= LIMITS.keyUriCharacters && LINK.test(text)
}
