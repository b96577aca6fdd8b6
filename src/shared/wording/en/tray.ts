/** Words of the tray and of the system's own dialogs, in English. */

import type { AccountView, CodeView } from '../../views.ts'
import { clockTime, groupCode } from '../code-figures.ts'

export const tray = {
  /** One account of the menu: its code, and until when that is valid. */
  account(account: AccountView, code: CodeView): string {
    const name = account.issuer === '' ? account.label : `${account.issuer} (${account.label})`
    const until = code.validUntilMs === undefined ? '' : `, until ${clockTime(code.validUntilMs, 'en')}`
    return `${name}: ${groupCode(code.code)}${until}`
  },
  open: 'Open Zeroskew',
  lock: 'Lock',
  quit: 'Quit',
  checkClock: 'Check the clock',
  copied: 'Copied',
  chooseFile: 'Choose a picture or a list of accounts',
  pictures: 'Pictures and texts'
}
