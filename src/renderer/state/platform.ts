/** What differs by system in the window: what its keyboards have, and how that is written. */

export const isMac = navigator.userAgent.includes('Macintosh')

export const commandKey = isMac ? '⌘' : 'Ctrl'

/** A command has to be run as administrator there. */
export const isWindows = navigator.userAgent.includes('Windows')
