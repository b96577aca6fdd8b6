/** Words of import and export in the windows, in Japanese. */
import type { transferWindow as en } from '../en/transfer-window.ts'
import { fieldNamed } from './field-names.ts'

const figures = new Intl.NumberFormat('ja')

/** "5件中: 新規2件、既にあり3件". */
function sums(parts: readonly (readonly [number, string])[]): string {
  const found = parts.reduce((sum, [n]) => sum + n, 0)
  const said = parts.filter(([n]) => n > 0).map(([n, text]) => `${text}${figures.format(n)}件`)
  return `見つかった${figures.format(found)}件: ${said.join('、')}。`
}

const sources = {
  clipboard: 'クリップボード',
  screen: '画面',
  camera: 'カメラ',
  link: 'リンク'
}

export const transferWindow: typeof en = {
  typed: {
    'not-base32': '使われるのは英字A〜Zと数字2〜7だけです。0はO、1はIかもしれません。',
    'not-hex': '使われるのは数字0〜9と英字a〜fだけです。',
    'not-digits': '4〜16桁の数字だけです。'
  },

  import: {
    open: 'ほかのアプリから取り込む',
    openHint: 'Aegis、2FAS、Google、Ente、Bitwardenなど20以上のアプリの書き出しやバックアップ',
    source: (source) => (source.kind === 'file' ? source.name : sources[source.kind]),

    reading: '読み取り中…',
    deriving: (seconds) =>
      seconds < 2
        ? 'パスワードの確認に少し時間がかかります。'
        : `パスワードの確認に約${figures.format(seconds)}秒かかります。`,

    passwordTitle: 'パスワードが必要です',
    passwordText: (format) =>
      `${format}の暗号化されたファイルです。パスワードはこのウィンドウではなく、小さなウィンドウに入力します。`,
    passwordWrong: 'パスワードが違います。大文字と小文字は区別されます。',
    passwordOpen: 'パスワードを入力…',

    title: (n) => `${figures.format(n)}件のアカウントを追加しますか?`,
    nothingNew: '新しいアカウントはありません',
    noneRead: '読めるものがありません',
    noneChosen: 'まだ選んでいません',
    found: ({ fresh, trashed, there, twice, failed }) =>
      sums([
        [fresh, '新規'],
        [trashed, '元のアプリのごみ箱にあったもの'],
        [there, '既にあるもの'],
        [twice, 'この取り込み内の重複'],
        [failed, '読めないもの']
      ]),
    compare: '元のアプリで何かを消す前に、コードを見比べてください。',
    byLink: 'リンクから求められました。信頼できるサイトで、ご自身が今求めたものだけを追加してください。',
    missing: (parts, of) =>
      `${of}個のうち${parts.join('、')}番目がありません。続けて読み取るか、選んでください。`,
    chooseMore: '次の画像を選ぶ…',
    label: '見つかったアカウント',
    all: '追加できるものすべて',
    choose: (name) => `${name}を追加`,
    state: {
      new: '',
      'already-there': '既にあります',
      'same-name': '同名で別の値。両方残します',
      'twice-in-file': 'この取り込み内で重複しています'
    },
    trashed: '元のアプリでも、こちらでもごみ箱',
    without: (fields) => `${[...new Set(fields.map(fieldNamed))].join('、')}なし(読めません)`,
    shortened: (fields) => `長すぎるため短縮: ${[...new Set(fields.map(fieldNamed))].join('、')}`,
    cameWithout: (n) =>
      `${figures.format(n)}件は、一部の項目を除いて、または短くして取り込みました。コードには影響しません。`,
    kinds: { totp: 'TOTP', hotp: 'HOTP', steam: 'Steam', motp: 'mOTP', yandex: 'Yandex' },
    codeRead: (digits) => `コード ${digits}`,
    noCode: '今はコードがありません',
    counter: (n) => `カウンター${figures.format(n)}`,
    secondsLeft: (n) => `${figures.format(n)}秒`,
    add: (n) => `${figures.format(n)}件を追加`,
    failedTitle: (n) => `${figures.format(n)}件は読めません`,
    failedName: (entry, name, file) => {
      const place = `${file === undefined ? '' : `${file}の`}${figures.format(entry)}件目`
      return name === '' ? place : `${place}: ${name}`
    },
    more: (n) => `あと${figures.format(n)}件を表示`,

    doneTitle: (n) => `${figures.format(n)}件を追加しました`,
    nothingAdded: '何も追加していません',
    sums: ({ added, alreadyThere, leftOut, failed }) =>
      sums([
        [added, '追加'],
        [alreadyThere, '既にあるもの'],
        [leftOut, '追加しなかったもの'],
        [failed, '読めなかったもの']
      ]),
    keepSource:
      '取り込めなかった項目があります。すべてのコードを比べるまで、元のアプリは消さないでください。',
    keepUntilCompared: 'コードを見比べて一度サインインするまで、元のアプリは消さないでください。',
    andMore: (n) => `ほか${figures.format(n)}件`,
    addedToTrash: (n) =>
      `このうち${figures.format(n)}件は、元のアプリと同じく、こちらでもごみ箱に入りました。ごみ箱から戻せます。`,
    undo: '取り込みを取り消す',
    undone: (live, trashed) =>
      [
        ...(live === 0 ? [] : [`${figures.format(live)}件をごみ箱に移しました`]),
        ...(trashed === 0 ? [] : [`${figures.format(trashed)}件をごみ箱から取り除きました`])
      ].join('。'),
    done: '完了',
    another: '別のファイルを選ぶ…',
    notPasted:
      'コピーされているものはアカウントではありません。otpauth:// で始まるリンク、QRコードの画像、またはほかのアプリのファイルが必要です。シークレットだけなら、手で入力できます。',
    typeIn: '手で入力…',

    added: (name) => `${name}を追加しました`,
    addedBeside: (name) => `${name}を追加しました。同じ名前のものも残っています`,
    alreadyThere: (name) => `${name}は既にあるため、変更していません`,
    decideFirst: '先に、今のアカウントを追加するか決めてください。'
  },

  export: {
    open: '書き出す…',
    openHint: 'バックアップ、印刷用の紙面、ほかのアプリ用のファイル',
    title: '書き出し',
    which: 'アカウント',
    all: (n) => `すべて(${figures.format(n)}件)`,
    some: '選んだもの',
    someCount: (n) => (n === 0 ? 'まだ選んでいません。' : `${figures.format(n)}件を選びました。`),
    filter: '絞り込む',
    choose: (name) => `${name}を書き出す`,
    format: '形式',
    encrypted: '暗号化',
    plain: '平文: ファイルを読める人は、誰でもコードを作れます',
    names: {
      zeroskew: 'Zeroskewのバックアップ',
      'aegis-encrypted': 'Aegis(暗号化)',
      '2fas-encrypted': '2FAS(暗号化)',
      'key-uri': 'otpauth://リンク',
      aegis: 'Aegis',
      '2fas': '2FAS',
      bitwarden: 'Bitwarden(JSON)',
      'google-migration': 'Google認証システム',
      html: '印刷用の紙面'
    },
    explained: {
      zeroskew: 'すべての内容をパスワードで封じます。保管や、別のコンピューターへの移動に。',
      'aegis-encrypted': 'Android版Aegis用。パスワードで封じます。',
      '2fas-encrypted': '2FAS用。パスワードで封じます。グループ名は平文です。',
      'key-uri': '1行に1つのリンク。ほとんどのアプリが読めます。',
      aegis: 'Android版Aegis用。',
      '2fas': 'スマートフォンの2FAS用。',
      bitwarden: 'Bitwardenのインポート用。',
      'google-migration': 'Google認証システムの「インポート」で読み取る画像。',
      html: 'QRコード付きの紙面。鍵のかかる引き出しに。'
    },
    losses: (n) => `この形式では、${figures.format(n)}件のアカウントをそのままは運べません:`,
    carriesAll: 'この形式はすべてを運べます。',
    lossCount: (n) => `${figures.format(n)}件はそのまま運べません`,
    looking: '運べる内容を調べています…',
    go: '続ける…',

    lead: (n, format) => `${figures.format(n)}件・${format}`,
    lost: (n) => `前に示したとおり、${figures.format(n)}件はそのままは運べません。`,
    nothing: 'この形式では、どのアカウントも運べません。別の形式を選んでください。',
    warning: 'ファイルに秘密が平文で入ります。読める人は、誰でもコードを作れます。最後にもう一度確認します。',
    password: 'ファイルのパスワード',
    passwordHint: 'ファイルを開くときに必要です。忘れると、取り戻せません。',
    submitPlain: '平文で書き出す…',
    submit: '保存先を選ぶ…',
    busy: '書き出し中…',
    done: '書き出しました',
    lies: (n, files) => `${figures.format(n)}件・ファイル${figures.format(files.length)}個:`,
    deleteAfterwards: '秘密が平文で入っています。用が済んだら、すぐに消してください。',
    print: 'ブラウザーで開いて印刷し、その後は消してください。秘密が平文で入っています。'
  }
}
