/** Words of the quick pick, in Japanese. */
import type { pick as english } from '../en/pick.ts'

export const pick: typeof english = {
  title: 'クイック検索',
  search: 'アカウントを検索',
  results: '見つかったアカウント',
  noMatch: '一致するアカウントはありません。',
  empty: 'アカウントはまだありません。',
  locked: '保管庫はロックされています。',
  openMain: 'Zeroskewを開く',
  noVault: '保管庫はまだありません。',
  makeVault: '保管庫を作る…',
  copies: 'コピー',
  copiesNext: '次のコード',
  closes: '閉じる',
  waiting: (s) => `次のコードを待っています。あと${s}秒…`,
  found: (n) => `${n}件見つかりました`
}
