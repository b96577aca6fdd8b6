/** Why a file gives no accounts, and what to do next, in Japanese. */
import type { ImportFormat } from '../../views/transfer.ts'
import { transfer } from './transfer.ts'

/** @param reason - The system's own name for why. */
export function fileUnreadable(reason: string | undefined): string {
  switch (reason) {
    case 'ENOENT':
      return 'ファイルがありません(ENOENT)。名前とフォルダーを確かめてやり直してください。'
    case 'EISDIR':
      return 'これはフォルダーです(EISDIR)。中のファイルを指定してください。'
    case 'ESPIPE':
      return 'ファイルではなく、パイプかデバイスです(ESPIPE)。先にファイルに保存し、それを指定してください。'
    default:
      return `ファイルを読めません${reason === undefined ? '' : `(${reason})`}。場所と権限を確かめてください。`
  }
}

/**
 * @param expected - The format that the user named, if any.
 * @param got - The format that it seems to be, or a kind.
 */
export function notAnExport(expected: string | undefined, got: string | undefined): string {
  const { formats } = transfer
  if (got === 'an empty file') return 'このファイルは空です。元のアプリから書き出し直してください。'
  if (!isFormat(expected)) {
    return 'Zeroskewが読めるアカウントのファイルではありません。元のアプリからJSON、テキスト、QRコードで書き出し直してください。'
  }
  return isFormat(got)
    ? `${formats[expected]}のファイルではなく、${formats[got]}のもののようです。--from を外すか、--from ${got} を指定してください。`
    : `${formats[expected]}のファイルではありません。--from を外すか、そのアプリから書き出し直してください。`
}

function isFormat(name: string | undefined): name is ImportFormat {
  return name !== undefined && Object.hasOwn(transfer.formats, name)
}
