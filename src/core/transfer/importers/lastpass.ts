/** LastPass Authenticator's export: JSON `{version: 3, accounts: […], folders: […]}`. All accounts are TOTP. */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { damaged, objectIn } from '../container.ts'
import { algorithmField, neededText, numberField } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { fieldOf, isList, isObject, listOf, numberOf, textOf, type Json } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'

const NEWEST = 3

export const lastpassImporter: Importer = {
  format: 'lastpass',
  recognise: (peek) => {
    const json = peek.json
    const accounts = fieldOf(json, 'accounts')
    const isTheirs =
      isList(accounts) &&
      numberOf(json, 'version') !== undefined &&
      isObject(json) &&
      (json.has('deviceId') || json.has('localDeviceId') || isList(json.get('folders')))
    return isTheirs &&
      accounts.every((one) => isObject(one) && (one.has('issuerName') || one.has('userName')))
      ? { isEncrypted: false }
      : null
  },
  read: async (peek) => {
    const json = objectIn(peek)
    const version = numberOf(json, 'version')
    if (version === undefined || version > NEWEST) {
      throw new TransferError('unsupported-version', {
        field: 'version',
        expected: `≤ ${NEWEST}`,
        got: version === undefined ? 'none' : String(version)
      })
    }
    const folders = new Map(
      listOf(json, 'folders').map((folder) => [numberOf(folder, 'id'), textOf(folder, 'name')])
    )
    const accounts = json.get('accounts')
    if (!isList(accounts)) damaged('accounts', 'a list', 'something else')
    return await readEntries(accounts, (entry) => readAccount(entry, folders), nameOf)
  }
}

type Folders = ReadonlyMap<number | undefined, string | undefined>

function readAccount(entry: Json, folders: Folders): NewAccount {
  const folder = folders.get(numberOf(fieldOf(entry, 'folderData'), 'folderId'))
  return accountFrom({
    kind: 'totp',
    issuer: issuerOf(entry) ?? '',
    label: labelOf(entry) ?? '',
    secretBase32: neededText(entry, 'secret'),
    algorithm: algorithmField(entry, 'algorithm', 'SHA1'),
    digits: numberField(entry, 'digits', DIGITS.usual),
    period: numberField(entry, 'timeStep', PERIOD.usual),
    counter: 0,
    details: {
      groups: folder === undefined ? [] : [folder],
      isFavourite: fieldOf(entry, 'isFavorite') === true
    }
  })
}

function nameOf(entry: Json): string {
  return entryName(issuerOf(entry), labelOf(entry))
}

/** As it was edited, else as it came. */
function issuerOf(entry: Json): string | undefined {
  return textOf(entry, 'issuerName') ?? textOf(entry, 'originalIssuerName')
}

function labelOf(entry: Json): string | undefined {
  return textOf(entry, 'userName') ?? textOf(entry, 'originalUserName')
}
