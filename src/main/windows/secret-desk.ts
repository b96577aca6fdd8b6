/** The small window with what main remembers of it: who was shown to sit there, and what was typed so far. */
import type { Wording } from '../../shared/wording/wording.ts'
import { Reauthentication } from '../vault/reauthentication.ts'
import { SecretVisit } from './secret-visit.ts'
import { SecretWindow } from './secret-window.ts'
import type { TextSizing } from './text-size.ts'
import { systemAsker } from '../vault/touch-id.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export interface SecretDesk {
  readonly secretWindow: SecretWindow
  readonly reauthentication: Reauthentication
  readonly visit: SecretVisit
}

/** @param preload - Path of the windows' preload script. */
export function makeSecretDesk(
  preload: string,
  textSize: TextSizing,
  door: VaultDoor,
  words: () => Wording
): SecretDesk {
  const visit = new SecretVisit()
  const reauthentication = new Reauthentication({
    vault: () => door.vault,
    close: () => secretWindow.close(),
    systemAsker: () => systemAsker(() => words().dialogs.touchId)
  })
  const secretWindow = new SecretWindow(preload, textSize, (task) => {
    visit.begin()
    reauthentication.begin(task)
  })
  return { secretWindow, reauthentication, visit }
}
