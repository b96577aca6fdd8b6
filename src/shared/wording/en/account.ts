/** Words of an account's own page, in English. */
import type { AccountView } from '../../views/account.ts'
import { count, figures } from './count.ts'

export const account = {
  open: (name: string): string => `About ${name}`,
  gone: 'This account isn’t there any more',
  goneHint: 'It may lie in the trash.',
  favourite: 'Favourite',
  code: 'Code',
  copy: 'Copy',
  copyNext: 'Copy the next one',
  validUntil: (time: string): string => `valid until ${time}`,

  edit: 'Edit',
  editing: 'Names and groups',
  save: 'Save',
  saved: (name: string): string => `${name} is saved`,
  note: 'Note',
  groups: 'Groups',
  groupsHint: 'With commas between them.',
  icon: 'Picture',
  chooseIcon: 'Choose a picture…',
  removeIcon: 'Take it away',
  iconHint: 'PNG or JPEG. It is kept in the vault.',

  consecutive: {
    title: 'Two codes in a row',
    lead: 'AWS asks for two consecutive codes when a device is set up or synchronised.',
    show: 'Show two codes',
    first: 'first',
    second: 'second',
    read: (digits: string, n: number): string => `${n === 0 ? 'first' : 'second'} code ${digits}`,
    usableUntil: (time: string): string => `both usable until ${time}`,
    over: 'These two are over.',
    renew: 'Show two new ones',
    copy: 'Copy for the AWS command',
    copied: 'Both codes copied as --authentication-code1 … --authentication-code2 …'
  },

  secret: 'Secret',
  secretHint: 'Shown in a small window of its own, once you have shown who you are.',
  showSecret: 'Show QR code and secret…',

  clock: 'Its clock',
  locate: 'Compare with another device…',
  locateHint: 'Type the code that your phone shows, and see how far the two clocks are apart.',

  facts: 'Details',
  kind: 'Kind',
  algorithm: 'Algorithm',
  algorithms: (algorithm: AccountView['algorithm']): string => algorithm.replace('SHA', 'SHA-'),
  digits: 'Digits',
  period: 'Period',
  seconds: (n: number): string => count(n, 'second', 'seconds'),
  counter: 'Counter',
  number: (n: number): string => figures.format(n),
  used: 'Used',
  times: (n: number): string => (n === 0 ? 'not yet' : count(n, 'time', 'times')),

  moveUp: 'Move up',
  moveDown: 'Move down',
  moveHint: 'In your own order.',

  remove: 'Delete this account',
  removeHint: 'It goes to the trash, and stays there for 30 days of use.'
}
