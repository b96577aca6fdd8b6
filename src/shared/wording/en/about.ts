/** Words of the settings about the app itself: look, shortcuts, starting, network, versions, what is sent where; in English. */
import type { DesktopView, PreferencesView, UpdateView } from '../../views/settings.ts'

export const about = {
  look: {
    title: 'Look',
    label: 'Colours',
    options: { system: 'As the system', light: 'Light', dark: 'Dark' } satisfies Record<
      PreferencesView['look'],
      string
    >,
    textSize: 'Text size',
    percent: (size: number): string => `${size}%`
  },

  search: {
    label: 'Search the settings',
    clear: 'Clear the search',
    none: (query: string): string => `No setting matches “${query}”.`,
    found: (n: number): string => (n === 1 ? '1 setting found' : `${n} settings found`)
  },

  shortcuts: {
    title: 'Shortcuts',
    pick: 'Quick pick, from anywhere',
    hint: 'Press the keys that you want. Backspace takes the shortcut away.',
    none: 'none',
    needsModifier: 'Take Ctrl, Alt or Super along, so that no letter is lost to other programs.',
    clear: 'Take away',
    state: {
      none: '',
      registered: 'It works in every program.',
      taken: 'Another program has these keys. Choose others.',
      'by-system':
        'This desktop decides whether the keys work, and doesn’t tell. Where they do nothing, bind the command below in its own settings.'
    } satisfies Record<DesktopView['shortcut'], string>,
    command: 'Command to bind',
    steps: {
      gnome: [
        'Open Settings → Keyboard → View and Customise Shortcuts.',
        'Choose Custom Shortcuts, then Add Shortcut.',
        'Name it Zeroskew, paste the command, press the keys.'
      ],
      kde: [
        'Open System Settings → Keyboard → Shortcuts.',
        'Choose Add New → Command or Script, and paste the command.',
        'Press the keys, then Apply.'
      ],
      other: ['Bind the command to a key in the settings of your desktop or window manager.']
    } satisfies Record<DesktopView['desktop'], readonly string[]>,
    all: 'All keys of the window…'
  },

  starting: {
    title: 'Start and tray',
    atLogin: 'Start with the computer',
    atLoginHint: 'Hidden, in the tray.',
    cannotStart: 'Not here: it takes an installed Zeroskew with its usual data folder.',
    trayCodes: 'Show codes in the tray’s menu',
    trayCodesHint: 'Favourites and what you use. Names alone where codes are shown only when asked for.',
    noTray: 'This desktop shows no tray. Zeroskew stays reachable by starting it again.'
  },

  updates: {
    title: 'Network and updates',
    label: 'New versions',
    options: { notice: 'Tell me', never: 'Never ask' } satisfies Record<PreferencesView['updates'], string>,
    hint: 'Nothing is fetched before you say so.',
    offByNetwork: '“Never use the network” is on, so nobody is asked.',
    check: 'Ask now',
    state: {
      none: '',
      'no-feed': 'This version knows no address to ask yet, so nobody is asked. Look where you got it.',
      checking: 'Asking…',
      current: 'This is the newest version.',
      available: '',
      fetching: 'Fetching…',
      fetched: 'It is here. Zeroskew ends and starts anew.',
      failed: 'The newest version couldn’t be asked for. Nothing was changed; try again later.'
    } satisfies Record<UpdateView['kind'], string>,
    available: (version: string): string => `Zeroskew ${version} is out.`,
    byHand: 'This build doesn’t fetch it by itself. Get it where you got this one.',
    fetch: 'Fetch it',
    install: 'Restart now'
  },

  about: {
    title: 'About',
    version: (version: string): string => `Zeroskew ${version}`,
    parts: ({ electron, chromium, node }: DesktopView['versions']): string =>
      `Electron ${electron} · Chromium ${chromium} · Node ${node}`,
    licences: 'Licences of all parts',
    licencesHint: 'Zeroskew itself is free software under the GPL, version 3 or later.',
    licencesText: 'Licences',
    sent: 'What is sent where',
    sentRows: [
      {
        to: 'Time servers of your list',
        what: 'A request for the time, at most every 30 minutes, and when you ask.'
      },
      { to: 'A site that you type', what: 'A request for its clock, only when you press the button.' },
      { to: 'The update feed', what: 'A request for the newest version, unless you chose never.' }
    ],
    sentElse: 'Nothing else, to nobody: no account, no statistics, no reports.',
    report: 'Report a problem',
    reportHint: 'No name, no secret and no path is in it. Read it here first; nothing is sent by itself.',
    makeReport: 'Show the report',
    reportText: 'The report',
    save: 'Save…',
    copy: 'Copy',
    saved: 'The report is saved.',
    copied: 'The report is copied.'
  }
}
