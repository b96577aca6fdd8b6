/** Words of the settings, in Japanese. */
import type { settings as english } from '../en/settings.ts'
import { clock } from './clock.ts'

export const settings: typeof english = {
  open: '設定',
  title: '設定',
  language: '言語',
  system: 'システムに合わせる',

  clock: '時計',
  network: 'ネットワーク',
  neverUse: 'ネットワークを一切使わない',
  neverUseHint: '時計は、あなたが求めたときに別の端末と比べるだけになります。',

  every: '自動で時計を確認する間隔',
  minutes: (n) => (n % 60 === 0 ? (n === 1440 ? '1日に1回' : `${n / 60}時間ごと`) : `${n}分ごと`),

  threshold: '警告するずれ(秒)',
  thresholdHint: '0.5〜5。アカウントの最短の周期の6分の1のほうが小さければ、そちらを使います。',
  notANumber: '2.5 のように、秒数を入力してください。',

  sources: '時刻サーバー',
  sourcesHint: '1つにつき1票で、最初に応答したアドレスを使います。過半数の一致が必要です。',
  defaults: '初期設定の一覧です。',
  backToDefaults: '初期設定の一覧に戻す',
  test: '試す',
  testing: '確認中…',
  testOf: (name) => `${name}を試す`,
  up: (name) => `${name}を上へ`,
  down: (name) => `${name}を下へ`,
  remove: (name) => `${name}を削除`,
  removed: (name) => `${name}を削除しました`,
  moved: (name, place, of) => `${name}は${of}件中${place}番目です`,
  lastStays: '最後の1つは削除できません。使わないときは「ネットワークを一切使わない」を選んでください。',
  tested: (kind, view) =>
    view.offsetMs === undefined
      ? `${kind}: ${clock.source(view)}`
      : `${kind}: 応答あり。この時計は${clock.distance(view)}(${clock.bound(view).replace(' ', '')})`,

  add: 'サーバーを追加…',
  addTitle: '時刻サーバーを追加',
  name: '名前',
  nameHint: '運営者の名前。空欄ならアドレスを使います。',
  addresses: 'アドレス(優先順)',
  addressesHint: 'nts://host、ntp://host、https://host を空白で区切って入力します',
  addressesMissing: 'nts://time.example.com のように、アドレスを1つ以上入力してください。',
  addDo: '追加',
  added: (name) => `${name}を追加しました`,

  about: 'このアプリについて'
}
