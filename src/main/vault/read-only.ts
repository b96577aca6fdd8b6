/** Whether a vault lies where nothing can be written, asked of the system alone: nothing is put there to find out. */
import { access, constants, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../../core/vault/node-files.ts'

/** Rights that this user lacks, and a disk that takes nothing. */
const CANNOT_WRITE = ['EACCES', 'EPERM', 'EROFS']

/**
 * True where the folder of the file, behind its links, takes no other file: that is how a vault is saved. Never rejects. On
 * Windows the system tells of a folder's read-only mark alone, and not of access lists: there the first change tells.
 */
export async function isReadOnly(path: string): Promise<boolean> {
  try {
    await access(dirname(await realpath(path)), constants.W_OK | constants.X_OK)
    return false
  } catch (error) {
    return CANNOT_WRITE.includes(codeOf(error))
  }
}
