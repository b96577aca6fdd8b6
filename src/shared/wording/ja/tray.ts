/** Words of the tray and of the system's own dialogs, in Japanese. */
import type { tray as english } from '../en/tray.ts'

export const tray: typeof english = {
  open: 'Zeroskewを開く',
  lock: 'ロック',
  quit: '終了',
  checkClock: '時計を確認',
  copied: 'コピーしました',
  chooseFile: '画像またはアカウントの一覧を選ぶ',
  pictures: '画像とテキスト'
}
