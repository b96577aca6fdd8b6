/** What is to be told about an open vault, and what can be done about it, in Japanese. */
import type { notices as english } from '../en/notices.ts'

export const notices: typeof english = {
  label: '保管庫について',
  more: (n) => `ほか${n}件を表示`,
  understood: '了解',
  unsaved: {
    text: '変更はメモリーにしかありません。',
    retry: 'もう一度保存',
    elsewhere: '別の場所に保存…',
    saved: '保存しました',
    savedElsewhere: '別の場所に保存しました。空きができたら、元の場所にも保存してください'
  },
  readOnly: {
    text: '保管庫のある場所に書き込めません。コードは使えますが、カウンター式のコードと変更の保存はできません。別の場所に保存するか、書き込めるようにしてください。',
    saved: '写しを保存しました。Zeroskewは、書き込めない元の保管庫を使い続けます'
  },
  rolledBack: {
    text: (revision, seen) =>
      `古い保管庫のファイルに戻されています(版${revision}、以前ここで見たのは版${seen})。新しいアカウントはバックアップにあるかもしれません。`,
    way: 'バックアップ…'
  },
  doubtful: {
    text: (n) => `カウンター式の${n}件は、次のコードの前に確認が必要です。`,
    way: '確認…',
    title: 'カウンターの確認',
    lead: '古い保管庫に戻されました。その後に使ったコードの分だけ、保存された値が低いかもしれません。迷ったら少し大きくしてください。サイトは少し先まで受け付けます。',
    stored: (n) => `保存された値は${n}です。これより低くはできません。`,
    counter: (name) => `${name}の次のカウンター`,
    confirm: '確認',
    confirmed: (name) => `${name}のカウンターを確認しました`,
    notANumber: (least) => `${least}以上の整数を入力してください。`,
    none: 'カウンターはすべて確認済みです。'
  },
  conflicts: (n) =>
    `${n}件のアカウントは、別のプログラムの変更が先でした。そちらを残し、こちらの変更は履歴に入れました。`,
  permissionsMended:
    '保管庫のファイルかフォルダーが、ほかの利用者にも読める状態でした。権限を直しました。内容は暗号化されています。',
  noBackup: {
    beside: '直前の変更は保存しましたが、バックアップはありません。',
    second: '直前の変更は保存しましたが、2つ目の保存先には複製できませんでした。',
    way: 'バックアップ…'
  },
  keychainLost: {
    text: 'キーチェーンにこの保管庫の鍵がないため、自動では開きません。',
    way: 'キーチェーンの鍵を作り直す'
  },
  notUnderstood: (n) =>
    `${n}件のアカウントは、新しいZeroskewだけが扱える種類です。そのまま残してあります。見るには更新してください。`
}
