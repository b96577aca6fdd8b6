/** Fields of accounts by whatever name an app's file has them: people are told of "digits", not of "TimeOtp-Length". */

/** What a field of an account is, however a file calls it. */
export type AccountField =
  | 'account'
  | 'algorithm'
  | 'counter'
  | 'digits'
  | 'favourite'
  | 'group'
  | 'groups'
  | 'icon'
  | 'issuer'
  | 'kind'
  | 'label'
  | 'name'
  | 'note'
  | 'period'
  | 'pin'
  | 'secret'
  | 't0'
  | 'usage'

/** As the files of other apps write them, in lower case. */
const SAID_OTHERWISE: Readonly<Record<string, AccountField>> = {
  codedisplay: 'icon',
  encryptedsecret: 'secret',
  entry_type: 'kind',
  'hmacotp-counter': 'counter',
  otpsecret: 'secret',
  secretseed: 'secret',
  size: 'digits',
  step: 'period',
  'timeotp-length': 'digits',
  'timeotp-period': 'period',
  timer: 'period',
  timestep: 'period',
  tokentype: 'kind',
  type: 'kind',
  username: 'label'
}

/**
 * A field's name for a sentence.
 * @param field - as an error tells it: ours, or that of the file
 * @param names - the names in one language
 * @param quoted - a file's own name, which only its makers know, set off from the sentence
 */
export function fieldName(
  field: string,
  names: Readonly<Record<AccountField, string>>,
  quoted: (name: string) => string
): string {
  const key = field.toLowerCase()
  const known = Object.hasOwn(SAID_OTHERWISE, key) ? SAID_OTHERWISE[key] : key
  if (known !== undefined && isAccountField(known, names)) return names[known]
  return quoted(field)
}

function isAccountField(name: string, names: Readonly<Record<AccountField, string>>): name is AccountField {
  return Object.hasOwn(names, name)
}
