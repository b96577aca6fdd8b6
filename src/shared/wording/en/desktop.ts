/** Words of what Zeroskew is on the desktop: starting it from a terminal, shortcuts, links, the report; in English. */

export const desktop = {
  help: {
    edit: `Usage: zeroskew edit SEARCH [--issuer TEXT] [--label TEXT] [--note TEXT]
                     [--group NAME]... [--no-groups]
                     [--favourite | --no-favourite] [--json]

Changes what people keep beside an account; its key is never changed. What isn't
named stays. SEARCH is a part of the issuer or label, or the id.

  --issuer, --label      the names; the former ones go to the account's history
  --note TEXT            a note; an empty one ('') takes it away
  --group NAME           the groups that it is in afterwards; may be repeated
  --no-groups            takes it out of all groups
  --favourite            puts it among the favourites; --no-favourite takes it
                         out
  --json                 the account as list --json has it

  --home DIR             use this data folder (or set ZEROSKEW_HOME)
  --passphrase-file F    open the vault with the passphrase (or recovery code)
                         in it`,
    show: `Usage: zeroskew show [--json]

Opens the window of the running app. Where the desktop lets no app take a
shortcut of its own (Wayland), bind this command, or zeroskew pick, to a key in
the system's settings.

Exit codes: 0 the app heard it; 2 no app is running on this data folder.

  --json                 {heard: true}
  --home DIR             the app with this data folder (or set ZEROSKEW_HOME)`,
    pick: `Usage: zeroskew pick [--json]

Opens the quick pick of the running app: type two letters, press Enter, and the
code is in the clipboard.

Exit codes: 0 the app heard it; 2 no app is running on this data folder.

  --json                 {heard: true}
  --home DIR             the app with this data folder (or set ZEROSKEW_HOME)`,
    report: `Usage: zeroskew report [--json]

Prints what a bug report needs: versions, the system, and how vault and clock
stand. No label, no secret and no path is in it. Read it before you send it.

  --json                 the same lines as one object: {name: text}
  --home DIR             use this data folder (or set ZEROSKEW_HOME)`
  },
  /** What the list of programs says of it. */
  comment: 'Checks the clock before you log in',
  edited: (name: string) => `Changed: ${name}`,
  noApp: 'No app is running on this data folder. Start Zeroskew first, then try again.',
  appRefused: 'What listens there is no Zeroskew that knows this word. End it and start Zeroskew anew.',
  saveReport: 'Save the report',
  /** Said once, where the desktop shows no tray icons. */
  noTray: {
    title: 'Zeroskew goes on running',
    body: 'This desktop shows no tray icons. Open Zeroskew again from the list of programs, by its shortcut, or by the command zeroskew show.'
  }
}
