/** Words of an account's own page, in Japanese. */
import type { account as english } from '../en/account.ts'

const figures = new Intl.NumberFormat('ja')

export const account: typeof english = {
  open: (name) => `${name}の詳細`,
  gone: 'このアカウントはもうありません',
  goneHint: 'ごみ箱に入っているかもしれません。',
  favourite: 'お気に入り',
  code: 'コード',
  copy: 'コピー',
  copyNext: '次のコードをコピー',
  validUntil: (time) => `${time}まで有効`,

  edit: '編集',
  editing: '名前とグループ',
  save: '保存',
  saved: (name) => `${name}を保存しました`,
  note: 'メモ',
  groups: 'グループ',
  groupsHint: '読点かコンマで区切ります。',
  icon: '画像',
  chooseIcon: '画像を選ぶ…',
  removeIcon: '画像を外す',
  iconHint: 'PNGまたはJPEG。保管庫の中に保存されます。',

  consecutive: {
    title: '連続する2つのコード',
    lead: 'AWSでは、デバイスの登録や同期のときに、連続する2つのコードが必要です。',
    show: '2つのコードを表示',
    first: '1つ目',
    second: '2つ目',
    read: (digits, n) => `${n === 0 ? '1つ目' : '2つ目'}のコード ${digits}`,
    usableUntil: (time) => `2つとも${time}まで使えます`,
    over: 'この2つの期限は切れました。',
    renew: '新しい2つを表示',
    copy: 'AWSのコマンド用にコピー',
    copied: '2つのコードを --authentication-code1 … --authentication-code2 … の形でコピーしました'
  },

  secret: 'シークレット',
  secretHint: '本人であることを確かめたうえで、専用の小さなウィンドウに表示します。',
  showSecret: 'QRコードとシークレットを表示…',

  clock: '時計',
  locate: 'ほかの端末と比べる…',
  locateHint: 'スマートフォンに表示されたコードを入力すると、2つの時計の差がわかります。',

  facts: '詳細',
  kind: '種類',
  algorithm: 'アルゴリズム',
  algorithms: (algorithm) => algorithm.replace('SHA', 'SHA-'),
  digits: '桁数',
  period: '周期',
  seconds: (n) => `${figures.format(n)}秒`,
  counter: 'カウンター',
  number: (n) => figures.format(n),
  used: '使用回数',
  times: (n) => (n === 0 ? 'まだありません' : `${figures.format(n)}回`),

  moveUp: '上へ移動',
  moveDown: '下へ移動',
  moveHint: '一覧の自分の順での位置です。',

  remove: 'このアカウントを削除',
  removeHint: 'ごみ箱に入り、30日間の使用のあいだ残ります。'
}
