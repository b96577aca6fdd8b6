/** Words of the backups, in Japanese. */
import type { backups as english } from '../en/backups.ts'

export const backups: typeof english = {
  open: 'バックアップ…',
  title: 'バックアップ',
  lead: '直近10回の変更の分と、使った日30日分を自動で保存します。',
  place: { beside: '保管庫の隣', second: '2つ目の保存先' },
  noneTitle: 'バックアップはまだありません',
  none: '次の変更のときに最初の1つができます。',
  noneSecond: '次の変更からここにも保存します。',
  age: (daysAgo) => (daysAgo === null ? '直前の変更の前' : daysAgo === 0 ? '今日' : `使用日で${daysAgo}日前`),
  revision: (n) => `版${n}`,
  state: {
    good: '正常',
    'older-key': '以前の方法で開く',
    'other-vault': '別の保管庫',
    damaged: '破損',
    'newer-version': '新しいバージョン'
  },
  look: '中を見る',
  lookOf: (age) => `中を見る: ${age}`,
  putBack: '置き換える…',
  putBackOf: (age) => `このバックアップに置き換える: ${age}`,
  putBackTitle: '保管庫をこのバックアップに置き換えますか?',
  putBackText:
    'そこに読めないファイルがあれば隣に残すので、失われるものはありません。保管庫は、そのときの方法で開きます。',
  putBackDo: '置き換える',
  isBack: 'バックアップに置き換えました',
  whenLocked: '中を見るには、保管庫のロックを解除してください。',
  olderKey: (n) =>
    `鍵の変更より前の方法で開くバックアップが${n}個あります。以前のコードと古いファイルを持つ人は、今も読めます。`,
  removeOlder: '削除…',
  removeOlderTitle: (n) => `古いバックアップ${n}個を削除しますか?`,
  removeOlderText: 'ほかにない内容は失われます。鍵の変更後のバックアップは残ります。',
  removeOlderDo: '削除',
  removedOlder: (n) => `バックアップ${n}個を削除しました`,
  second: {
    title: '2つ目の保存先',
    text: '変更のたびに複製を置く別のフォルダーです。別のディスク、USBメモリー、同期フォルダーなど。複製も保管庫と同じく暗号化されています。',
    choose: 'フォルダーを選ぶ…',
    change: '別のフォルダー…',
    forget: 'やめる',
    forgotten: '今後は複製しません。すでにある複製は残ります。',
    chosen: '次の変更からここにも複製します'
  },
  contents: {
    label: 'このバックアップのアカウント',
    lead: (n, revision) => `アカウント${n}件(版${revision})。`,
    empty: 'このバックアップにアカウントはありません。',
    there: '保管庫にあります',
    lowered: '既知より低いカウンター',
    restoreAll: 'すべて復元',
    restore: (n) => (n === 0 ? '選択したものを復元' : `選択した${n}件を復元`),
    restoreHint: '新しいアカウントとして戻ります。今あるものは置き換えません。',
    choose: (name) => `${name}を選ぶ`
  },
  counters: {
    title: 'どのカウンターにしますか?',
    text: (n) =>
      `カウンター式の${n}件は、このバックアップのほうが今より低い値です。使用済みのカウンターはサイトに拒否されます。`,
    label: 'カウンター',
    higher: '高いほう',
    asInBackup: 'バックアップの値',
    higherHint: 'ほとんどの場合、こちらが正解です。',
    asInBackupHint: 'サイト側も戻された場合だけ選んでください。',
    restore: '復元'
  },
  restored: (n, there) =>
    n === 0
      ? '復元するものはありません。すべて保管庫にあります。'
      : `${n}件を復元しました${there === 0 ? '' : `(${there}件はすでにあります)`}`
}
