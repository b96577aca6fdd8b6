/** Words for parts of the window that couldn't be loaded, in English. */

export const parts = {
  missing:
    'The menu and the other pages of this window couldn’t be loaded. Load it again; if that doesn’t help, quit Zeroskew and start it again.',
  again: 'Load again'
}
