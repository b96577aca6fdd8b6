/** Words of macOS' menu, in Japanese: Apple's own for each. */
import type { menu as english } from '../en/menu.ts'

export const menu: typeof english = {
  about: 'Zeroskewについて',
  services: 'サービス',
  hide: 'Zeroskewを非表示',
  hideOthers: 'ほかを非表示',
  showAll: 'すべてを表示',
  quit: 'Zeroskewを終了',
  edit: '編集',
  undo: '取り消す',
  redo: 'やり直す',
  cut: 'カット',
  copy: 'コピー',
  paste: 'ペースト',
  selectAll: 'すべてを選択',
  window: 'ウインドウ',
  minimize: 'しまう',
  zoom: '拡大/縮小',
  close: '閉じる'
}
