/** Words of the tray, in Japanese. */
import type { AccountView } from '../../views/account.ts'
import type { CodeView } from '../../views/code.ts'
import { nameInSentence } from '../../names.ts'
import { clockTime, groupCode } from '../code-figures.ts'
import type { tray as english } from '../en/tray.ts'

function nameOf(account: AccountView): string {
  const issuer = nameInSentence(account.issuer)
  const label = nameInSentence(account.label)
  if (issuer === '' || label === '') return issuer || label || '名前のないアカウント'
  return `${issuer}(${label})`
}

export const tray: typeof english = {
  name: nameOf,
  account(account: AccountView, code: CodeView): string {
    const until = code.validUntilMs === undefined ? '' : `(${clockTime(code.validUntilMs, 'ja')}まで)`
    return `${nameOf(account)}: ${groupCode(code.code)}${until}`
  },
  open: 'Zeroskewを開く',
  search: '検索…',
  settings: '設定',
  lock: 'ロック',
  quit: '終了',
  unsureCopy: {
    title: '貼り付けてもコードが出ないとき',
    body: 'このデスクトップでは、前面のウィンドウだけがコピーできます。クイック検索でコピーするか、wl-clipboardを入れるとこのメニューからもコピーできます。'
  }
}
