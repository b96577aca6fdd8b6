/**
 * Bitwarden's exports (JSON, CSV, password-protected JSON) and those of Bitwarden Authenticator: logins with a Key URI,
 * a bare secret or `steam://SECRET` in their `totp`. Logins without one aren't entries.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { entryName, readEntries } from '../collect.ts'
import { damaged, objectIn } from '../container.ts'
import { csvRows } from '../csv.ts'
import { groupsField, neededText, numberField, shortNote } from '../entry-values.ts'
import type { Importer, ReadExport, Without } from '../importer.ts'
import { fieldOf, isList, isObject, listOf, textOf, type Json, type JsonObject } from '../safe-json.ts'
import { TransferError } from '../transfer-error.ts'
import { accountFromUri } from '../uri-account.ts'
import { openBitwarden } from './bitwarden-seal.ts'

export const bitwardenImporter: Importer = {
  format: 'bitwarden',
  recognise: (peek) => {
    const json = peek.json
    if (!isObject(json)) return null
    if (json.get('encrypted') === true) {
      if (json.get('passwordProtected') === true && textOf(json, 'data') !== undefined)
        return { isEncrypted: true }
      // No password helps with it: reading says so.
      return isRestricted(json) ? { isEncrypted: false } : null
    }
    return isList(json.get('items')) && isVault(json) ? { isEncrypted: false } : null
  },
  read: async (peek, help) => {
    const file = objectIn(peek)
    if (file.get('encrypted') !== true) return await readItems(file)
    if (file.get('passwordProtected') !== true) {
      throw new TransferError('unsupported-parameters', {
        field: 'encrypted',
        expected: 'an export that is plain or protected by a password',
        got: 'one that is restricted to its Bitwarden account'
      })
    }
    return await readItems(await openBitwarden(file, help))
  }
}

/** The stand-alone app: the same items, without folders and collections beside them. */
export const bitwardenAuthenticatorImporter: Importer = {
  format: 'bitwarden-authenticator',
  recognise: (peek) => {
    const json = peek.json
    if (!isObject(json) || json.get('encrypted') === true || isVault(json)) return null
    const items = json.get('items')
    const isOurs = isList(items) && items.some((item) => textOf(fieldOf(item, 'login'), 'totp') !== undefined)
    return isOurs ? { isEncrypted: false } : null
  },
  read: async (peek) => await readItems(objectIn(peek))
}

export const bitwardenCsvImporter: Importer = {
  format: 'bitwarden-csv',
  recognise: ({ text }) =>
    text !== null && /^(?:"?\w{1,40}"?,){1,40}"?login_totp\b/u.test(text) ? { isEncrypted: false } : null,
  read: async ({ text }) => {
    let columns: readonly string[] | undefined
    const logins: Login[] = []
    for (const row of csvRows(text ?? '')) {
      if (columns === undefined) {
        columns = row
        continue
      }
      const login = loginInRow(row, columns)
      if (hasTotp(login)) logins.push(login)
    }
    return await readLogins(logins)
  }
}

/** What there is of a login, in either form. */
interface Login {
  readonly name: string
  readonly username: string
  readonly totp: string
  readonly note: string
  readonly groups: readonly string[]
  readonly isFavourite: boolean
  /** The JSON it stands in: its `totp` may be anything, and Bitwarden Authenticator has further fields. */
  readonly json?: Json
}

function isRestricted(json: JsonObject): boolean {
  return isList(json.get('items')) || textOf(json, 'encKeyValidation_DO_NOT_EDIT') !== undefined
}

function isVault(json: JsonObject): boolean {
  return isList(json.get('folders')) || isList(json.get('collections'))
}

async function readItems(file: Json): Promise<ReadExport> {
  const items = fieldOf(file, 'items')
  if (!isList(items)) damaged('items', 'a list', 'something else')
  const names = new Map(
    [...listOf(file, 'folders'), ...listOf(file, 'collections')].map((one) => [
      textOf(one, 'id') ?? '',
      textOf(one, 'name') ?? ''
    ])
  )
  return await readLogins(items.map((item) => loginInItem(item, names)).filter(hasTotp))
}

function loginInItem(item: Json, names: ReadonlyMap<string, string>): Login {
  const login = fieldOf(item, 'login')
  const groups = [textOf(item, 'folderId'), ...listOf(item, 'collectionIds')]
  return {
    name: textOf(item, 'name') ?? '',
    username: textOf(login, 'username') ?? '',
    totp: textOf(login, 'totp') ?? '',
    note: textOf(item, 'notes') ?? '',
    groups: groups.map((id) => (typeof id === 'string' ? (names.get(id) ?? '') : '')),
    isFavourite: fieldOf(item, 'favorite') === true,
    ...(login === undefined ? {} : { json: login })
  }
}

function loginInRow(row: readonly string[], columns: readonly string[]): Login {
  const cell = (column: string): string => row[columns.indexOf(column)] ?? ''
  // Bitwarden Authenticator quotes nothing and writes more cells than columns: a comma in a name moves the others.
  const moved =
    row.length > columns.length ? row.find((one) => /^(?:otpauth|steam):\/\//iu.test(one)) : undefined
  return {
    name: cell('name'),
    username: cell('login_username'),
    totp: moved ?? cell('login_totp'),
    note: cell('notes'),
    groups: [cell('folder'), ...cell('collections').split(',')],
    isFavourite: cell('favorite') === '1'
  }
}

/** What isn't a text counts too: it can't be read, which has to be told. */
function hasTotp({ totp, json }: Login): boolean {
  const written = fieldOf(json, 'totp') ?? totp
  return typeof written !== 'string' || written.trim() !== ''
}

async function readLogins(logins: readonly Login[]): Promise<ReadExport> {
  return await readEntries(logins, readLogin, ({ name, username }) => entryName(name, username))
}

/** The URI's own names win, because the login's name is often that of a site with several of them. */
function readLogin(
  { name, username, note, groups, isFavourite, json, ...login }: Login,
  _: number,
  without: Without
): NewAccount {
  const totp = json === undefined ? login.totp : neededText(json, 'totp')
  const details = { groups: groupsField(groups), note: shortNote(note, without), isFavourite }
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//iu.test(totp)) {
    return accountFromUri(totp, { issuer: name, label: username }, details)
  }
  return accountFrom({
    kind: 'totp',
    issuer: name,
    label: username,
    secretBase32: totp,
    algorithm: 'SHA1',
    digits: numberField(json, 'digits', DIGITS.usual),
    period: numberField(json, 'period', PERIOD.usual),
    counter: 0,
    details
  })
}
