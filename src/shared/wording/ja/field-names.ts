/** Names of an account's fields within a sentence, in Japanese. */
import { fieldName, type AccountField } from '../field-names.ts'

const names: Readonly<Record<AccountField, string>> = {
  account: 'アカウント',
  algorithm: 'アルゴリズム',
  counter: 'カウンター',
  digits: '桁数',
  favourite: 'お気に入り',
  group: 'グループ',
  groups: 'グループ',
  icon: 'アイコン',
  issuer: '発行者',
  kind: '種類',
  label: 'ラベル',
  name: '名前',
  note: 'メモ',
  period: '周期',
  pin: 'PIN',
  secret: 'シークレット',
  t0: '開始時刻(t0)',
  usage: '使用回数'
}

export const fieldNamed = (field: string): string => fieldName(field, names, (name) => `「${name}」`)
