/** Words of the settings about locking, copying and keeping, in Japanese. */
import type { preferences as english } from '../en/preferences.ts'

export const preferences: typeof english = {
  locking: {
    title: 'ロック',
    after: '使わないときにロックするまでの時間',
    never: 'ロックしない',
    minutes: (n) => (n % 60 === 0 ? `${n / 60}時間` : `${n}分`),
    onScreenLock: '画面のロックに合わせる',
    onSuspend: 'スリープするときにロックする',
    honest: 'ロックはコードを隠すだけです。この画面を操作できる人なら、誰でも解除できます。',
    honestHint: 'パスフレーズを設定すると、ロックのあとに入力が必要になります。',
    setPassphrase: 'パスフレーズを設定…'
  },
  copying: {
    title: 'コピー',
    clear: 'クリップボードを消すまでの時間',
    clearHint: 'コードがまだ残っているときだけ消します。',
    seconds: (n) => (n % 60 === 0 ? `${n / 60}分` : `${n}秒`),
    nearEnd: 'コードの期限が近いとき',
    nearEndOptions: {
      wait: '次のコードを待つ',
      next: '次のコードをコピー',
      now: 'そのままコピー'
    }
  },
  hiding: {
    title: 'コードを隠す',
    hides: '求めたときだけコードを表示する',
    onBlur: '別のウィンドウが前にある間は隠す',
    protects: 'Zeroskewのウィンドウを画面の録画に映さない',
    protectsHint: 'システムが対応している場合に限ります。'
  },
  keeping: {
    title: '保管庫',
    ways: '開く方法',
    waysHint: 'キーチェーン、パスフレーズ、復旧コード、分割キー、マスターキー。',
    backups: 'バックアップ',
    backupsHint: '中を見る、アカウントを取り出す、2つ目の保存先。',
    trash: 'ごみ箱',
    trashHint: '削除したアカウント。使用日で30日間残ります。'
  }
}
