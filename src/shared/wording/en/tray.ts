/** Words of the tray, in English. */
import type { AccountView } from '../../views/account.ts'
import type { CodeView } from '../../views/code.ts'
import { clockTime, groupCode } from '../code-figures.ts'

const nameOf = ({ issuer, label }: AccountView): string =>
  issuer === '' ? label : label === '' ? issuer : `${issuer} (${label})`

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
  quit: 'Quit'
}
