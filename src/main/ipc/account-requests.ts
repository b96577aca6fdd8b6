/** What the main window may ask about accounts and the trash. */
import { readFile, stat } from 'node:fs/promises'
import { dialog } from 'electron'
import { presentAccount } from '../../core/present.ts'
import { Refusal } from '../../core/present-failure.ts'
import { takeIcon } from '../../core/transfer/icon.ts'
import { LIMITS } from '../../core/transfer/limits.ts'
import type { AccountEdit, Vault } from '../../core/vault/vault.ts'
import { TRASH_DAYS } from '../../core/vault/payload.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { AccountChanges, TrashedView } from '../../shared/views/account.ts'
import { presentAccounts } from '../vault/present-accounts.ts'
import { parented } from '../windows/dialogs.ts'
import type { HandlerParts } from './request-parts.ts'

export function accountHandlers(parts: HandlerParts): Handlers<RequestsOf<'accounts'>> {
  const { door } = parts
  return {
    'accounts:list': () => presentAccounts(door.vault),
    'accounts:edit': async (ids, changes) => {
      await door.vault.edit(ids, editOf(changes))
      return undefined
    },
    'accounts:move': async (ids, beforeId) => {
      await door.vault.move(ids, beforeId)
      return undefined
    },
    'accounts:choose-icon': (id) => chooseIcon(parts, id),
    'accounts:icon': (id) => {
      const icon = door.vault.accounts.find((account) => account.id === id)?.details?.icon ?? null
      return icon === null ? null : `data:${icon.type};base64,${Buffer.from(icon.bytes).toString('base64')}`
    },
    'accounts:remove': async (ids) => {
      await door.vault.remove(ids)
      return undefined
    },
    'accounts:restore': async (ids) => {
      await door.vault.restore(ids)
      return undefined
    }
  }
}

export function trashHandlers({ door }: HandlerParts): Handlers<RequestsOf<'trash'>> {
  return {
    'trash:list': () => presentTrash(door.vault),
    'trash:empty': async (id) => {
      await door.vault.emptyTrash(id)
      return undefined
    }
  }
}

function presentTrash({ trash, dayOfUse }: Vault): readonly TrashedView[] {
  return trash.map(({ account, deletedOn }) => ({
    account: presentAccount(account),
    daysLeft: Math.max(0, Math.min(TRASH_DAYS, deletedOn + TRASH_DAYS - dayOfUse))
  }))
}

function editOf({ removesIcon, ...edit }: AccountChanges): AccountEdit {
  return removesIcon === true ? { ...edit, icon: null } : edit
}

/** @throws Refusal `file-unreadable`, `too-large`; VaultError */
async function chooseIcon({ door, mainWindow, words }: HandlerParts, id: string): Promise<boolean> {
  // Before anything is asked.
  const { vault } = door
  const { dialogs } = words()
  const { filePaths } = await dialog.showOpenDialog(
    ...parented<Electron.OpenDialogOptions>(mainWindow.window, {
      title: dialogs.icon,
      properties: ['openFile'],
      filters: [{ name: dialogs.pictures, extensions: ['png', 'jpg', 'jpeg'] }]
    })
  )
  const [path] = filePaths
  if (path === undefined) return false
  const icon = await takeIcon(await readPicture(path))
  if (icon === null) {
    throw new Refusal('too-large', {
      field: 'icon',
      expected: `PNG, JPEG ≤ ${LIMITS.iconSide} × ${LIMITS.iconSide}`
    })
  }
  await vault.edit([id], { icon })
  return true
}

async function readPicture(path: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    // A pipe or a device might never end.
    if (!found.isFile()) throw new Refusal('file-unreadable', { got: 'ESPIPE' })
    const { size } = found
    if (size > LIMITS.iconBytes) {
      const [expected, got] = [LIMITS.iconBytes, size].map((bytes) => `${Math.ceil(bytes / 1024)} KiB`)
      throw new Refusal('too-large', { field: 'icon', expected: `≤ ${expected ?? ''}`, got: got ?? '' })
    }
    return await readFile(path)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Refusal('file-unreadable', { got: code }, { cause: error })
  }
}
