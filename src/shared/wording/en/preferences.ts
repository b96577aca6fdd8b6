/** Words of the settings about locking, copying and keeping, in English. */
import type { PreferencesView } from '../../views/settings.ts'
import { count } from './count.ts'

export const preferences = {
  locking: {
    title: 'Locking',
    after: 'Lock when this computer isn’t used for',
    never: 'never',
    minutes: (n: number): string =>
      n % 60 === 0 ? count(n / 60, 'hour', 'hours') : count(n, 'minute', 'minutes'),
    onScreenLock: 'Lock with the screen',
    onSuspend: 'Lock when this computer sleeps',
    honest: 'Locking hides your codes; anyone at this session can unlock.',
    honestHint: 'With a passphrase set, it is asked for after locking.',
    setPassphrase: 'Set a passphrase…'
  },
  copying: {
    title: 'Copying',
    clear: 'Clear the clipboard after',
    clearHint: 'Only if the code is still in it.',
    seconds: (n: number): string =>
      n % 60 === 0 ? count(n / 60, 'minute', 'minutes') : count(n, 'second', 'seconds'),
    nearEnd: 'When a code is about to end',
    nearEndOptions: {
      wait: 'wait for the next one',
      next: 'copy the next one',
      now: 'copy it anyway'
    } satisfies Record<PreferencesView['nearEnd'], string>
  },
  hiding: {
    title: 'Hiding codes',
    hides: 'Show a code only when it is asked for',
    onBlur: 'Hide codes while another window is in front',
    protects: 'Keep Zeroskew’s windows out of screen recordings',
    protectsHint: 'Where the system can.'
  },
  keeping: {
    title: 'The vault',
    ways: 'Ways in',
    waysHint: 'Keychain, passphrase, recovery code, shares, master key.',
    backups: 'Backups',
    backupsHint: 'Look inside, take accounts out, a second place.',
    trash: 'Trash',
    trashHint: 'Deleted accounts, for 30 days of use.'
  }
}
