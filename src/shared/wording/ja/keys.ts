/** Words of the ways into the vault, in Japanese. */
import type { keys as english } from '../en/keys.ts'

export const keys: typeof english = {
  open: '開く方法…',
  title: '開く方法',
  lead: 'どれも単独で保管庫を開けます。1つを失っても困らないよう、必ず2つ以上残します。',
  names: {
    keychain: 'キーチェーン',
    passphrase: 'パスフレーズ',
    recovery: '復旧コード',
    shares: '分割キー'
  },
  what: {
    keychain:
      'サインインしている間は自動で開きます。このコンピューターのキーチェーンにあり、あなたのほかのプログラムからも読めます。',
    passphrase: 'ロックのあとと、シークレットを表示する前に入力します。あなたの記憶だけにあります。',
    recovery: 'ほかをすべて失ったときのためのものです。手元の紙だけにあり、保存されていません。',
    shares: '何枚かの用紙のうち、決めた枚数がそろうと開きます。別々の人や場所に預けておきます。'
  },
  set: '設定済み',
  notSet: '未設定',
  keychainState: {
    present: '',
    locked: 'キーチェーンはロックされています。先に解除してください。',
    unreachable: 'キーチェーンが応答しません。あとでもう一度試してください。',
    absent: 'このシステムにはキーチェーンがありません。'
  },
  unconfirmed: '未確認です。一度入力して、紙の内容が正しいことを確かめてください。',
  shareSet: (set) => `${set.count}枚のうち、どれでも${set.threshold}枚で開きます(組 ${set.id})`,
  twoRemain: '2つは必要です。ほかの方法を追加すると、これを削除できます。',
  add: '追加…',
  addNow: '追加',
  change: '変更…',
  renew: '新しいコード…',
  confirm: '確認…',
  make: '分割キーを作る…',
  makeAgain: '作り直す…',
  remove: '削除',
  removeOf: (way) => `削除: ${way}`,
  removeTitle: {
    keychain: 'キーチェーンの鍵を削除しますか?',
    passphrase: 'パスフレーズを削除しますか?',
    recovery: '復旧コードを削除しますか?',
    shares: '分割キーを削除しますか?'
  },
  removeText: {
    keychain: 'サインインしても自動では開かなくなり、ほかの方法での解除が必要になります。',
    passphrase: '新しく設定するまで、シークレットの表示や書き出しはできません。',
    recovery: '手元のコードで開けるのは、古いバックアップだけになります。',
    shares: '用紙で開けるのは、古いバックアップだけになります。用紙は処分できます。'
  },
  removed: (way) => `${way}を削除しました`,
  keychainAdded: 'キーチェーンで開けるようになりました',
  rotate: {
    title: 'マスターキー',
    text: '鍵やコード、古いファイルが他人の手に渡ったときに変更します。何が起こるかは、先に説明します。',
    open: 'マスターキーを変更…'
  },
  olderBackups: (n) => `鍵の変更より前の方法で開くバックアップが${n}個あります。`,
  seeBackups: 'バックアップ…'
}
