/** What differs by system in the window: how the command key is written on its keyboards. */

export const commandKey = navigator.userAgent.includes('Macintosh') ? '⌘' : 'Ctrl'

/** A command has to be run as administrator there. */
export const isWindows = navigator.userAgent.includes('Windows')
