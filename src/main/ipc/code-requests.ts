/** What the main window may ask about codes: shown, copied, two in a row, the next one by counter. */
import { VaultError } from '../../core/vault/vault-error.ts'
import type { Handlers, RequestsOf } from '../../shared/ipc.ts'
import { consecutiveAsArguments, consecutiveCodes, copyCode } from '../codes/code-copying.ts'
import type { HandlerParts } from './request-parts.ts'

export function codeHandlers({
  door,
  board,
  copying,
  windowCodes
}: HandlerParts): Handlers<RequestsOf<'codes'>> {
  return {
    'codes:list': windowCodes,
    'codes:copy': (id, which) => copyCode(copying, id, which),
    'codes:consecutive': (id) => consecutiveCodes(copying, id),
    'codes:copy-consecutive': async (id) => {
      await copying.copy(consecutiveAsArguments(consecutiveCodes(copying, id)))
      copying.noteUse(id)
      return undefined
    },
    'codes:next-hotp': async (id) => {
      const { code, counter } = await door.vault.nextHotp(id)
      if (!door.isOpen) throw new VaultError('locked', 'expected the vault to stay open, it was locked')
      const view = { id, code, counter }
      board.showHotp(view)
      return view
    }
  }
}
