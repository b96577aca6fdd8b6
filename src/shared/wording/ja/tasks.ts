/** Words of the small window's tasks with secrets, in Japanese. */
import type { tasks as english } from '../en/tasks.ts'

export const tasks: typeof english = {
  title: {
    create: '保管庫の作成',
    unlock: 'ロックの解除',
    'confirm-recovery': '復旧コード',
    'type-account': 'アカウントの入力',
    'set-passphrase': 'パスフレーズ',
    'new-recovery': '新しい復旧コード',
    'make-shares': '分割キー',
    rotate: 'マスターキーの変更',
    'show-account': 'アカウントのシークレット',
    export: '書き出し',
    'import-password': 'ファイルのパスワード'
  },
  deriving: '鍵を導出中…',
  stop: '中止',

  reauthenticate: {
    title: '本人の確認',
    text: '先に、保管庫の持ち主であることをもう一度確かめます。',
    submit: '続ける',
    bySystem: 'Touch IDを使う',
    or: 'または',
    ways: '確認の方法'
  },

  passphraseFirst: {
    title: '先にパスフレーズを設定',
    text: 'パスフレーズがないと、この画面を操作できる人なら誰でもシークレットを見られます。表示や書き出しの前と、ロックのあとに入力します。'
  },

  passphrase: {
    set: 'パスフレーズを設定',
    change: '新しいパスフレーズ',
    text: 'ロックのあとに保管庫を開くときと、シークレットを表示する前に入力します。',
    changeText: '以前のもので開けるのは、古いバックアップだけになります。',
    fresh: '新しいパスフレーズ',
    submit: '設定',
    remove: 'パスフレーズを削除',
    cantRemove: '開く方法が2つ必要なため、削除できません。',
    removeText: 'シークレットの表示や書き出しができなくなり、ロックはコードを隠すだけになります。',
    removeDo: '削除',
    isSet: 'パスフレーズを設定しました',
    isSetText: '今後、入力が必要になります。誰にも調べられないので、忘れないようにしてください。',
    isRemoved: 'パスフレーズを削除しました',
    isRemovedText: '保管庫はほかの方法で開きます。'
  },

  recovery: {
    lead: '新しいコードを作り、一度だけ表示します。以前のコードで開けるのは、古いバックアップだけになります。',
    submit: '新しいコードを作る'
  },

  shares: {
    lead: '鍵を何枚かの用紙に分けます。決めた枚数がそろうと開き、足りなければ何も分かりません。',
    count: '枚数',
    threshold: '開くのに必要な枚数',
    any: (threshold, count) =>
      threshold === count
        ? `${count}枚すべてが必要です。1枚でも失うと開けなくなります。`
        : `${count}枚のうち、どれでも${threshold}枚で開きます。${count - threshold}枚までは失っても大丈夫です。`,
    replaces: '以前の用紙で開けるのは、古いバックアップだけになります。',
    submit: '分割キーを作る',
    title: (threshold, count) => `${count}枚のうち、どれでも${threshold}枚で開きます`,
    once: '表示は今だけです。印刷するか書き写して、別々の場所に保管してください。',
    print: '印刷…',
    done: '完了',
    leave: 'このまま閉じますか?',
    leaveText: 'もう一度表示することはできません。用紙がなければ、この分割キーでは開けません。',
    leaveDo: '閉じる',
    stay: '戻る',
    sheet: 'Zeroskew: 保管庫の分割キー',
    index: (index, count) => `分割キー ${index} / ${count}`,
    set: (id) => `組 ${id}`,
    needed: (threshold) => `この組のどれでも${threshold}枚で保管庫を開けます。別々の場所に保管してください。`,
    how: 'Zeroskewの「ロックの解除」で「分割キー」を選び、グループを入力します。大文字と小文字、ハイフンは区別しません。',
    qr: (index) => `分割キー${index}のQRコード`
  },

  unlockByShares: {
    hint: '用紙のとおりに。大文字と小文字、ハイフンは区別しません。',
    field: (n) => (n === 1 ? '最初の分割キー' : '次の分割キー'),
    add: '追加',
    have: (n, of) => `${of}枚中${n}枚`,
    label: 'これまでの分割キー',
    share: (index) => `分割キー ${index}`,
    set: (id) => `組 ${id}`,
    remove: (index) => `分割キー${index}を取り除く`,
    enough: '必要な枚数がそろいました。'
  },

  rotate: {
    lead: '鍵やコード、古いファイルが他人の手に渡ったときのためのものです。次のことが起こります。',
    points: {
      keychain: 'キーチェーンには、自動で新しい鍵が入ります。',
      passphrase: 'パスフレーズはそのままです。',
      recovery: '復旧コードは新しくなり、以前のものは無効になります。',
      shares: '分割キーは無効になります。あとで作り直してください。',
      files: '古いファイルとバックアップは、以前の方法で開きます。あとで「バックアップ」から削除できます。'
    },
    submit: '鍵を変更',
    busy: '鍵を変更中…',
    done: 'マスターキーを変更しました。',
    voided: (ways) => `次のものでは開けなくなりました: ${ways}。`
  },

  showAccount: {
    secret: 'シークレット',
    pin: 'PIN',
    qr: (name) => `${name}のQRコード`,
    warning: 'これを見た人は、あなたのコードを作れます。周りを確かめてください。',
    reveal: 'シークレットを表示',
    copy: 'リンクとしてコピー',
    copied: 'コピーしました。早めに貼り付けてください。',
    close: '閉じる'
  },

  importPassword: {
    lead: (source) => `${source}は暗号化されています。書き出したときのパスワードを入力してください。`,
    file: 'ファイル',
    password: 'パスワード',
    submit: '開く'
  },

  ways: {
    keychain: 'キーチェーン',
    passphrase: 'パスフレーズ',
    recovery: '復旧コード',
    shares: '分割キー'
  },
  list: (names) => names.join('、')
}
