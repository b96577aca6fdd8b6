/** Words of the list of all keys, in English. */
export const keysHelp = {
  title: 'All keys',
  open: 'Keyboard',
  groups: { list: 'In the list', anywhere: 'Anywhere', pick: 'In the quick pick' },
  keys: {
    choose: 'choose an account',
    copy: 'copy its code',
    next: 'show the next code',
    number: 'copy the code of that row',
    search: 'search; any letter does, too',
    clear: 'clear the search',
    details: 'the account’s page',
    remove: 'into the trash',
    mark: 'mark for several at once',
    order: 'move in your own order',
    add: 'add an account',
    paste: 'add what is in the clipboard',
    pick: 'quick pick',
    settings: 'settings',
    lock: 'lock',
    textSize: 'larger, smaller, usual text',
    back: 'back, close',
    help: 'all keys',
    pickCopy: 'copy and close',
    pickNext: 'copy the next code'
  },
  enter: 'Enter',
  escape: 'Esc',
  remove: 'Delete',
  space: 'Space'
}
