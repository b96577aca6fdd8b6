/** What the main window may ask about the ways in; whatever shows or takes a secret is done in the small window. */
import { Refusal } from '../../core/present-failure.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import type { KeysView } from '../../shared/views/vault.ts'
import type { HandlerParts } from './request-parts.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export function keyHandlers({ door }: HandlerParts): Handlers<RequestsOf<'keys'>> {
  return {
    'keys:state': () => presentKeys(door),
    'keys:add-keychain': async () => {
      await door.vault.keys.addKeychain()
      door.noteKeychainRenewed()
      return undefined
    },
    'keys:remove': async (way) => {
      const { keys } = door.vault
      // Who takes it away has to know it: the small window asks.
      if (way === 'passphrase') throw new Refusal('needs-reauthentication')
      await keys.remove(way)
      return undefined
    }
  }
}

async function presentKeys(door: VaultDoor): Promise<KeysView> {
  const { keys, backups } = door.vault
  const { ways, recoveryConfirmed, voidedByRotation } = keys
  const removable = ways.filter((way) => keys.canRemove(way))
  const [keychain, all] = await Promise.all([door.keychainState(), backups.list()])
  let olderKeyBackups = 0
  for (const { path } of all) {
    if ((await backups.check(path)) === 'older-key') olderKeyBackups++
  }
  return {
    ways,
    removable,
    recoveryConfirmed,
    shareSet: presentShareSet(keys.shareSet),
    voidedByRotation,
    keychain,
    olderKeyBackups
  }
}

function presentShareSet(set: VaultDoor['vault']['keys']['shareSet']): KeysView['shareSet'] {
  return set === null ? null : { id: set.setId, threshold: set.threshold, count: set.count }
}
