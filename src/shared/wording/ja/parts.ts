/** Words for parts of the window that couldn't be loaded, in Japanese. */
import type { parts as english } from '../en/parts.ts'

export const parts: typeof english = {
  missing:
    'メニューとほかのページを読み込めませんでした。もう一度読み込んでください。直らないときは、Zeroskewを終了して起動し直してください。',
  again: 'もう一度読み込む'
}
