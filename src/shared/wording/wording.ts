/** The catalogue of every sentence for people, by language. A missing key doesn't compile. */
import type { Language } from '../views/app.ts'
import { about } from './en/about.ts'
import { account } from './en/account.ts'
import { backups } from './en/backups.ts'
import { cause } from './en/cause.ts'
import { clock } from './en/clock.ts'
import { clockPage } from './en/clock-page.ts'
import { desktop } from './en/desktop.ts'
import { dialogs } from './en/dialogs.ts'
import { drift } from './en/drift.ts'
import { entryFailure } from './en/entry-failure.ts'
import { exports } from './en/exports.ts'
import { failure } from './en/failure.ts'
import { firstRun } from './en/first-run.ts'
import { keys } from './en/keys.ts'
import { list } from './en/list.ts'
import { keysHelp } from './en/keys-help.ts'
import { locate } from './en/locate.ts'
import { menu } from './en/menu.ts'
import { notices } from './en/notices.ts'
import { parts } from './en/parts.ts'
import { pick } from './en/pick.ts'
import { preferences } from './en/preferences.ts'
import { scan } from './en/scan.ts'
import { settings } from './en/settings.ts'
import { tasks } from './en/tasks.ts'
import { terminal } from './en/terminal.ts'
import { transfer } from './en/transfer.ts'
import { transferWindow } from './en/transfer-window.ts'
import { trash } from './en/trash.ts'
import { tray } from './en/tray.ts'
import { vault } from './en/vault.ts'
import { window } from './en/window.ts'
import { about as jaAbout } from './ja/about.ts'
import { account as jaAccount } from './ja/account.ts'
import { backups as jaBackups } from './ja/backups.ts'
import { cause as jaCause } from './ja/cause.ts'
import { clock as jaClock } from './ja/clock.ts'
import { clockPage as jaClockPage } from './ja/clock-page.ts'
import { desktop as jaDesktop } from './ja/desktop.ts'
import { dialogs as jaDialogs } from './ja/dialogs.ts'
import { drift as jaDrift } from './ja/drift.ts'
import { entryFailure as jaEntryFailure } from './ja/entry-failure.ts'
import { exports as jaExports } from './ja/exports.ts'
import { failure as jaFailure } from './ja/failure.ts'
import { firstRun as jaFirstRun } from './ja/first-run.ts'
import { keys as jaKeys } from './ja/keys.ts'
import { list as jaList } from './ja/list.ts'
import { keysHelp as jaKeysHelp } from './ja/keys-help.ts'
import { locate as jaLocate } from './ja/locate.ts'
import { menu as jaMenu } from './ja/menu.ts'
import { notices as jaNotices } from './ja/notices.ts'
import { parts as jaParts } from './ja/parts.ts'
import { pick as jaPick } from './ja/pick.ts'
import { preferences as jaPreferences } from './ja/preferences.ts'
import { scan as jaScan } from './ja/scan.ts'
import { settings as jaSettings } from './ja/settings.ts'
import { tasks as jaTasks } from './ja/tasks.ts'
import { terminal as jaTerminal } from './ja/terminal.ts'
import { transfer as jaTransfer } from './ja/transfer.ts'
import { transferWindow as jaTransferWindow } from './ja/transfer-window.ts'
import { trash as jaTrash } from './ja/trash.ts'
import { tray as jaTray } from './ja/tray.ts'
import { vault as jaVault } from './ja/vault.ts'
import { window as jaWindow } from './ja/window.ts'

const en = {
  about,
  account,
  backups,
  cause,
  clock,
  clockPage,
  desktop,
  dialogs,
  drift,
  entryFailure,
  exports,
  failure,
  firstRun,
  keys,
  list,
  keysHelp,
  locate,
  menu,
  notices,
  parts,
  pick,
  preferences,
  scan,
  settings,
  tasks,
  terminal,
  transfer,
  transferWindow,
  trash,
  tray,
  vault,
  window
}

export type Wording = typeof en

const ja: Wording = {
  about: jaAbout,
  account: jaAccount,
  backups: jaBackups,
  cause: jaCause,
  clock: jaClock,
  clockPage: jaClockPage,
  desktop: jaDesktop,
  dialogs: jaDialogs,
  drift: jaDrift,
  entryFailure: jaEntryFailure,
  exports: jaExports,
  failure: jaFailure,
  firstRun: jaFirstRun,
  keys: jaKeys,
  keysHelp: jaKeysHelp,
  list: jaList,
  locate: jaLocate,
  menu: jaMenu,
  notices: jaNotices,
  parts: jaParts,
  pick: jaPick,
  preferences: jaPreferences,
  scan: jaScan,
  settings: jaSettings,
  tasks: jaTasks,
  terminal: jaTerminal,
  transfer: jaTransfer,
  transferWindow: jaTransferWindow,
  trash: jaTrash,
  tray: jaTray,
  vault: jaVault,
  window: jaWindow
}

const CATALOGUES: Readonly<Record<Language, Wording>> = { en, ja }

export function wordingFor(language: Language): Wording {
  return CATALOGUES[language]
}

export { languageOf } from './language.ts'
