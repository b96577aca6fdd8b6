/**
 * Bitwarden's unencrypted JSON, as its help page "Condition a .json" describes it: a login for each account. Bitwarden
 * makes TOTP and Steam codes, and takes a HOTP's URI for a TOTP's, so that those are left out.
 */
import { PERIOD, NO_DETAILS, type NewAccount } from '../../otp/account.ts'
import { formatKeyUri } from '../../otp/key-uri.ts'
import { secretText } from '../../otp/secret-text.ts'
import type { Exporter, LossField, Writing } from './exporter.ts'
import { detailLosses, groupIds, groupLosses, jsonBytes, uuid } from './fields.ts'

export const bitwardenExporter: Exporter = {
  format: 'bitwarden',
  isPlain: true,
  extension: 'json',
  losses: (account) => [
    ...codeLosses(account),
    ...groupLosses(account),
    ...detailLosses(account, ['groups', 'note', 'favourite'])
  ],
  write: (accounts, writing) => {
    const folders = groupIds(accounts, writing.randomBytes)
    const items = accounts.map((account) => itemOf(account, folders, writing))
    const used = new Set(accounts.map(({ details = NO_DETAILS }) => details.groups[0]))
    return Promise.resolve([
      jsonBytes(
        {
          encrypted: false,
          folders: [...folders].filter(([name]) => used.has(name)).map(([name, id]) => ({ id, name })),
          items
        },
        2
      )
    ])
  }
}

/** Of a Steam account it keeps nothing but the secret. */
function codeLosses(account: NewAccount): readonly LossField[] {
  switch (account.kind) {
    case 'totp':
      return []
    case 'steam': {
      const changed: LossField[] = []
      if (account.algorithm !== 'SHA1') changed.push('algorithm')
      if (account.period !== PERIOD.usual) changed.push('period')
      if (changed.length > 0) return ['account', ...changed]
      // A login has to have a name, so that the label, or Steam's, stands in for it.
      return account.issuer === '' ? ['issuer'] : []
    }
    default:
      return ['account', 'kind']
  }
}

function itemOf(account: NewAccount, folders: ReadonlyMap<string, string>, { randomBytes }: Writing): object {
  const { kind, issuer, label, details = NO_DETAILS } = account
  const [group] = details.groups
  const totp = kind === 'steam' ? `steam://${secretText(account.secret, 'base32')}` : formatKeyUri(account)
  return {
    id: uuid(randomBytes),
    organizationId: null,
    folderId: group === undefined ? null : folders.get(group),
    type: LOGIN,
    reprompt: 0,
    name: issuer === '' ? label : issuer,
    notes: details.note === '' ? null : details.note,
    favorite: details.isFavourite,
    login: { uris: [], username: label === '' ? null : label, password: null, totp },
    collectionIds: null
  }
}

const LOGIN = 1
