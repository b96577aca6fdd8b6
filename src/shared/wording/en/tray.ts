/** Words of the tray and of the system's own dialogs, in English. */

export const tray = {
  open: 'Open Zeroskew',
  lock: 'Lock',
  quit: 'Quit',
  checkClock: 'Check the clock',
  copied: 'Copied',
  chooseFile: 'Choose a picture or a list of accounts',
  pictures: 'Pictures and texts'
}
