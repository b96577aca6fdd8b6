/** Words about exporting, in Japanese. */
import type { exports as en } from '../en/exports.ts'
import { terminal } from './terminal.ts'

const EVERYWHERE = terminal.help.list.slice(terminal.help.list.indexOf('共通のオプション'))

const formats: (typeof en)['formats'] = {
  zeroskew: 'Zeroskewの暗号化バックアップ',
  'key-uri': 'otpauth://リンク(1行に1つ)',
  aegis: 'Aegis',
  'aegis-encrypted': 'Aegis(暗号化)',
  '2fas': '2FAS',
  '2fas-encrypted': '2FAS(暗号化)',
  bitwarden: 'Bitwarden(JSON)',
  'google-migration': 'Google認証システム(QRコード)',
  html: '印刷用の紙面'
}

const fields: Readonly<Record<string, string>> = {
  kind: 'コードの種類',
  size: 'QRコードには長すぎる',
  issuer: '発行者',
  label: 'ラベル',
  algorithm: 'アルゴリズム',
  digits: '桁数',
  period: '周期',
  counter: 'カウンター',
  groups: 'グループ',
  note: 'メモ',
  favourite: 'お気に入り',
  icon: 'アイコン',
  usage: '使用回数'
}

function fieldList(names: readonly string[]): string {
  return names.map((name) => fields[name] ?? name).join('、')
}

const list = Object.entries(formats)
  .map(([format, name]) => `  ${format.padEnd(20)} ${name}`)
  .join('\n')

export const exports: typeof en = {
  formats,
  help: `使い方: zeroskew export ファイル --to 形式 [検索語...] [--password-file F]
                        [--yes] [--json]

アカウントを、あなただけが読める新しいファイルに書き出します。検索語があれば、そ
れに当てはまるものだけです。既にあるファイルには上書きしません。形式が運べないも
のは、書く前に知らせます。

形式:
${list}

  --password-file F      暗号化ファイルのパスワード(末尾の改行1つは除きます)。な
                         ければ2回尋ねます
  --yes                  尋ねずに秘密を平文で書きます。保管庫のパスフレーズは、
                         入力か --passphrase-file で必要です
  --json                 {format, isPlain, files, written, losses: [{id, issuer,
                         label, fields}]}

google-migration: .txt のファイルにはリンク、.png や .svg のファイルにはQRコード
を書きます。複数になるときは「名前-1of3.png」のようになります。ファイル「-」は、
端末でないときの標準出力です。

終了コード 0: すべて書いた、1: 運べないアカウントがあった、2: 何も書かなかった、
5: 保存できなかった。

${EVERYWHERE}`,
  fileMissing: '書き出し先を指定してください: zeroskew export ファイル --to 形式',
  formatMissing: `--to で形式を指定してください。次のものがあります。\n${list}`,
  unknownFormat: `その形式はありません。次のものがあります。\n${list}`,
  noneMatches: (searches) =>
    `${searches.map((search) => `「${search}」`).join('、')}に当てはまるアカウントがないため、何も書いていません。一覧: zeroskew list`,
  takesNoPassword: (format, sealed) =>
    `${format} は平文の形式で、パスワードを付けられないため、何も書いていません。${sealed === null ? '--password-file を外すか、暗号化する形式を選んでください(--help を参照)。' : `${sealed} のことですか?`}`,
  noneCarried: 'この形式で運べるアカウントがないため、何も書いていません。別の形式にしてください。',
  codesEnd: 'QRコードは .png か .svg のファイルに、リンクは .txt のファイルに書きます。',
  notToTerminal: '画面に出すものではありません。ファイルを指定するか、出力を別のプログラムへ渡してください。',
  oneStream:
    '複数の画像は1つの標準出力に流せません。ファイルを指定するか、アカウントを分けて書き出してください。',
  exists: (path) => `${path} は既にあり、上書きはしません。別の名前にしてください。`,
  notWritten: (path, reason) =>
    `${path} に書けませんでした${reason === '' ? '' : `(${reason})`}。何も残していません。別の場所で試してください。`,
  passphraseFirst:
    '秘密を平文で書くには保管庫のパスフレーズが必要ですが、まだ設定されていません。設定してください: zeroskew vault passphrase',
  isItYou: '秘密を平文で書く前に、保管庫があなたのものであることをもう一度示してください。',
  nobodyToAsk: 'パスフレーズを尋ねられる人がいません。--passphrase-file F で渡してください。',
  passwordOf: 'ファイルには専用のパスワードを付けます。',
  passwordByFile: 'ファイルにはパスワードが必要です。--password-file F で渡してください。',
  confirmPlain: (accounts, format) =>
    `${accounts}件のアカウントの秘密が、ファイル(${format})に平文で書かれます。読んだ人は誰でもコードを作れます。書きますか?`,
  without: (name, names) => `${name}: ${fieldList(names)}は含まれません`,
  leftOut: (name, names) => `${name}: 書き出せません(${fieldList(names)})`,
  losses: (format) => `この形式(${format})では運べないものがあります。`,
  written: (accounts, path) => `${accounts}件のアカウントを書きました: ${path}`,
  deleteAfterwards: 'ファイルには秘密が平文で入っています。不要になったらすぐに消してください。',
  groupsInClear: 'この形式では、暗号化してもグループ名は平文で残ります。',

  dialog: {
    title: '書き出し',
    confirm: (accounts) => `${accounts}件のアカウントの秘密を平文で書きますか?`,
    detail: (format) =>
      `形式: ${format}\n\nファイルを読んだ人は誰でもコードを作れます。各アカウントの発行者、ラベル、秘密と、形式に含まれるその他の項目が平文になります。不要になったらすぐに消し、共有フォルダーやクラウドには置かないでください。`,
    yes: '平文で書く',
    no: 'キャンセル',
    fileName: 'zeroskew-export',
    links: 'リンク',
    pictures: 'QRコード',
    files: '書き出しファイル'
  },

  sheet: {
    language: 'ja',
    title: 'Zeroskewのアカウント',
    lead: (accounts) =>
      `${accounts}件。この紙を持つ人は誰でも各アカウントのコードを作れます。鍵と同じように保管してください。移すときは、QRコードを読み取るか、横の内容を入力してください。`,
    secret: 'シークレット',
    pin: 'PIN',
    kind: '種類',
    algorithm: 'アルゴリズム',
    digits: '桁数',
    period: '周期',
    seconds: (seconds) => `${seconds}秒`,
    counter: 'カウンター',
    groups: 'グループ',
    note: 'メモ',
    unnamed: '(名前なし)',
    noQr: 'QRコードには長すぎます。横の内容を入力してください。'
  }
}
