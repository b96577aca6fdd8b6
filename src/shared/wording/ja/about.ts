/** Words of the settings about the app itself: look, shortcuts, starting, network, versions, what is sent where; in Japanese. */
import type { about as english } from '../en/about.ts'

export const about: typeof english = {
  look: {
    title: '外観',
    label: '配色',
    options: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
    textSize: '文字の大きさ',
    percent: (size) => `${size}%`
  },

  search: {
    label: '設定を検索',
    clear: '検索を消去',
    none: (query) => `「${query}」に一致する設定はありません。`,
    found: (n) => `${n}件の設定が見つかりました`
  },

  shortcuts: {
    title: 'ショートカット',
    pick: 'どこからでもクイック検索',
    hint: '使いたいキーを押してください。Backspaceで取り消します。',
    none: 'なし',
    needsModifier: 'ほかのプログラムの入力を妨げないよう、Ctrl、Alt、Superのどれかと組み合わせてください。',
    clear: '取り消す',
    state: {
      none: '',
      registered: 'どのプログラムからでも使えます。',
      taken: 'このキーはほかのプログラムが使っています。別のキーを選んでください。',
      'by-system':
        'このキーが使えるかどうかはデスクトップが決め、アプリには知らされません。押しても開かないときは、下のコマンドをシステムの設定で割り当ててください。'
    },
    command: '割り当てるコマンド',
    steps: {
      gnome: [
        '「設定」→「キーボード」→「ショートカットの表示とカスタマイズ」を開きます。',
        '「独自のショートカット」で「ショートカットを追加」を選びます。',
        '名前をZeroskewとし、コマンドを貼り付けて、キーを押します。'
      ],
      kde: [
        '「システム設定」→「キーボード」→「ショートカット」を開きます。',
        '「新規追加」→「コマンドまたはスクリプト」を選び、コマンドを貼り付けます。',
        'キーを押して「適用」します。'
      ],
      other: ['お使いのデスクトップまたはウィンドウマネージャーの設定で、このコマンドにキーを割り当てます。']
    },
    all: 'ウィンドウのキーの一覧…'
  },

  starting: {
    title: '起動とトレイ',
    atLogin: 'コンピューターの起動時に開始',
    atLoginHint: 'トレイに隠れて始まります。',
    cannotStart: 'ここでは設定できません。インストールした版と、通常のデータフォルダーが必要です。',
    trayCodes: 'トレイのメニューにコードを表示',
    trayCodesHint: 'お気に入りと、使っているもの。求めたときだけ表示する設定では、名前だけです。',
    noTray: 'このデスクトップにはトレイがありません。もう一度起動すると、ウィンドウが開きます。'
  },

  updates: {
    title: 'ネットワークと更新',
    label: '新しいバージョン',
    options: { notice: '知らせる', never: '確認しない' },
    hint: '承諾なしに取得することはありません。',
    offByNetwork: '「ネットワークを一切使わない」がオンのため、確認しません。',
    check: 'いま確認',
    state: {
      none: '',
      'no-feed': 'この版には確認先がまだないため、確認しません。入手したところで新しい版をお確かめください。',
      checking: '確認中…',
      current: '最新のバージョンです。',
      available: '',
      fetching: '取得中…',
      fetched: '取得しました。Zeroskewを終了し、新しい版で起動します。',
      failed: '最新のバージョンを確認できませんでした。何も変更していません。あとでもう一度お試しください。'
    },
    available: (version) => `Zeroskew ${version}が公開されています。`,
    byHand: 'この版は自動では取得しません。入手したところから、新しい版を入手してください。',
    fetch: '取得する',
    install: 'いま再起動'
  },

  about: {
    title: 'このアプリについて',
    version: (version) => `Zeroskew ${version}`,
    parts: ({ electron, chromium, node }) => `Electron ${electron} · Chromium ${chromium} · Node ${node}`,
    licences: 'すべての部品のライセンス',
    licencesHint: 'Zeroskew自体は、GPLバージョン3以降の自由ソフトウェアです。',
    licencesText: 'ライセンス',
    sent: '何をどこに送るか',
    sentRows: [
      {
        to: '一覧にある時刻サーバー',
        what: '時刻の問い合わせ。自動では最短30分ごと、ほかは求められたときだけ。'
      },
      { to: '入力したサイト', what: 'そのサイトの時計の問い合わせ。ボタンを押したときだけ。' },
      { to: '更新の配布元', what: '最新のバージョンの問い合わせ。「確認しない」を選べば送りません。' }
    ],
    sentElse: 'そのほかには何も送りません。登録も統計も自動の報告もありません。',
    report: '不具合の報告',
    reportHint: '名前、シークレット、パスは含みません。まずここで読めます。自動では何も送りません。',
    makeReport: '報告を表示',
    reportText: '報告の内容',
    save: '保存…',
    copy: 'コピー',
    saved: '報告を保存しました。',
    copied: '報告をコピーしました。'
  }
}
