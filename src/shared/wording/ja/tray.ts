/** Words of the tray and of the system's own dialogs, in Japanese. */
import type { AccountView, CodeView } from '../../views.ts'
import { clockTime, groupCode } from '../code-figures.ts'
import type { tray as english } from '../en/tray.ts'

export const tray: typeof english = {
  account(account: AccountView, code: CodeView): string {
    const name = account.issuer === '' ? account.label : `${account.issuer}(${account.label})`
    const until = code.validUntilMs === undefined ? '' : `(${clockTime(code.validUntilMs, 'ja')}まで)`
    return `${name}:${groupCode(code.code)}${until}`
  },
  open: 'Zeroskewを開く',
  lock: 'ロック',
  quit: '終了',
  checkClock: '時計を確認',
  copied: 'コピーしました',
  chooseFile: '画像またはアカウントの一覧を選ぶ',
  pictures: '画像とテキスト'
}
