/** Changes that people make to accounts without touching their keys: names, details, and the order of the list. */
import type { AccountIcon } from '../otp/account.ts'
import { cleanGroups, cleanName, cleanNote } from '../otp/clean-text.ts'
import { iconFields, inOrder, positionOf, withHistory } from './account-record.ts'
import { checkDetails, found } from './account-limits.ts'
import { sameCbor, type CborValue, type Fields } from './cbor.ts'
import { withPayload, type Contents } from './contents.ts'
import { ID_BYTES } from './key-slot.ts'
import { withField } from './payload.ts'
import { withRecords, type Records } from './records.ts'

/** What is to be changed; what isn't named stays. */
export interface AccountEdit {
  readonly issuer?: string
  readonly label?: string
  /** Its lines are kept; '' takes it away. */
  readonly note?: string
  /** The groups that each account is in afterwards. */
  readonly groups?: readonly string[]
  readonly isFavourite?: boolean
  /** `null` takes it away. */
  readonly icon?: AccountIcon | null
}

/**
 * Changes names and details of several accounts; former names go to their histories.
 * @param day - of use
 * @throws {@link VaultError} `unknown-account`, `too-large`
 */
export function editAccounts(
  contents: Contents,
  ids: readonly string[],
  edit: AccountEdit,
  day: number,
  randomBytes: (length: number) => Buffer
): Contents {
  const wanted = fieldsOf(edit)
  const { accounts } = contents.payload
  const edits = new Map<string, Fields>()
  for (const id of new Set(ids)) {
    const record = found(accounts.get(id), id)
    const changed = wanted.filter(([name, value]) => !isAlready(record, name, value))
    if (changed.length > 0) {
      edits.set(id, withFormerNames(edited(record, changed), record, day, randomBytes))
    }
  }
  return edits.size === 0 ? contents : withPayload(contents, { accounts: withRecords(accounts, edits) })
}

/**
 * Puts accounts, in the order given, before another one, or at the end (`null`). Only theirs change of all positions,
 * so that what another process did to the others stands, unless there is no number left between two neighbours.
 * @throws {@link VaultError} `unknown-account`
 */
export function moveAccounts(contents: Contents, ids: readonly string[], beforeId: string | null): Contents {
  const { accounts } = contents.payload
  const moved = new Set(ids)
  const order = inOrder(accounts).map(([id]) => id)
  const place = beforeId === null ? order.length : order.indexOf(beforeId)
  for (const id of [...moved, ...(beforeId === null ? [] : [beforeId])]) {
    found(accounts.get(id), id)
  }
  const before = order.slice(0, place).filter((id) => !moved.has(id))
  const after = order.slice(place).filter((id) => !moved.has(id))
  const wanted = [...before, ...moved, ...after]
  if (wanted.every((id, at) => id === order[at])) {
    return contents
  }
  const positions = positionsBetween(accounts, before.at(-1), after[0], moved.size)
  const ordered =
    positions === null
      ? wanted.map((id, position) => [id, position] as const)
      : [...moved].map((id, at) => [id, positions[at] ?? 0] as const)
  const changed = ordered.map(
    ([id, position]) => [id, withField(found(accounts.get(id), id), 'position', position)] as const
  )
  return withPayload(contents, { accounts: withRecords(accounts, new Map(changed)) })
}

/** The fields that an edit asks for; `undefined` for one that is to go. */
function fieldsOf(edit: AccountEdit): readonly (readonly [string, CborValue])[] {
  const { issuer, label, note, groups, isFavourite, icon } = edit
  const clean = {
    ...(issuer === undefined ? {} : { issuer: cleanName(issuer) }),
    ...(label === undefined ? {} : { label: cleanName(label) }),
    ...(note === undefined ? {} : { note: cleanNote(note) }),
    ...(groups === undefined ? {} : { groups: cleanGroups(groups) }),
    ...(icon === undefined ? {} : { icon })
  }
  checkDetails(clean)
  return [
    ...(clean.issuer === undefined ? [] : [['issuer', clean.issuer] as const]),
    ...(clean.label === undefined ? [] : [['label', clean.label] as const]),
    ...(clean.note === undefined ? [] : [['note', clean.note || undefined] as const]),
    ...(clean.groups === undefined
      ? []
      : [['groups', clean.groups.length === 0 ? undefined : clean.groups] as const]),
    ...(isFavourite === undefined ? [] : [['favourite', isFavourite || undefined] as const]),
    ...(icon === undefined ? [] : [['icon', icon === null ? undefined : iconFields(icon)] as const])
  ]
}

function isAlready(record: Fields, name: string, value: CborValue): boolean {
  return value === undefined ? !record.has(name) : record.has(name) && sameCbor(record.get(name), value)
}

function edited(record: Fields, changed: readonly (readonly [string, CborValue])[]): Fields {
  return changed.reduce((fields, [name, value]) => withField(fields, name, value), record)
}

function withFormerNames(
  after: Fields,
  before: Fields,
  day: number,
  randomBytes: (length: number) => Buffer
): Fields {
  const former = ['issuer', 'label'].filter((name) => before.get(name) !== after.get(name))
  if (former.length === 0) {
    return after
  }
  const fields: Fields = new Map(former.map((name) => [name, before.get(name)]))
  return withHistory(after, [{ id: randomBytes(ID_BYTES), day, why: 'edited', fields }])
}

/** So many numbers between the positions of two neighbours, or `null` where they are too close to each other. */
function positionsBetween(
  accounts: Records,
  lowerId: string | undefined,
  upperId: string | undefined,
  count: number
): readonly number[] | null {
  const positionIn = (id: string | undefined): number | null => {
    const record = id === undefined ? undefined : accounts.get(id)
    return record === undefined ? null : positionOf(record)
  }
  const [lower, upper] = [positionIn(lowerId), positionIn(upperId)]
  const from = lower ?? (upper ?? 0) - count - 1
  const to = upper ?? from + count + 1
  const step = (to - from) / (count + 1)
  const positions = Array.from({ length: count }, (_, at) => from + step * (at + 1))
  const all = [from, ...positions, to]
  return all.every((position, at) => at === 0 || position > (all[at - 1] ?? position)) ? positions : null
}
