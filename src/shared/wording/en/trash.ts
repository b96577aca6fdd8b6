/** Words of the trash, in English. */
import { count } from './count.ts'

export const trash = {
  open: 'Trash…',
  title: 'Trash',
  lead: 'Deleted accounts stay for 30 days on which Zeroskew is used. Nothing goes while the clock isn’t in step.',
  emptyTitle: 'The trash is empty',
  emptyText: 'Deleted accounts come here and can be put back for 30 days of use.',
  label: 'Deleted accounts',
  daysLeft: (n: number): string => (n <= 1 ? 'last day' : `${count(n, 'day', 'days')} of use left`),
  putBack: 'Put back',
  putBackOf: (name: string): string => `Put back: ${name}`,
  purgeOf: (name: string): string => `Delete ${name} for good`,
  emptyAll: 'Empty the trash…',
  confirmTitle: (n: number): string => `Delete ${count(n, 'account', 'accounts')} for good?`,
  confirmText: 'Their secrets can’t be shown or put back from the trash afterwards. These go:',
  more: (n: number): string => `and ${count(n, 'other', 'others')}`,
  confirm: 'Delete for good',
  purged: (n: number): string => `${count(n, 'account', 'accounts')} deleted for good`
}
