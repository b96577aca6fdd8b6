/** What went wrong and what to do next, in English. */
import { assertNever, type Failure } from '../../failure.ts'
import { fieldNamed } from './field-names.ts'
import { fileUnreadable, notAnExport } from './file-failure.ts'
import { brokenLink, lockHeld, notSaved } from './saving-failure.ts'

export function failure(it: Failure): string {
  const field = it.field === undefined ? 'data' : fieldNamed(it.field)
  const expected = it.expected ?? 'something else'
  const came = it.got === undefined ? '' : `, got ${it.got}`
  switch (it.code) {
    case 'not-a-key-uri':
      return `This is not an account: expected ${it.expected ?? 'a text that begins with otpauth://'}${came}. Copy the whole link or the QR image and try again.`
    case 'bad-field':
      return `The account’s ${field} can’t be used: expected ${expected}${came}. Copy it again from the site.`
    case 'unsupported-type':
      return `This kind of account is not known: expected ${expected}${came}. It was not added.`
    case 'too-large':
      return `${it.field === undefined ? 'This' : `The ${field}`} is too large: expected ${it.expected ?? 'less'}${came}. Nothing was changed.`
    case 'no-account-found':
      return 'No account was found there. Copy a link that begins with otpauth://, or a picture of a QR code.'
    case 'not-an-image':
      if (it.got === 'a damaged picture')
        return 'This is a damaged picture, or one cut short. Copy the file again, whole, or take another screenshot of the QR code.'
      return 'This file is no picture that can be read: expected PNG, JPEG, GIF or BMP. Take a screenshot of the QR code and try again.'
    case 'no-qr-code':
      return 'No QR code was found in the picture. Take a larger or sharper screenshot and try again.'
    case 'file-unreadable':
      return fileUnreadable(it.got)
    case 'no-vault':
      return 'There is no vault yet. Make one first: zeroskew vault init, or open the window.'
    case 'vault-exists':
      if (it.got === 'ENOLINK') return brokenLink
      return it.got === undefined
        ? 'There is a vault already; it was left as it is.'
        : `What lies there can’t be read (${it.got}). It was left as it is, and no vault was made; check the path, and that you may read it.`
    case 'vault-locked':
      return 'The vault is locked. Unlock it first.'
    case 'wrong-credential':
      return 'That doesn’t open the vault. Check the passphrase or recovery code and try again; the vault is unchanged.'
    case 'key-unavailable':
      return 'The key of this vault is not in the keychain. Open it with the passphrase or the recovery code; the vault is unchanged.'
    case 'vault-unreadable':
      if (it.got === 'ENOLINK') return brokenLink
      return `The vault file can’t be read${it.got === undefined ? '' : ` (${it.got})`}. It was left as it is; check the path, and that you may read it.`
    case 'damaged':
      return 'The vault file is damaged. It was left as it is; restore a backup beside it.'
    case 'newer-version':
      return 'The vault was written by a newer version of Zeroskew. It was left as it is; update Zeroskew to open it.'
    case 'last-way-in':
      return 'This would leave fewer than two ways into the vault. Add another way in first.'
    case 'passphrase-needed':
      return 'Without a keychain a passphrase is needed. Choose one and try again.'
    case 'wrong-recovery-code':
      return 'That is not the recovery code of this vault. Compare it group by group, or make a new one.'
    case 'unknown-account':
      return 'This account is not in the vault any more. Look at the list again.'
    case 'not-hotp':
      return 'This account’s code follows from the time; it has no counter to advance.'
    case 'no-code-shown':
      return 'This account has no code on show yet. Ask for its next code first.'
    case 'lock-held':
      return lockHeld(it.path)
    case 'not-saved':
      return notSaved(it.got, it.path)
    case 'unknown-whether-saved':
      return 'It is not known whether the change was saved. Check the disk, then look at the list again.'
    case 'key-changed':
      return 'The key of this vault was changed. Open the vault again, or an older file by the ways that led into it then.'
    case 'counter-in-doubt':
      return 'An older vault was put back, so this account’s counter may have been used already. Confirm the counter first.'
    case 'share-mistyped':
      return 'That is not a share, or it is mistyped. Compare it group by group with the sheet.'
    case 'shares-differ':
      return 'These shares are of different sets. Use shares whose sheets show the same set.'
    case 'share-twice':
      return 'The same share was given twice. Give another one of the set.'
    case 'shares-too-few':
      return 'These are too few shares. The sheet says how many are needed; find another one.'
    case 'shares-void':
      return 'These shares don’t open this vault: they are of another vault, or newer ones were made since.'
    case 'keychain-locked':
      return 'The keychain is locked. Unlock it, or use the passphrase or the recovery code.'
    case 'keychain-unreachable':
      return 'The keychain doesn’t answer. Use the passphrase or the recovery code.'
    case 'keychain-absent':
      return 'There is no keychain on this system. Use the passphrase or the recovery code.'
    case 'clock-before-1970':
      return 'This computer’s clock stands before 1970, and there are no codes for that time. Set the clock and try again.'
    case 'bad-server':
      return `This is not a time server’s address: expected ${it.expected ?? 'ntp://host, nts://host or https://host'}${came}.`
    case 'no-site-time':
      return `The site gave no time that can be used${it.got === undefined ? '' : ` (${it.got})`}. Try again, or ask another address of it.`
    case 'bad-code':
      return `This can’t be a code of this account: expected ${expected}${came}. Type it as the other device shows it.`
    case 'network-off':
      return 'Zeroskew is set never to use the network. Switch that off in the settings first.'
    case 'bad-setting':
      return `This setting can’t be ${it.got ?? 'that'}: expected ${expected}. It was left as it was.`
    case 'needs-reauthentication':
      return 'Show first that it is you: type the passphrase or the recovery code.'
    case 'unknown-backup':
      return 'This backup is not there any more. Look at the list again.'
    case 'not-put-back':
      return `The backup was not put in place${it.got === undefined ? '' : ` (${it.got})`}. The vault is as it was.`
    case 'cancelled':
      return 'Cancelled. Nothing was changed.'
    case 'not-an-export':
      return notAnExport(it.expected, it.got)
    case 'password-needed':
      return 'This file is encrypted. Type the password that was chosen for it in the other app.'
    case 'wrong-password':
      return 'That is not the password of this file. Type the one that was chosen when it was exported; capitals count.'
    case 'unsupported-version':
      return `This version of the format can’t be read: expected ${expected}${came}. Export again from a current version of the other app.`
    case 'unsupported-parameters':
      return `This file is encrypted in a way that can’t be read here: expected ${expected}${came}. Export it again with the other app’s usual settings.`
    case 'damaged-file':
      return `This file is damaged or cut short${it.expected === undefined ? '' : `: expected ${it.expected}${came}`}. Export it again from the other app.`
    case 'cannot-carry':
      return `This format can’t carry ${field}: expected ${expected}${came}. Choose another format.`
    case 'took-too-long':
      return 'Reading this took longer than any honest file needs, and was stopped. Nothing was added.'
    case 'nothing-to-import':
      return 'There is no import under way. Choose a file first.'
    case 'no-camera':
      return 'There is no camera that may be used. Allow it in the system’s settings, or take a screenshot of the code.'
    case 'screen-refused':
      return 'The system doesn’t let Zeroskew look at the screen. Allow it in the system’s settings, or copy a screenshot.'
    case 'internal':
      return 'Something went wrong inside Zeroskew; nothing was changed. Please report it.'
    default:
      return assertNever(it.code)
  }
}
