/** Words of the account list, in Japanese. */
import type { list as en } from '../en/list.ts'

const figures = new Intl.NumberFormat('ja')

export const list: typeof en = {
  narrow: '表示',
  all: 'すべて',
  favourites: 'お気に入り',
  favourite: 'お気に入り',
  noMatchIn: (query, group) => `「${group}」に「${query}」に合うアカウントはありません。`,
  nothingIn: (group) => `「${group}」にはアカウントがありません`,
  searchAll: 'すべてのアカウントから探す',
  showAll: 'すべてのアカウントを表示',

  reveal: (name) => `${name}のコードを表示`,
  hidden: 'コードは非表示です',
  tapToReveal: 'クリックで表示',
  waitsForNext: '次のコードを待っています',
  details: (name) => `${name}の詳細`,
  confirmCounter: '確認…',
  confirmCounterOf: (name) => `${name}のカウンターを確認`,
  counterInDoubt: 'カウンター要確認',

  suspicion: {
    hidden: '注意: この名前には目に見えない文字が含まれています。',
    mixed: '注意: この名前には異なる文字体系が混ざっており、別の名前に似せている可能性があります。',
    odd: '注意: この名前にはほかの文字に似せた文字が含まれています。'
  },

  chosen: (n) => `${figures.format(n)}件を選択中`,
  chosenLabel: '選択したアカウント',
  chooseAll: 'すべて選択',
  groupsOf: 'グループ…',
  favour: 'お気に入りに追加',
  unfavour: 'お気に入りから外す',
  exportThem: '書き出す…',
  removeThem: '削除',
  endChoosing: '選択を終了',
  removed: (n) => `${figures.format(n)}件をごみ箱に移しました`,
  restored: (n) => `${figures.format(n)}件を元に戻しました`,
  changed: (n) => `${figures.format(n)}件を変更しました`,

  groupsTitle: (n) => `${figures.format(n)}件のグループ`,
  newGroup: '新しいグループ',
  newGroupHint: '不要なら空のままにしてください。',
  save: '保存',
  noGroups: 'グループはまだありません。',

  sort: {
    title: '並べ替え',
    own: '自分の順',
    name: '名前順',
    use: 'よく使う順'
  },

  moved: (name, place, of) => `${name}を${figures.format(of)}件中${figures.format(place)}番目に移しました`,
  notOwnOrder: '名前順または使用順で並んでいます。移動するにはメニューで「自分の順」を選んでください。'
}
