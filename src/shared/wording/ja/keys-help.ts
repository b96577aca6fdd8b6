/** Words of the list of all keys, in Japanese. */
import type { keysHelp as english } from '../en/keys-help.ts'

export const keysHelp: typeof english = {
  title: 'キーの一覧',
  open: 'キーボード',
  groups: { list: '一覧', anywhere: '共通', pick: 'クイック検索' },
  keys: {
    choose: 'アカウントを選ぶ',
    copy: 'コードをコピー',
    next: '次のコードを表示',
    number: 'その行のコードをコピー',
    search: '検索(文字を打つだけでも可)',
    clear: '検索を消去',
    details: 'アカウントの詳細',
    remove: 'ごみ箱に入れる',
    mark: '複数を選ぶ',
    order: '並び順を変える',
    add: 'アカウントを追加',
    paste: 'クリップボードから追加',
    pick: 'クイック検索',
    settings: '設定',
    lock: 'ロック',
    textSize: '文字を大きく、小さく、元に',
    back: '戻る、閉じる',
    help: 'キーの一覧',
    pickCopy: 'コピーして閉じる',
    pickNext: '次のコードをコピー'
  },
  enter: 'Enter',
  escape: 'Esc',
  remove: 'Delete',
  space: 'スペース'
}
