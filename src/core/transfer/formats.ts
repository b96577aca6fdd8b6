/** The formats by name, as `--from` and `--to` take them and the receipt tells them. */

export const IMPORT_FORMATS = [
  'zeroskew',
  'key-uri',
  'google-migration',
  'aegis',
  '2fas',
  'andotp',
  'ente',
  'proton',
  'bitwarden',
  'bitwarden-csv',
  'bitwarden-authenticator',
  'stratum',
  'freeotp',
  'freeotp2',
  'freeotp-plus',
  'keepass',
  'lastpass',
  'raivo',
  'duo',
  'steam',
  'totp-authenticator',
  'winauth',
  'authenticator-plus',
  'authy',
  'battle-net',
  'authenticator-cc',
  'authme'
] as const

export type FormatId = (typeof IMPORT_FORMATS)[number]

export const EXPORT_FORMATS = [
  'zeroskew',
  'key-uri',
  'aegis',
  'aegis-encrypted',
  '2fas',
  '2fas-encrypted',
  'bitwarden',
  'google-migration',
  'html'
] as const

export type ExportFormatId = (typeof EXPORT_FORMATS)[number]
