/** Words of the terminal, in Japanese. */
import { assertNever } from '../../failure.ts'
import type { terminal as english } from '../en/terminal.ts'

const EVERYWHERE = `共通のオプション:
  --home DIR             データの置き場所(環境変数 ZEROSKEW_HOME でも指定できま
                         す)
  --passphrase-file F    このファイルのパスフレーズ(または復旧コード)で保管庫を
                         開く
  --help                 この説明`

const SEARCH = 'SEARCH は発行者かラベルの一部、またはIDです。'

/** Exports have passwords, vaults passphrases. */
const secretOf = (option: string): string =>
  option.startsWith('--password-file') ? 'パスワード' : 'パスフレーズ'

export const terminal: typeof english = {
  help: {
    main: `Zeroskew: ログインの前に時計を確かめる認証アプリ

使い方: zeroskew コマンド [オプション]
はじめに: zeroskew vault init、次に zeroskew add か zeroskew import ファイル

  add [URI]              otpauth:// リンクやシークレットからアカウントを追加
  import FILE...         ほかのアプリの書き出しやQRコードの画像から取り込む
  export FILE            ほかのアプリ、紙、保管のために書き出す
  list                   アカウントの一覧
  code SEARCH | --all    コードを表示
  watch                  コード、残り時間、時計の状態を表示し続ける
  check                  この端末の時計のずれを時刻サーバーで確かめる
  locate SEARCH [CODE]   別の端末のコードから、2台の時計のずれを調べる
  edit SEARCH            アカウントの名前、メモ、グループ、お気に入りを変える
  remove SEARCH          アカウントを削除
  restore [SEARCH]       アカウントをごみ箱から戻す
  trash list | empty     ごみ箱の中身を見る、空にする
  vault init | status    保管庫を作る、状態を見る
  vault COMMAND          開く方法、バックアップ: zeroskew vault --help
  show | pick            動いているアプリのウィンドウ、クイックピックを開く
  report                 不具合の報告に必要なもの(名前や秘密は含まない)

${EVERYWHERE}
  --version              バージョン
  --json                 プログラム用の形式で標準出力に表示。失敗は標準エラーの
                         文と終了コードで示し、その場合標準出力は空のこともあり
                         ます

終了コード: 0 完了、または時計が合っている。1 時計がずれている、取り込みや書き出
しが一部だけ、またはバックアップが壊れている。2 使い方、入力、検索の誤り、必要な
保管庫がない、または質問への「いいえ」(何もしていません)。3 時計を判断できない、
または不明。4 保管庫を開けない。5 保存できない、保存されたか不明、または出力でき
ない。70 Zeroskew自体の不具合。130 取り消し。保管庫がないときの watch は時計だけ
を示し、0 で終わります。`,
    add: `使い方: zeroskew add [URI | -]
        zeroskew add [--issuer TEXT] [--label TEXT] [--digits N] [--period N]
                     [--algorithm NAME]

otpauth:// や otpauth-migration:// のリンク(1行に1つ)からアカウントを
追加します。URIを省略するか '-' にすると標準入力から読みます。標準入力なら、
ほかのプログラムからは見えません: zeroskew add < links.txt
すべて追加するか、1つも追加しないかのどちらかです。すでにあるアカウントを
置き換えることはありません。

サイトがリンクではなくシークレットだけを表示するときは、名前を付けてください。
シークレットはたずねます。標準入力から渡すこともできます:
zeroskew add --issuer GitHub --label me

  --issuer, --label      サイト名と、そこでの名前(どちらか1つでも構いません)
  --digits N             コードの桁数(5から10。省略時は6)
  --period N             コードの有効な秒数(省略時は30)
  --algorithm NAME       SHA1、SHA256、SHA512(省略時は SHA1)
  --json                 {added, alreadyThere}: それぞれ list --json と同じ形の
                         アカウントの配列

${EVERYWHERE}`,
    list: `使い方: zeroskew list [--trash] [--json]

  --trash                削除したアカウントの一覧
  --json                 {id, kind, issuer, label, algorithm, digits, period |
                         counter, groups, group?, note, isFavourite, hasIcon,
                         useCount, isCounterInDoubt?} の配列。ほかのコマンドのア
                         カウントも同じ形です。--trash では {trash: 同じ配列}

${EVERYWHERE}`,
    code: `使い方: zeroskew code (SEARCH | --all) [--next] [--copy] [--json]
                     [--at TIME | --corrected [--server URL]...]

コードだけを表示します。${SEARCH}
カウンター式(HOTP)のアカウントでは、先に次のカウンターを保存します。

  --all                  時刻式のすべてのアカウント(1行に1つ)。カウンターは進め
                         ません
  --next                 次のステップのコードも表示
  --copy                 コードをクリップボードにも入れる。ほかのものをコピー
                         するまで残ります(アプリは時間がたつと消しますが、端末
                         のコマンドは消しません)
  --at TIME              この時刻のコード: ISO 8601 または Unix 秒
  --corrected            先に時計を測り、ずれていれば正しい時刻のコードを表示。
                         十分に確かでなければ何も表示しません(終了コード 3)。認
                         証のないサーバーでは120秒まで(警告付き)
  --server URL           --corrected とともに: いつもの時刻サーバーの代わりに使
                         う(複数指定できます)
  --json                 {id, issuer, label, code, nextCode?, timeStep,
                         validFromMs, validUntilMs} の配列。--corrected では {…,
                         correctedByMs, byThisClock}。HOTPでは {id, issuer,
                         label, code, counter}

${EVERYWHERE}`,
    watch: `使い方: zeroskew watch [--corrected] [--demo] [--server URL]... [--json]

コード、残り時間、時計の状態を表示し続けます。q で終わります。
出力先が端末でなければ、一度だけ表示して終わります。

  --corrected            時計がずれていれば正しい時刻のコードを、この時計での
                         コードと並べて表示。1分ごとに測り直し、確かでなくなれば
                         すぐに隠します
  --demo                 自分の保管庫ではなく、残らない架空のアカウントを表示
  --server URL           いつもの時刻サーバーの代わりに使う(複数指定できます)
  --json                 一度だけ {clock, codes} を表示

${EVERYWHERE}`,
    check: `使い方: zeroskew check [--server URL]... [--max-skew DURATION]
                       [--json | --openmetrics]

複数の時刻サーバーに問い合わせ、この端末の時計のずれを誤差の範囲とともに示しま
す。保管庫は必要なく、開きません。

  --server URL           いつもの時刻サーバーの代わりに使う(複数指定でき、それぞ
                         れ1つの時刻源になります)。nts://ホスト[:4460]、
                         ntp://ホスト[:123]、https://ホスト。ホスト名だけなら
                         ntp です
  --max-skew DURATION    2s や 500ms のように単位を付ける。終了コード 0: 確実に
                         それ以内、1: 確実に超えている、3: どちらとも言えない
  --json                 {verdict, effect?, offsetMs, boundMs, trust,
                         withinMaxSkew, sources, ...}。offsetMs はこの時計に足す
                         値です。正なら時計は遅れています
  --openmetrics          Prometheus 用の形式(単位は秒)

終了コード: 0 合っている、1 ずれている、3 判断できない、または不明、5 出力できな
い。

${EVERYWHERE}`,
    locate: `使い方: zeroskew locate SEARCH [CODE] [--within DURATION] [--at-change] [--json]

別の端末が表示しているコードから、その端末とこの端末の時計のずれを調べます。何も
送信しません。
${SEARCH}
CODE を省略すると標準入力から読みます。標準入力では、直前に
表示されていたコードを前の行に書くと、偶然の一致がほぼなくなります。
コードは読んでから20秒以内に入力してください。

  --within DURATION      前後に調べる範囲。3600s など(省略時 600s、最大 86400s)
  --at-change            もう一方の端末が次のコードに変わった瞬間に入力する。1秒
                         の精度で分かります
  --json                 {verdict, ranges: [{lowMs, highMs}], falseMatchChance,
                         withinMs, period}。verdict は together | apart |
                         ambiguous | not-found。lowMs から highMs の間の値をこの
                         時計に足すと、もう一方の時計になります。正なら、この時
                         計が遅れています

終了コード: 0 合っている可能性がある、1 確実にずれている、2 このアカウントのコー
ドではない、3 一致しない、または近くと遠くの両方に一致する。

${EVERYWHERE}`,
    remove: `使い方: zeroskew remove SEARCH

当てはまる1つのアカウントを削除します。
${SEARCH}ごみ箱に入るだけなので、zeroskew
restore SEARCH で元に戻せます。

  --json                 {removed}: list --json と同じ形のアカウント

${EVERYWHERE}`,
    trash: `使い方: zeroskew trash list [--json]
        zeroskew trash empty [--yes]

削除したアカウントを一覧にします。または完全に削除します(その後はバックアップに
しか残りません)。

  --yes                  たずねずに空にする
  --json                 list: {trash}、empty: {emptied}

${EVERYWHERE}`,
    vault: `使い方: zeroskew vault COMMAND

  init [--no-keychain]   保管庫を作り、復旧コードを一度だけ表示
  status [--json]        保管庫の有無と、開く方法
  passphrase             パスフレーズの設定・変更・削除
  recovery               新しい復旧コードを作る、または確かめる
  shares                 分割キーを作る
  rotate                 マスターキーを新しくする
  counter SEARCH N       古い保管庫に戻されたあとで、HOTPのカウンターを確認する
  backups                バックアップの一覧、中身、取り出し、古いものの削除
  verify                 保管庫とバックアップを確かめる

${EVERYWHERE}`,
    vaultInit: `使い方: zeroskew vault init [--no-keychain] [--yes] [--json]

保管庫を作り、復旧コードを一度だけ表示します。鍵はシステムのキーチェーンに置きま
す。--passphrase-file でパスフレーズを決めると、それでも開けます。キーチェーンが
なければパスフレーズをたずねます。

  --no-keychain          キーチェーンに鍵を置かない(パスフレーズが必要です)
  --yes                  消えた保管庫のバックアップがあっても作る
  --json                 {file, ways, recoveryCode}

${EVERYWHERE}`,
    vaultStatus: `使い方: zeroskew vault status [--json]

保管庫の有無、場所、開く方法を示します。保管庫は開きません。

  --json                 {state, file, ways, recoveryConfirmed}

${EVERYWHERE}`
  },

  usage: {
    'unknown-command': (what) =>
      `${what === '' ? 'これは' : `'${what}' は`} zeroskew のコマンドではありません。zeroskew ${what.startsWith('vault ') ? 'vault ' : ''}--help をご覧ください。`,
    'mistyped-command': (what) =>
      `そのようなコマンドはありません。近いもの: zeroskew ${what}。一覧: zeroskew ${what.startsWith('vault ') ? 'vault ' : ''}--help`,
    'unknown-option': (what) =>
      `${what === '' ? 'そのような' : what + ' という'}オプションはここにはありません。--help をご覧ください。${what.startsWith('--') ? '' : "'-' で始まる語は '--' の後に書いてください。"}`,
    'value-missing': (what) => `${what} には値が必要です。--help をご覧ください。`,
    'value-unexpected': (what) => `${what} に値は付けられません。--help をご覧ください。`,
    'given-twice': (what) => `${what} が2回以上あります。1回だけ指定してください。`,
    'too-many-words': (what) => `'${what}' の後の語が多すぎます。空白を含む語は引用符で囲んでください。`,
    'search-missing': () =>
      'アカウントを、発行者かラベルの一部、またはIDで指定してください。一覧は zeroskew list で見られます。',
    'backup-search-missing': () =>
      '戻すアカウントを指定してください: --all、または発行者かラベルの一部、またはID',
    'not-a-backup': () =>
      'このファイルはZeroskewのバックアップでも保管庫でもありません。バックアップの一覧: zeroskew vault backups。ほかのアプリの書き出しなら: zeroskew import FILE',
    'import-file-missing': () =>
      'ファイルを指定してください: zeroskew import ファイル、または標準入力なら zeroskew import -',
    'unknown-format': (what) => `その形式はありません。使える形式: ${what}。`,
    'all-or-search': () => '--all か検索語のどちらか一方だけを指定してください。',
    'conflicting-options': (what) => `${what} は同時に指定できません。どちらか1つにしてください。`,
    'copy-needs-one': () =>
      'コピーできるコードは1つだけです。--all の代わりに1つのアカウントを指定してください。',
    'hotp-has-no-time': (what) =>
      `このアカウントのコードは時刻ではなくカウンターで決まるため、${what} は使えません。外してください。`,
    'server-needs-corrected': () =>
      'ここでは --server は --corrected とともに使います。両方を指定するか、外してください。',
    'bad-time': () =>
      '--at には、1970年から9999年までの時刻を ISO 8601(2026-11-22T08:30:00Z)か Unix 秒(1795336200)で指定してください。',
    'no-time-in-code': () =>
      'このアカウントのコードは時刻ではなくカウンターで決まるため、時計のことは分かりません。別のアカウントを選んでください。',
    'bad-duration': (what) =>
      `${what} には、2s、0.5s、500ms のように単位の付いた時間の長さ(600 ではなく 600s、1日まで)を指定してください。`,
    'passphrase-file-empty': (what) =>
      `${what} のファイルが空です。1行目に${secretOf(what)}を書いてください。`,
    'passphrase-file-lines': (what) =>
      `${what} のファイルに複数の行があります。そのような${secretOf(what)}は画面で入力できません。1行に書き、末尾の改行は1つまでにしてください。`,
    'name-needed': () =>
      '発行者とラベルの両方が空だと、ほかのアカウントと区別できません。どちらかを付けてください。何も変えていません。',
    'secret-without-name': () =>
      'otpauth:// リンクではなく、シークレットだけのようです。アカウントには名前が必要です。何も追加していません。名前を付けて、もう一度貼り付けてください: zeroskew add --issuer サイト --label 名前',
    'name-for-secret': () =>
      'アカウントには名前が必要です。--issuer か --label(または両方)を指定してください。何も追加していません。',
    'secret-in-arguments': () =>
      '--issuer や --label を付けると、シークレットはたずねるか標準入力から読みます(ほかのプログラムから見えません)。引数から外してください。リンクなら、これらのオプションは不要です。',
    'nothing-to-change': () =>
      '変えるものを指定してください: --issuer、--label、--note、--group、--no-groups、--favourite、--no-favourite。詳しくは: zeroskew edit --help',
    'passphrase-file-large': (what) =>
      `${what} のファイルは${secretOf(what)}には大きすぎます(上限: 4,096バイト)。正しいファイルを指定してください。`,
    'passphrase-file-unreadable': (what) =>
      `${secretOf(what)}のファイルを読めません(${what})。${what.endsWith('ENOENT') ? 'そのファイルはありません。名前と場所を確かめてください。' : 'ファイルであること、読む権限があることを確かめてください。'}`,
    'no-folder': (what) =>
      `フォルダーを使えません(${what})。何もしていません。書き込める既存のフォルダーを指定してください。`,
    'passphrase-empty': () => 'パスフレーズが空です。決めてからやり直してください。',
    'passphrases-differ': () => '2つのパスフレーズが違います。何も作っていません。やり直してください。',
    'nobody-to-ask': () =>
      '保管庫を開くにはパスフレーズか復旧コードが必要ですが、標準入力が端末ではないため、たずねられません。--passphrase-file を指定してください。',
    'passphrase-needed': () =>
      'パスフレーズが必要ですが、標準入力が端末ではないため、たずねられません。ファイルに書いて --passphrase-file F で指定してください。',
    'no-recovery-code': () =>
      '復旧コードがなく、標準入力が端末ではないため、たずねられません。端末で入力するか、ファイルから渡してください: zeroskew vault recovery --confirm < ファイル',
    'backup-damaged': () =>
      'このバックアップは壊れています。バックアップも保管庫もそのままです。別のものを選んでください: zeroskew vault backups',
    'backup-nobody-to-ask': () =>
      'このバックアップは別の鍵で閉じられていますが、パスフレーズや復旧コードをたずねられません。--backup-passphrase-file を指定してください。',
    'no-clipboard': () =>
      'クリップボードのプログラム(wl-copy、xclip、xsel、pbcopy、clip.exe)が見つかりません。インストールするか、--copy を外してください。'
  },

  link: (link, sentence) => `${link}番目のリンク: ${sentence}`,
  moreLinks: (count) => `ほかに${count}件も使えません。`,
  nothingAdded: '何も追加していません。',
  uriInArguments:
    '注意: 引数に書いたリンクはほかのプログラムから見え、シェルの履歴にも残ります。zeroskew add を実行してから貼り付けるほうが安全です。',
  askUri: 'otpauth:// リンクを貼り付けて Enter を押してください(表示されません): ',
  askSecret: 'サイトに表示されたシークレットを貼り付けて Enter を押してください(表示されません): ',
  askPassphrase: 'パスフレーズ、または復旧コード: ',
  askRecoveryCode: '復旧コード: ',
  askNewPassphrase: '新しいパスフレーズ: ',
  askPassphraseAgain: 'もう一度: ',
  shortPassphrase: (characters, least) =>
    `注意: ${characters}文字しかありません。${least}文字より短いと、すぐに推測されます。いくつかの単語を並べるほうが安全です。`,
  shortIsTaken: 'それでも使うには、もう一度入力してください。',
  askYes: (question) => `${question} (yes/no) `,
  cancelled: '取り消しました。',
  outputFailed: '出力を最後まで書き込めませんでした。ディスクを確かめてやり直してください。',

  added: (name) => `追加しました: ${name}`,
  alreadyThere: (name) => `すでにあります: ${name}`,
  sameName: (name) => `同じ名前のアカウントがほかにもあります。両方とも残します: ${name}`,
  removed: (name) => `削除しました: ${name}`,
  getBack: (id) => `元に戻すには: zeroskew restore ${id}`,
  trashEmptied: (count) => `完全に削除しました: ${count}件`,
  emptyTrash: (count) => `${count}件を完全に削除しますか?その後はバックアップにしか残りません。`,
  needsYes: '何もしていません。たずねずに実行するには --yes を付けてください。',
  noAccounts: 'アカウントはまだありません。zeroskew add で追加してください。',
  noTimeBased: '時刻式のアカウントはありません。カウンター式は zeroskew code SEARCH で1つずつ表示します。',
  noMatch: '当てはまるアカウントがありません。あるのは次のとおりです。',
  severalMatch: '当てはまるアカウントが複数あります。もっと詳しく、またはIDで指定してください。',
  copied: 'コードをクリップボードに入れました。ほかのものをコピーするまで残ります。',
  copyFailed: 'コードをクリップボードに入れられませんでした。手でコピーしてください。',
  unnamed: '(名前なし)',

  noKeychain: {
    locked: 'キーチェーンがロックされているため、鍵を置けません。パスフレーズが必要です。',
    unreachable: 'キーチェーンが応答しないため、鍵を置けません。パスフレーズが必要です。',
    absent: 'キーチェーンがないため、パスフレーズが必要です。'
  },
  vaultMade: (file) => `保管庫を作りました: ${file}`,
  recoveryCode: '復旧コード(表示はこの一度だけです):',
  keepRecoveryCode:
    '書き写して、この端末とは別の場所に保管してください。キーチェーンやパスフレーズを失っても、これで保管庫を開けます。',
  vaultAt: (file) => `保管庫: ${file}`,
  vaultMissing: (file) =>
    `${file} に保管庫はありません。zeroskew vault init で作れます(--home を使う場合は同じ指定で)。`,
  vaultNotOpened: '読んだのは先頭部分だけです。全体を確かめるには: zeroskew vault verify',
  waysIn: (ways) => `開く方法: ${ways.join('、')}`,
  recoveryUnconfirmed:
    '復旧コードはまだ確認されていません。一度入力して、控えが正しいことを確かめてください: zeroskew vault recovery --confirm',
  replaceRecovery:
    '確認済みの復旧コードがあります。新しいコードに替えると、今のコードでは保管庫を開けなくなります。新しく作りますか?',
  seeBackups: 'バックアップを見るには: zeroskew vault backups',
  backupsOfClosed: (file, count) =>
    `バックアップが${count}件あります。中を見るには: zeroskew vault backups look FILE。保管庫(${file})の代わりに置くには: zeroskew vault backups restore FILE --whole`,
  noBackupsOfClosed: (folder) =>
    `${folder} にバックアップは見つかりません。別の場所に控えがあれば、中を見られます: zeroskew vault backups look FILE`,
  notChecked: '未確認',
  backupOtherKey: 'このバックアップは別の鍵で閉じられています。当時のパスフレーズか復旧コードで開けます。',
  way: { keychain: 'キーチェーン', passphrase: 'パスフレーズ', recovery: '復旧コード', shares: '分割キー' },

  sourceHeadings: ['サーバー', '状態', 'ずれ', '誤差', '往復'],
  accountHeadings: ['発行者', 'ラベル', '種類', 'ID'],
  kind: (kind, algorithm, digits, moving) => {
    switch (kind) {
      case 'totp':
        return `TOTP ${algorithm} ${digits}桁 ${moving}秒`
      case 'hotp':
        return `HOTP ${algorithm} ${digits}桁 カウンター${moving}`
      case 'steam':
        return 'Steam'
      case 'motp':
        return 'mOTP'
      case 'yandex':
        return 'Yandex'
      default:
        return assertNever(kind)
    }
  },
  maxSkew: (within, limit) => {
    switch (within) {
      case 'within':
        return `確実に${limit}以内です。`
      case 'beyond':
        return `確実に${limit}を超えています。`
      case 'uncertain':
        return `${limit}以内かどうかは、どちらとも言えません。`
      default:
        return assertNever(within)
    }
  },
  agreed: (agreement, trust) => `一致した時刻サーバー: ${agreement}、${trust}。`,

  locateFurther: (within) =>
    `前後${within}の範囲を調べました。もっと広く調べるには --within 50400s を付けてください。`,

  corrected: {
    by: (length, bound) => `${length}補正済み(${bound})`,
    byThisClock: (code) => `この時計では ${code}`,
    label: '補正済み',
    warning:
      '注意: これらの時刻サーバーには認証がなく、ネットワークが偽ることもできます。このネットワークを信用できるか、ほかの時計も同じ時刻を示しているときだけ、補正したコードを使ってください。',
    inStep: '時計は合っています。補正の必要はありませんでした。',
    refused: {
      'not-authenticated':
        '認証のないサーバーの答えでは、120秒を超える補正はしません。コードは表示しません。先に時計を合わせるか、認証のあるサーバーを指定してください: --server nts://ホスト',
      'too-far': '1日を超えるずれは補正しません。コードは表示しません。先に時計を合わせてください。'
    },
    notShown:
      '補正できないため、コードは表示しません。--corrected を外すと、この時計でのコードを表示します。',
    waiting: '時計を測り直しています。それまでコードを隠します。',
    lessTrusted:
      '時刻サーバーの認証がなくなったため、コードを隠しています。それでも使うには、起動し直してください。',
    copied: '補正したコードをクリップボードに入れました。ほかのものをコピーするまで残ります。'
  },

  secondsLeft: (seconds) => `残り${seconds}秒`,
  counterAccount: 'HOTP',
  more: (count) => `…ほか${count}件`,
  watchKeys: 'q で終了'
}
