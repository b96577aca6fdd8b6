/**
 * Duo Mobile's accounts (`accounts.json` of its backup): a list of `{name, otpGenerator: {otpSecret, counter?}}`. No
 * counter means TOTP; the format keeps no algorithm, digits or period: SHA1, 6, 30 s. It keeps no issuer either.
 */
import { accountFrom } from '../../otp/account-fields.ts'
import { DIGITS, PERIOD, type NewAccount } from '../../otp/account.ts'
import { readEntries } from '../collect.ts'
import { damaged } from '../container.ts'
import { neededText, numberField, unsupportedType } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { fieldOf, isList, isObject, textOf, type Json } from '../safe-json.ts'

export const duoImporter: Importer = {
  format: 'duo',
  recognise: (peek) => {
    const json = peek.json
    const isTheirs = isList(json) && json.some((one) => isObject(fieldOf(one, 'otpGenerator')))
    return isTheirs ? { isEncrypted: false } : null
  },
  read: async ({ json }) =>
    await readEntries(isList(json) ? json : damaged('file', 'a list', 'something else'), readAccount, nameOf)
}

function readAccount(entry: Json): NewAccount {
  const generator = fieldOf(entry, 'otpGenerator')
  // Duo's own accounts are approved with a push and have nothing to count with.
  if (!isObject(generator)) unsupportedType(textOf(entry, 'accountType') ?? '', 'one with an otpGenerator')
  const counter = generator.get('counter')
  const isHotp = counter !== undefined && counter !== null
  return accountFrom({
    kind: isHotp ? 'hotp' : 'totp',
    issuer: '',
    label: nameOf(entry),
    secretBase32: neededText(generator, 'otpSecret'),
    algorithm: 'SHA1',
    digits: DIGITS.usual,
    period: PERIOD.usual,
    counter: isHotp ? numberField(generator, 'counter') : 0
  })
}

function nameOf(entry: Json): string {
  return textOf(entry, 'name') ?? ''
}
