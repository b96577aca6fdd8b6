/** Words of the dialogs that the system shows for main, in Japanese. */
import type { dialogs as english } from '../en/dialogs.ts'

export const dialogs: typeof english = {
  saveElsewhere: '保管庫を別の場所に保存',
  secondPlace: '保管庫の写しを置くフォルダーを選ぶ',
  icon: 'このアカウントの画像を選ぶ',
  pictures: '画像',
  vaultFiles: 'Zeroskewの保管庫',
  putBack: {
    title: 'バックアップを保管庫の場所に戻しますか?',
    detail: (backup, vault) =>
      `${backup}\n\nを次のファイルと置き換えます。\n\n${vault}\n\nそこに読めないファイルがあれば、隣に残ります。`,
    yes: '戻す',
    no: 'そのままにする'
  },
  touchId: '本人であることを示す'
}
