/** Words of the windows, in Japanese. */
import type { ClockView } from '../../views/clock.ts'
import type { window as english } from '../en/window.ts'

const figures = new Intl.NumberFormat('ja')

function nameOf(account: { readonly issuer: string; readonly label: string }): string {
  return account.issuer || account.label || '名前のないアカウント'
}

export const window: typeof english = {
  appName: 'Zeroskew',
  close: '閉じる',
  cancel: 'キャンセル',
  back: '戻る',
  noPaste: 'このウィンドウはクリップボードを読みません。手で入力してください。',
  later: 'あとで',
  nameOf,
  together: (...sentences) => sentences.join(''),

  menu: {
    open: 'その他',
    language: '言語',
    languages: { en: 'English', ja: '日本語' },
    lock: 'ロック',
    licence: 'ライセンス(GPL-3.0-or-later)',
    version: (version) => `Zeroskew ${version}`
  },

  demo: {
    tag: 'デモ',
    sentence: '架空のアカウントです。何も保存されません。'
  },

  clock: {
    heading: '時計',
    show: '時計の詳細を表示',
    hide: 'アカウントに戻る',
    checkAgain: 'もう一度確認',
    checking: '確認中…',
    checkedAt: (time) => `${time}に確認`,
    neverChecked: '未確認',
    shortAgreement: (view: ClockView) => `${view.agreeing}/${view.configured}台`,
    figures: {
      offset: 'ずれ',
      bound: '誤差の上限',
      agreement: '一致したサーバー',
      trust: '信頼度',
      refusedStrict: '厳密なサイトでの拒否',
      refusedOneStep: '1ステップを許すサイトでの拒否'
    },
    codes: (n, of) => (n === 0 ? 'なし' : n === of ? 'すべて' : `${of}回中${n}回`),
    sources: '確認に使ったサーバー',
    columns: { source: 'サーバー', offset: '時計のずれ', delay: '遅延' },
    kinds: { ntp: 'NTP', nts: 'NTS', https: 'HTTPS' },
    milliseconds: (ms) => `${figures.format(Math.round(ms))} ms`,
    scale: {
      logarithmic: '対数目盛',
      marks: ['1分', '1時間', '1日']
    },
    effect: {
      'strict-sites': '厳密なサイトで拒否されます',
      'most-sites': '多くのサイトで拒否されます'
    }
  },

  opening: { title: '保管庫を開いています…' },

  missing: {
    title: '正しい時計で、通るコードを',
    text: 'Zeroskewは、ログイン用のコードをこのコンピューターの暗号化ファイルに保管し、時計のずれでコードが使えなくなるときはお知らせします。',
    points: {
      local: '何も外に送りません。登録もサーバーも不要です。',
      clock: 'ログインの前に、時計を時刻サーバーと照合します。',
      recovery: 'すべてを失っても、復旧コードで開けます。'
    },
    create: '保管庫を作成…'
  },

  locked: {
    title: '保管庫はロックされています',
    text: 'ロックを解除すると、コードが表示されます。',
    honest: 'ロックはコードを隠すだけです。この画面を操作できる人なら、誰でも解除できます。',
    unlock: 'ロックを解除…',
    otherwise: '別の方法で開く…',
    unlockWith: {
      passphrase: 'パスフレーズで解除…',
      recovery: '復旧コードで解除…',
      shares: '分割キーで解除…'
    },
    tryKeychain: 'キーチェーンをもう一度試す',
    asking: 'キーチェーンに問い合わせ中…',
    openByKeychain: 'キーチェーンで解除',
    unlockKeychain: 'キーチェーンのロックを解除',
    waiting: 'キーチェーンのパスワードは、システムのウィンドウに入力します。急ぐ必要はありません。',
    stopWaiting: 'キャンセル',
    keychain: {
      locked: {
        title: 'キーチェーンがロックされています',
        text: '保管庫の鍵はその中にあり、何も失われていません。ロックを解除するか、別の方法で保管庫を開いてください。'
      },
      unreachable: {
        title: 'キーチェーンが応答しません',
        text: '保管庫の鍵はその中にあり、何も失われていません。戻れば自動で気付きます。それまでは別の方法で開いてください。'
      },
      absent: {
        title: 'いま、このシステムにキーチェーンがありません',
        text: '保管庫は変更していません。システムのキーチェーンを起動するか、別の方法で開いてください。'
      },
      lost: {
        title: 'キーチェーンに鍵がありません',
        text: 'キーチェーンが初期化されたか、保管庫が別の場所のものです。保管庫は変更していません。別の方法で開くと、鍵を作り直せます。'
      },
      wrong: {
        title: 'キーチェーンの鍵が違います',
        text: 'そこにある鍵では、この保管庫を開けません。保管庫は変更していません。別の方法で開くと、鍵を作り直せます。'
      }
    }
  },

  gone: {
    title: '保管庫のファイルがありません',
    text: (backups) =>
      `バックアップは${backups}件残っています。ご自分で移したのでなければ、最新のバックアップを元の場所に戻してください。`,
    backups: 'バックアップを見る',
    create: '空の保管庫から始める…'
  },

  damaged: {
    title: '保管庫のファイルが壊れています',
    text: 'ファイルはそのまま残してあり、書き込みは一切行いません。バックアップに置き換えられます。壊れたファイルも隣に残ります。',
    backups: 'バックアップを見る'
  },

  unreadable: {
    title: '保管庫のファイルを読めません',
    text: (reason) =>
      `変更はしていません。${reason === undefined ? '' : `システムの答えは ${reason} です。`}場所と権限を確かめてください。`,
    backups: 'バックアップを見る'
  },

  newer: {
    title: '新しいバージョンの保管庫です',
    text: (version) =>
      `ファイルは変更していません。Zeroskewを更新すると開けます(これは${version})。更新前のバックアップも開けます。`,
    backups: 'バックアップを見る'
  },

  recovery: {
    reminder: '復旧コードがまだ確認されていません。',
    confirm: '確認…'
  },

  list: {
    label: 'アカウント',
    columns: { account: 'アカウント', code: 'コード', actions: '操作' },
    search: '検索',
    clearSearch: '検索を消去',
    count: (n) => `${figures.format(n)}件`,
    found: (n, of) => `${figures.format(of)}件中${figures.format(n)}件`,
    noMatch: (query) => `「${query}」に一致するアカウントはありません。`,
    noMatchHint: 'サービス名とアカウント名を検索します。Escで全件を表示します。',
    emptyTitle: 'アカウントはまだありません',
    emptyText:
      'otpauth://リンクかQRコードの画像をコピーして、ここに貼り付けてください。画像をこのウィンドウにドロップすることもできます。',
    emptyAdd: 'アカウントを追加',
    paste: '貼り付け',
    next: '次',
    nextRead: (digits) => `次のコード ${digits}`,
    codeRead: (digits) => `コード ${digits}`,
    noCode: '現在コードはありません',
    counter: (n) => `カウンター ${figures.format(n)}`,
    nextCode: '次のコード',
    nextCodeOf: (name) => `${name}の次のコードを表示`,
    copy: (name) => `${name}のコードをコピー`,
    copied: (name) => `${name}のコードをコピーしました`,
    remove: (name) => `${name}を削除`,
    copiedNext: (name) => `${name}の次のコードをコピーしました`,
    copiedWaited: (name) => `${name}の新しいコードをコピーしました`,
    waiting: '次のコードを待っています…',
    removed: (name) => `${name}をごみ箱に入れました`,
    undo: '元に戻す',
    restored: (name) => `${name}を元に戻しました`,
    seconds: (n) => `${figures.format(n)}秒`,
    countdown: (n, period) => `${period}秒のうち残り${n}秒`
  },

  add: {
    open: 'アカウントを追加',
    title: 'アカウントを追加',
    paste: '貼り付け',
    pasteHint: 'otpauth://リンクか、QRコードの画像',
    choose: '画像を選ぶ…',
    chooseHint: 'QRコードのスクリーンショットや写真',
    type: '手で入力…',
    typeHint: '専用の小さなウィンドウが開きます',
    dropHint: '画像やほかのアプリの書き出しは、このウィンドウのどこにでもドロップできます。',
    drop: 'ドロップして追加',
    dropHintOver: 'ほかのアプリの書き出しやバックアップ、またはQRコードの画像',
    dropText: 'テキストはドロップできません',
    dropTextHint: 'このウィンドウは秘密の値を読みません。テキストをコピーして、貼り付けてください。',
    locked: '先に保管庫のロックを解除してから、追加してください。',
    working: '読み取り中…'
  },

  secret: {
    privacy: '入力した内容はこのウィンドウの外に出ず、閉じると消えます。',
    show: '表示',
    hide: '隠す',
    passphrase: 'パスフレーズ',
    recoveryCode: '復旧コード',
    shares: '分割キー'
  },

  create: {
    lead: '保管庫は1つの暗号化ファイルです。開く方法を選んでください。',
    keychain: 'このコンピューターのキーチェーン',
    keychainHint: 'サインインしている間は自動で開きます。あなたの権限で動くほかのプログラムも読み取れます。',
    keychainState: {
      present: '',
      locked:
        'キーチェーンがロックされています。解除してからこのウィンドウを開き直すか、パスフレーズを使ってください。',
      unreachable: 'キーチェーンが応答しません。パスフレーズを使ってください。',
      absent: 'このシステムにはキーチェーンがありません。パスフレーズを使ってください。'
    },
    passphrase: 'パスフレーズ',
    passphraseHint: 'ロックの解除に使います。秘密の値の表示や書き出しにも必要です。',
    again: 'もう一度入力',
    mismatch: '2つの入力がまだ一致していません。',
    empty: 'パスフレーズを決めてください。',
    chooseOne: '少なくとも1つ選んでください。',
    strength: {
      short: '短めです。無作為な単語を4〜5個つなげると、覚えやすく、はるかに推測されにくくなります。',
      fair: 'まずまずです。もう1語加えると、ずっと強くなります。',
      long: '十分な長さです。'
    },
    create: '保管庫を作成',
    busy: '作成中…1秒ほどかかります'
  },

  recoveryCode: {
    title: '紙に書き留めてください',
    lead: 'キーチェーンやパスフレーズを失っても、この復旧コードで保管庫を開けます。どこにも保存されず、再表示もできません。',
    where: '紙に書き、このコンピューターとは別の場所に保管してください。',
    written: '書き留めました',
    confirmTitle: '全体を一度入力してください',
    confirmLead:
      '紙に書いたコードで保管庫が開くことを確かめます。大文字と小文字、ハイフンの有無は問いません。',
    showAgain: 'もう一度表示',
    confirm: '確認',
    confirmed: '復旧コードを確認しました',
    confirmedText: '紙を安全に保管してください。このウィンドウは閉じてかまいません。',
    done: '完了',
    lost: '書き留めていない、または自信がないときは',
    renew: '新しいコードを作る',
    renewed: '前のコードでは、もう開けません。',
    group: (n, text) => `グループ${n}:${text}`
  },

  unlock: {
    submit: 'ロックを解除',
    busy: '開いています…',
    recoveryHint: '紙に書いたコードです。大文字と小文字、ハイフンの有無は問いません。',
    ways: '解除の方法'
  },

  typed: {
    kind: '種類',
    kinds: { totp: '時刻(TOTP)', hotp: 'カウンター(HOTP)', steam: 'Steam', motp: 'mOTP', yandex: 'Yandex' },
    issuer: 'サイトまたはサービス',
    label: 'アカウント',
    secret: 'シークレット',
    secretHint: 'サイトに表示される英字A〜Zと数字2〜7です。空白は無視されます。',
    more: 'アルゴリズム、桁数、周期',
    moreHotp: 'アルゴリズム、桁数、カウンター',
    algorithm: 'アルゴリズム',
    digits: '桁数',
    period: '周期(秒)',
    counter: 'カウンター',
    add: '追加',
    secretHexHint: 'もう一方の端末に表示される数字0〜9と英字a〜fです。',
    pin: 'PIN',
    pinHint: { motp: 'もう一方の端末と同じ4桁。', yandex: 'Yandex Keyと同じ4〜16桁。' },
    numberMissing: '整数を入力してください。',
    secretMissing: 'サイトでQRコードの横に表示されるシークレットを入力してください。'
  }
}
