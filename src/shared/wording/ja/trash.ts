/** Words of the trash, in Japanese. */
import type { trash as english } from '../en/trash.ts'

export const trash: typeof english = {
  open: 'ごみ箱…',
  title: 'ごみ箱',
  lead: '削除したアカウントは、Zeroskewを使った日で30日分残ります。時計がずれている間は消えません。',
  emptyTitle: 'ごみ箱は空です',
  emptyText: '削除したアカウントはここに入り、使った日で30日以内なら元に戻せます。',
  label: '削除したアカウント',
  daysLeft: (n) => (n <= 1 ? '最後の日' : `使用日であと${n}日`),
  putBack: '元に戻す',
  putBackOf: (name) => `${name}を元に戻す`,
  purgeOf: (name) => `${name}を完全に削除`,
  emptyAll: 'ごみ箱を空にする…',
  confirmTitle: (n) => `${n}件のアカウントを完全に削除しますか?`,
  confirmText: 'シークレットの表示も、ごみ箱からの復元もできなくなります。削除されるもの:',
  more: (n) => `ほか${n}件`,
  confirm: '完全に削除',
  purged: (n) => `${n}件のアカウントを完全に削除しました`
}
