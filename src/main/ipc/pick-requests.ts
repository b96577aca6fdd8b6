/** What the quick pick may ask: names and codes, and to copy one. */
import { isTimeBased } from '../../core/otp/account.ts'
import type { Preferences } from '../../core/preferences.ts'
import type { Handlers, PickRequests } from '../../shared/ipc.ts'
import type { Language } from '../../shared/views/app.ts'
import type { ClockView } from '../../shared/views/clock.ts'
import type { PickView } from '../../shared/views/code.ts'
import type { CodeBoard } from '../codes/code-board.ts'
import { copyCode, type CodeCopyingPorts } from '../codes/code-copying.ts'
import type { MainWindow } from '../windows/main-window.ts'
import type { PickWindow } from '../windows/pick-window.ts'
import { presentAccounts } from '../vault/present-accounts.ts'
import type { VaultDoor } from '../vault/vault-door.ts'

export interface PickParts {
  readonly door: VaultDoor
  readonly board: CodeBoard
  readonly copying: CodeCopyingPorts
  readonly mainWindow: MainWindow
  readonly pickWindow: PickWindow
  readonly language: () => Language
  readonly preferences: () => Preferences
  readonly clockView: () => ClockView
}

/** Facts of the open vault, or that it is shut. */
export function presentPick({ door, board, language, preferences, clockView }: PickParts): PickView {
  return {
    language: language(),
    look: preferences().look,
    isOpen: door.isOpen,
    ...(door.view.kind === 'missing' ? { isMissing: true } : {}),
    accounts: door.isOpen ? presentAccounts(door.vault) : [],
    codes: door.isOpen ? board.codes : [],
    hidesCodes: preferences().hidesCodes,
    clock: clockView()
  }
}

export function pickHandlers(parts: PickParts): Handlers<PickRequests> {
  const { door, board, copying, mainWindow, pickWindow } = parts
  let asked = new AbortController()
  pickWindow.onDismissed(() => asked.abort())
  return {
    'pick:state': () => presentPick(parts),
    'pick:copy': async (id, which) => {
      const { showing } = pickWindow
      asked = new AbortController()
      const { signal } = asked
      // An account by counter whose row says "next code" is asked for it by name here.
      if (isByCounter(parts, id) && (which === 'next' || board.codeOf(id) === null)) {
        const { code, counter } = await door.vault.nextHotp(id)
        board.showHotp({ id, code, counter })
      }
      const copied = await copyCode(copying, id, which, signal)
      // Called again meanwhile, it isn't taken away under the hand.
      if (pickWindow.showing === showing) pickWindow.close()
      return copied
    },
    'pick:open-main': () => {
      pickWindow.close()
      mainWindow.open()
      return undefined
    },
    'pick:close': () => {
      pickWindow.dismiss()
      return undefined
    }
  }
}

function isByCounter({ door }: PickParts, id: string): boolean {
  return door.vault.accounts.some((account) => account.id === id && !isTimeBased(account))
}
