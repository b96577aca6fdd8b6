/** Why something was not saved, or the vault not found, and what to do next, in Japanese. */

export const brokenLink =
  '保管庫のリンク先が見つかりません。変更していません。リンク先をマウントするか復元してから、やり直してください。'

/** @param path - Of a lock that names nobody, or another machine; none where another program has it right now. */
export function lockHeld(path: string | undefined): string {
  return path === undefined
    ? '別のプログラムが保管庫に書き込んでいます。少し待ってからやり直してください。'
    : `変更を保存できませんでした。別のコンピューターのもの、または持ち主の分からないロックがあります: ${path}。ほかにこの保管庫を開いているZeroskewがなければ、そのファイルを削除してやり直してください。`
}

/**
 * @param reason - The system's own name for why, which decides what there is to do.
 * @param path - Of what lies in the place of a file or folder, where that is why.
 */
export function notSaved(reason: string | undefined, path?: string): string {
  switch (reason) {
    case undefined:
      return '変更を保存できませんでした。ディスクを確かめてやり直してください。'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `変更を保存できませんでした(${reason})。書き込む権限を確かめてやり直してください。`
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return `フォルダーを作成または使用できません(${reason})。保存していません。場所を確かめてやり直してください。`
    case 'EEXIST':
    case 'EISDIR':
      return `保管庫のファイルやフォルダーの場所に別のものがあります${path === undefined ? '' : `: ${path} `}(${reason})。保存していません。それを移すか、別のフォルダーを選んでやり直してください。`
    case 'ENOSPC':
    case 'EDQUOT':
      return `ディスクに空きがないため、変更を保存できませんでした(${reason})。空きを作ってやり直してください。`
    case 'ENOLINK':
      return brokenLink
    default:
      return `変更を保存できませんでした(${reason})。ディスクを確かめてやり直してください。`
  }
}
