/** Words about importing, in Japanese. */
import type { transfer as en } from '../en/transfer.ts'
import { fieldNamed } from './field-names.ts'
import { terminal } from './terminal.ts'

const EVERYWHERE = terminal.help.list.slice(terminal.help.list.indexOf('共通のオプション'))

const formats: (typeof en)['formats'] = {
  zeroskew: 'Zeroskew',
  'key-uri': 'otpauth://リンク',
  'google-migration': 'Google認証システム',
  aegis: 'Aegis',
  '2fas': '2FAS',
  andotp: 'andOTP',
  ente: 'Ente Auth',
  proton: 'Proton Authenticator',
  bitwarden: 'Bitwarden',
  'bitwarden-csv': 'Bitwarden(CSV)',
  'bitwarden-authenticator': 'Bitwarden Authenticator',
  stratum: 'Stratum',
  freeotp: 'FreeOTP 1',
  freeotp2: 'FreeOTP 2',
  'freeotp-plus': 'FreeOTP+',
  keepass: 'KeePassXC',
  lastpass: 'LastPass Authenticator',
  raivo: 'Raivo OTP',
  duo: 'Duo Mobile',
  steam: 'Steam',
  'totp-authenticator': 'TOTP Authenticator',
  winauth: 'WinAuth',
  'authenticator-plus': 'Authenticator Plus',
  authy: 'Authy',
  'battle-net': 'Battle.net',
  'authenticator-cc': 'Authenticator(ブラウザー拡張機能)',
  authme: 'Authme'
}

export const transfer: typeof en = {
  formats,
  help: `使い方: zeroskew import ファイル... [--from 形式] [--password-file F]
                        [--with-trash] [--dry-run] [--json]

ほかのアプリの書き出しやバックアップ、QRコードの画像からアカウントを取り込みま
す。どのアプリのものかは中身で見分けます。ファイル「-」は標準入力です。既にある
アカウントは置き換えず、同じものは知らせるだけで二重にはしません。

  --from 形式            この形式だけを試します:
                         ${Object.keys(formats)
                           .join(', ')
                           .replace(/(.{1,54})(?: |$)/gu, '$1\n                         ')
                           .trimEnd()}
  --password-file F      書き出しのパスワード(末尾の改行1つは除きます)。なければ
                         尋ねます
  --with-trash           相手のアプリのごみ箱にあるものを、通常のアカウントと
                         して取り込みます。なければ、こちらのごみ箱に入ります
  --dry-run              何が取り込まれるかを示し、何も変えません
  --json                 {format, found, added, addedToTrash, alreadyThere,
                         leftOut, failed: [{entry, name, code, message}],
                         entries: [{entry, state, kind, issuer, label,
                         counter?, trashed?, unread?, shortened?, code?}]}。
                         addedToTrash は added のうちごみ箱に入った数です。ファ
                         イルが複数なら、各項目に file とその中の番号が付き、
                         files もあります

終了コード 0: すべて取り込めた、1: 読めない項目があった、2: 1件も読めなかった。

${EVERYWHERE}`,
  askPassword: (name, format) => `${name}(${format})のパスワード: `,
  askPasswordOf: (name) => `${name}のパスワード: `,
  passwordByFile:
    'このファイルは暗号化されていますが、標準入力が端末ではないため、パスワードをたずねられません。ほかのアプリで決めたパスワードを --password-file F で渡してください。',
  deriving: (seconds) => `パスワードの確認に約${seconds}秒かかります。`,
  headings: ['', '名前', '今のコード'],
  counter: (counter) => `カウンター${counter}`,
  states: {
    new: '新規',
    'already-there': '既にあり',
    'same-name': '新規(同名あり)',
    'twice-in-file': 'ファイル内で重複'
  },
  intoTrash: 'ごみ箱へ',
  twiceInFiles: 'これらのファイルで重複',
  found: (name, format, count) => `${name}(${format}): ${count}件`,
  sum: (figures) =>
    [
      `${figures.found}件 = 追加${figures.added}件 + 既にあり${figures.alreadyThere}件`,
      ...(figures.leftOut === 0 ? [] : [`取り込まず${figures.leftOut}件`]),
      `読めず${figures.failed}件`
    ].join(' + '),
  wouldSum: (figures) =>
    [
      `${figures.found}件 = 追加予定${figures.added}件 + 既にあり${figures.alreadyThere}件`,
      ...(figures.leftOut === 0 ? [] : [`取り込まず${figures.leftOut}件`]),
      `読めず${figures.failed}件`
    ].join(' + '),
  dryRun: '試しただけで、何も変えていません。',
  failedEntry: (entry, name, sentence) => `${entry}件目${name === '' ? '' : `(${name})`}: ${sentence}`,
  without: (field, names) =>
    `${fieldNamed(field)}は読み取れないため、なしで取り込みます: ${names.length > 5 ? `${names.length}件` : names.join('、')}`,
  shortened: (field, names) =>
    `${fieldNamed(field)}は1,024バイトを超えるため、はじめの部分だけ取り込みます: ${names.length > 5 ? `${names.length}件` : names.join('、')}`,
  keepSource: '取り込めなかった項目があります。すべてのコードを比べるまで、元のアプリは消さないでください。',
  missingParts: (parts, of) =>
    `この書き出しのQRコード${of}枚のうち${parts.join('、')}枚目がありません。それも取り込んでください。`,
  inTrash: (names) =>
    `元のアプリでも、こちらでもごみ箱にあるもの: ${names.length > 5 ? `${names.length}件` : names.join('、')}`,
  inOurTrash: (name) => `${name}はこちらのごみ箱にもあります。新しいアカウントとして取り込みました。`,
  undo: '取り消すには: zeroskew remove 検索語',
  restore: 'ごみ箱から戻すには: zeroskew restore 検索語',
  unreadable: (name, sentence) => `${name}: ${sentence}`
}
