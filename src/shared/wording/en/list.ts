/** Words of the account list, in English. */
import { count, figures } from './count.ts'

export const list = {
  narrow: 'Show',
  all: 'All',
  favourites: 'Favourites',
  favourite: 'favourite',
  noMatchIn: (query: string, group: string): string => `No account in “${group}” matches “${query}”.`,
  nothingIn: (group: string): string => `Nothing in “${group}”`,
  searchAll: 'Search all accounts',
  showAll: 'Show all accounts',

  reveal: (name: string): string => `Show the code of ${name}`,
  hidden: 'code hidden',
  tapToReveal: 'Click to show',
  waitsForNext: 'waiting for the next code',
  details: (name: string): string => `More about ${name}`,
  confirmCounter: 'Confirm…',
  confirmCounterOf: (name: string): string => `Confirm the counter of ${name}`,
  counterInDoubt: 'counter in doubt',

  suspicion: {
    hidden: 'Careful: this name holds characters that nobody sees.',
    mixed: 'Careful: this name mixes alphabets and may imitate another one.',
    odd: 'Careful: this name has letters that imitate others.'
  },

  chosen: (n: number): string => `${figures.format(n)} selected`,
  chosenLabel: 'Selected accounts',
  chooseAll: 'Select all',
  groupsOf: 'Groups…',
  favour: 'Make favourites',
  unfavour: 'No favourites any more',
  exportThem: 'Export…',
  removeThem: 'Delete',
  endChoosing: 'End the selection',
  removed: (n: number): string => `${count(n, 'account', 'accounts')} in the trash`,
  restored: (n: number): string => `${count(n, 'account is', 'accounts are')} back`,
  changed: (n: number): string => `${count(n, 'account', 'accounts')} changed`,

  groupsTitle: (n: number): string => `Groups of ${count(n, 'account', 'accounts')}`,
  newGroup: 'New group',
  newGroupHint: 'Leave it empty for none.',
  save: 'Save',
  noGroups: 'There are no groups yet.',

  sort: {
    title: 'Sort by',
    own: 'Own order',
    name: 'Name',
    use: 'Use'
  },

  moved: (name: string, place: number, of: number): string =>
    `${name} is now ${figures.format(place)} of ${figures.format(of)}`,
  notOwnOrder: 'Accounts are sorted by name or use. Choose “Own order” in the menu to move them.'
}
