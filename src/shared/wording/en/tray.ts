/** Words of the tray, in English. */
import type { AccountView } from '../../views/account.ts'
import type { CodeView } from '../../views/code.ts'
import { nameInSentence } from '../../names.ts'
import { clockTime, groupCode } from '../code-figures.ts'

/** The code stands on the same line: no name may reorder it or push it out of sight. */
function nameOf(account: AccountView): string {
  const issuer = nameInSentence(account.issuer)
  const label = nameInSentence(account.label)
  if (issuer === '' || label === '') return issuer || label || 'Account without a name'
  return `${issuer} (${label})`
}

export const tray = {
  name: nameOf,
  /** One account of the menu: its code, and until when that is valid. */
  account(account: AccountView, code: CodeView): string {
    const until = code.validUntilMs === undefined ? '' : `, until ${clockTime(code.validUntilMs, 'en')}`
    return `${nameOf(account)}: ${groupCode(code.code)}${until}`
  },
  open: 'Open Zeroskew',
  search: 'Search…',
  settings: 'Settings',
  lock: 'Lock',
  quit: 'Quit',
  /** Said once, where a code was copied without a window in front and nothing could see to it (Wayland). */
  unsureCopy: {
    title: 'If pasting gives no code',
    body: 'This desktop lets only the window in front copy. Copy in the quick pick, or install wl-clipboard to copy from this menu.'
  }
}
