/** What the main window may ask about the vault as a whole: unlocking, locking, and what can't be saved. */
import { dialog } from 'electron'
import { presentAccount } from '../../core/present.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { DoubtfulCounterView } from '../../shared/views/vault.ts'
import { parented } from '../windows/dialogs.ts'
import type { HandlerParts } from './request-parts.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export function vaultHandlers(parts: HandlerParts): Handlers<RequestsOf<'vault'>> {
  const { door } = parts
  return {
    'vault:state': () => door.view,
    'vault:unlock-by-keychain': async () => {
      await door.open({ kind: 'keychain' })
      return undefined
    },
    'vault:unlock-keychain': async () => {
      await door.unlockKeychain()
      return undefined
    },
    'vault:cancel-keychain': () => {
      door.cancelKeychain()
      return undefined
    },
    'vault:lock': async () => {
      await door.lockByUser()
      return undefined
    },
    'vault:retry-save': async () => {
      await door.vault.retrySave()
      return undefined
    },
    'vault:save-elsewhere': () => saveElsewhere(parts),
    'vault:doubtful-counters': () => doubtfulCounters(door),
    'vault:confirm-counter': async (id, counter) => {
      await door.vault.confirmCounter(id, counter)
      return undefined
    }
  }
}

/** @throws VaultError `locked`, `exists`, `not-saved` */
async function saveElsewhere({ door, mainWindow, words }: HandlerParts): Promise<boolean> {
  const { dialogs } = words()
  const { canceled, filePath } = await dialog.showSaveDialog(
    ...parented<Electron.SaveDialogOptions>(mainWindow.window, {
      title: dialogs.saveElsewhere,
      defaultPath: 'vault.zeroskew',
      filters: [{ name: dialogs.vaultFiles, extensions: ['zeroskew'] }]
    })
  )
  if (canceled || filePath === '') return false
  await door.vault.saveElsewhere(filePath)
  return true
}

function doubtfulCounters({ vault }: VaultDoor): readonly DoubtfulCounterView[] {
  const inDoubt = new Set(vault.countersInDoubt)
  return vault.accounts.flatMap((account) =>
    account.kind === 'hotp' && inDoubt.has(account.id)
      ? [{ account: presentAccount(account, true), counter: account.counter }]
      : []
  )
}
