/** What differs by system in the window: how the command key is written on its keyboards. */

export const commandKey = navigator.userAgent.includes('Macintosh') ? '⌘' : 'Ctrl'
