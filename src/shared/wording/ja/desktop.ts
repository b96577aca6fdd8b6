/** Words of what Zeroskew is on the desktop: starting it from a terminal, shortcuts, links, the report; in Japanese. */
import type { desktop as English } from '../en/desktop.ts'

export const desktop: typeof English = {
  help: {
    edit: `使い方: zeroskew edit SEARCH [--issuer TEXT] [--label TEXT] [--note TEXT]
                      [--group NAME]... [--no-groups]
                      [--favourite | --no-favourite] [--json]

アカウントに添えた情報を変更します。鍵は変わりません。指定しないものはそのままで
す。SEARCHは発行者かラベルの一部、またはidです。

  --issuer, --label      名前。前の名前はアカウントの履歴に残ります
  --note TEXT            メモ。空('')にすると消えます
  --group NAME           変更後に属するグループ。繰り返し指定できます
  --no-groups            すべてのグループから外します
  --favourite            お気に入りに入れます。--no-favouriteで外します
  --json                 list --json と同じ形で表示します

  --home DIR             このデータフォルダーを使う(ZEROSKEW_HOMEでも指定可)
  --passphrase-file F    ファイルのパスフレーズ(または復旧コード)で保管庫を開く`,
    show: `使い方: zeroskew show [--json]

動いているアプリのウィンドウを開きます。アプリがショートカットを登録できないデス
クトップ(Wayland)では、このコマンドか zeroskew pick をシステムの設定でキーに割り
当ててください。

終了コード: 0 アプリに伝わった、2 このデータフォルダーのアプリは動いていない。

  --json                 {heard: true}
  --home DIR             このデータフォルダーのアプリ(ZEROSKEW_HOMEでも指定可)`,
    pick: `使い方: zeroskew pick [--json]

動いているアプリのクイックピックを開きます。2文字ほど入力してEnterを押すと、コー
ドがクリップボードに入ります。

終了コード: 0 アプリに伝わった、2 このデータフォルダーのアプリは動いていない。

  --json                 {heard: true}
  --home DIR             このデータフォルダーのアプリ(ZEROSKEW_HOMEでも指定可)`,
    report: `使い方: zeroskew report [--json]

不具合の報告に必要なもの(バージョン、システム、保管庫と時計の状態)を表示します。
アカウント名、秘密、ファイルの場所は含まれません。送る前に目を通してください。

  --json                 同じ内容を1つのオブジェクト {名前: 内容} で表示
  --home DIR             このデータフォルダーを使う(ZEROSKEW_HOMEでも指定可)`
  },
  comment: 'ログインの前に時計を確かめます',
  edited: (name: string) => `変更しました: ${name}`,
  noApp: 'このデータフォルダーのアプリは動いていません。Zeroskewを起動してから、やり直してください。',
  appRefused:
    '応答したのはこの言葉を知らないプログラムです。終了させてから、Zeroskewを起動し直してください。',
  saveReport: 'レポートを保存',
  /** Said once, where the desktop shows no tray icons. */
  noTray: {
    title: 'Zeroskewは起動したままです',
    body: 'このデスクトップにはトレイアイコンが表示されません。アプリの一覧、ショートカット、またはzeroskew showコマンドでもう一度開けます。'
  }
}
