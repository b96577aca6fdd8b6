/** Why something was not saved, or the vault not found, and what to do next, in English. */

export const brokenLink =
  'The vault’s link leads nowhere. It was left as it is; mount or restore what it points to, and try again.'

/** @param path - Of a lock that names nobody, or another machine; none where another program has it right now. */
export function lockHeld(path: string | undefined): string {
  return path === undefined
    ? 'Another program is writing the vault. Wait a moment and try again.'
    : `The change was not saved: a lock lies there that is another computer’s, or nobody’s: ${path}. Where no other Zeroskew has this vault open, delete that file and try again.`
}

/**
 * @param reason - The system's own name for why, which decides what there is to do.
 * @param path - Of what lies in the place of a file or folder, where that is why.
 */
export function notSaved(reason: string | undefined, path?: string): string {
  switch (reason) {
    case undefined:
      return 'The change was not saved. Check the disk and try again.'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The change was not saved (${reason}). Check that you may write there, and try again.`
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return `The folder can’t be made or used (${reason}), and nothing was saved. Check the path and try again.`
    case 'EEXIST':
    case 'EISDIR':
      return `Something else lies where a file or folder of the vault’s is to be${path === undefined ? '' : `: ${path}`} (${reason}). Nothing was saved. Move it away, or choose another folder, and try again.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The change was not saved (${reason}): the disk is full. Make room and try again.`
    case 'ENOLINK':
      return brokenLink
    default:
      return `The change was not saved (${reason}). Check the disk and try again.`
  }
}
