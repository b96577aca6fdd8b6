/** Words of macOS' menu, in English: Apple's own for each. */
export const menu = {
  about: 'About Zeroskew',
  services: 'Services',
  hide: 'Hide Zeroskew',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  quit: 'Quit Zeroskew',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  window: 'Window',
  minimize: 'Minimise',
  zoom: 'Zoom',
  close: 'Close'
}
