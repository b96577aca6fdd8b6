/** What the main window may ask about former versions of the vault, also while it is locked or damaged. */
import { basename } from 'node:path'
import { dialog } from 'electron'
import { likeness } from '../../core/vault/account-record.ts'
import type { Account } from '../../core/otp/account.ts'
import { presentAccount } from '../../core/present.ts'
import { presentFailure, Refusal } from '../../core/present-failure.ts'
import { forgetCopies } from '../../core/vault/second-place.ts'
import { backupsOf, type Backup } from '../../core/vault/vault-backups.ts'
import { putBack, type Vault } from '../../core/vault/vault.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { AddedView } from '../../shared/views/account.ts'
import type { BackupContentsView, BackupView } from '../../shared/views/vault.ts'
import { parented } from '../windows/dialogs.ts'
import type { HandlerParts } from './request-parts.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export function backupHandlers(parts: HandlerParts): Handlers<RequestsOf<'backups'>> {
  const { door, preferences } = parts
  return {
    'backups:list': () => listBackups(door),
    'backups:look': (id) => look(door, id),
    'backups:restore': (id, ids, asInBackup) => restore(door, id, ids, asInBackup),
    'backups:put-back': async (id) => {
      await putInPlace(parts, id)
      return undefined
    },
    'backups:remove-older-keys': () => door.vault.backups.removeOlderKeys(),
    'backups:choose-second-place': async () => {
      const folder = await chooseFolder(parts)
      if (folder !== null) {
        preferences.change({ secondPlace: folder })
        await forgetCopies(door.setting)
      }
      return folder
    },
    'backups:forget-second-place': () => {
      preferences.change({ secondPlace: null })
      return undefined
    }
  }
}

/** Stable for as long as the file lies there. */
function idOf({ place, path }: Backup): string {
  return `${place}/${basename(path)}`
}

async function found(door: VaultDoor, id: string): Promise<Backup> {
  const all = await backupsOf(door.path, door.setting)
  const backup = all.find((one) => idOf(one) === id)
  if (backup === undefined) throw new Refusal('unknown-backup')
  return backup
}

async function listBackups(door: VaultDoor): Promise<readonly BackupView[]> {
  const all = await backupsOf(door.path, door.setting)
  const vault = door.isOpen ? door.vault : null
  // Of a vault that isn't open, the latest known day of use stands for today.
  const today = vault?.dayOfUse ?? Math.max(0, ...all.map(({ day }) => day ?? 0))
  const views: BackupView[] = []
  for (const backup of all) {
    const { path, revision, day, place } = backup
    views.push({
      id: idOf(backup),
      path,
      revision,
      daysAgo: day === null ? null : Math.max(0, today - day),
      place,
      ...(vault === null ? {} : { state: await vault.backups.check(path) })
    })
  }
  return views
}

/** @throws Refusal `unknown-backup`; VaultError `locked`, `damaged`, `newer-version`, `key-changed` */
async function look(door: VaultDoor, id: string): Promise<BackupContentsView> {
  const { vault } = door
  const { accounts } = await vault.backups.look((await found(door, id)).path)
  const there = isThere(vault)
  return {
    accounts: accounts.map((account) => presentAccount(account)),
    lowered: vault.backups.lowered(accounts).map((account) => account.id),
    alreadyThere: accounts.filter(there).map((account) => account.id)
  }
}

function isThere(vault: Vault): (account: Account) => boolean {
  const known = Map.groupBy(vault.accounts, likeness)
  return (account) =>
    known.get(likeness(account))?.some(({ secret }) => secret.equals(account.secret)) === true
}

async function restore(
  door: VaultDoor,
  id: string,
  ids: readonly string[] | null,
  asInBackup: boolean
): Promise<AddedView> {
  const { vault } = door
  const { accounts } = await vault.backups.look((await found(door, id)).path)
  const chosen = ids === null ? accounts : accounts.filter((account) => ids.includes(account.id))
  const { added, alreadyThere } = await vault.backups.restore(chosen, asInBackup ? 'as-in-backup' : 'highest')
  return {
    added: added.map((account) => presentAccount(account)),
    alreadyThere: alreadyThere.map((account) => presentAccount(account)),
    failed: []
  }
}

/** @throws Refusal `unknown-backup`, `not-put-back`, `cancelled` */
async function putInPlace({ door, mainWindow, words }: HandlerParts, id: string): Promise<void> {
  const { dialogs } = words()
  const { path } = await found(door, id)
  // Only ever in place of a file that is gone, or can't be read as a vault: from an open one, accounts are restored.
  if (door.view.kind !== 'damaged' && door.view.kind !== 'missing')
    throw new Refusal('not-put-back', { got: door.view.kind })
  const { response } = await dialog.showMessageBox(
    ...parented<Electron.MessageBoxOptions>(mainWindow.window, {
      type: 'warning',
      message: dialogs.putBack.title,
      detail: dialogs.putBack.detail(path, door.path),
      buttons: [dialogs.putBack.no, dialogs.putBack.yes],
      defaultId: 0,
      cancelId: 0,
      noLink: true
    })
  )
  if (response !== 1) throw new Refusal('cancelled')
  try {
    await putBack(door.path, path, door.setting)
  } catch (error) {
    const { code, got = code } = presentFailure(error)
    throw new Refusal('not-put-back', { got }, { cause: error })
  }
  await door.approach()
}

async function chooseFolder({ mainWindow, words }: HandlerParts): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(
    ...parented<Electron.OpenDialogOptions>(mainWindow.window, {
      title: words().dialogs.secondPlace,
      properties: ['openDirectory', 'createDirectory']
    })
  )
  return filePaths[0] ?? null
}
