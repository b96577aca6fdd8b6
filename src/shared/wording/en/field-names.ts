/** Names of an account's fields within a sentence, in English. */
import { fieldName, type AccountField } from '../field-names.ts'

const names: Readonly<Record<AccountField, string>> = {
  account: 'account',
  algorithm: 'algorithm',
  counter: 'counter',
  digits: 'number of digits',
  favourite: 'favourite',
  group: 'group',
  groups: 'groups',
  icon: 'icon',
  issuer: 'issuer',
  kind: 'kind',
  label: 'label',
  name: 'name',
  note: 'note',
  period: 'period',
  pin: 'PIN',
  secret: 'secret',
  t0: 'start time (t0)',
  usage: 'use count'
}

export const fieldNamed = (field: string): string => fieldName(field, names, (name) => `“${name}”`)
