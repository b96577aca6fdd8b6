/** Touch ID, where Electron has it: macOS alone. What Windows Hello and polkit would need: docs/threat-model.md. */
import { systemPreferences } from 'electron'

/**
 * Asks the system who sits here, or null where it can't be asked.
 * @param reason - Goes on as "Zeroskew is trying to …".
 */
export function systemAsker(reason: () => string): (() => Promise<void>) | null {
  // The functions are there on macOS only, whatever the declarations say.
  const canAsk = 'canPromptTouchID' in systemPreferences && systemPreferences.canPromptTouchID()
  return canAsk ? () => systemPreferences.promptTouchID(reason()) : null
}
