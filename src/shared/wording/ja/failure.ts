/** What went wrong and what to do next, in Japanese. */
import { assertNever, type Failure } from '../../failure.ts'
import { valueNamed } from './failure-values.ts'
import { fieldNamed } from './field-names.ts'
import { fileUnreadable, notAnExport } from './file-failure.ts'
import { brokenLink, lockHeld, notSaved } from './saving-failure.ts'

export function failure(it: Failure): string {
  const field = it.field === undefined ? '内容' : fieldNamed(it.field)
  const expected = valueNamed(it.expected ?? '別の値')
  const came = it.got === undefined ? '' : `、実際は${valueNamed(it.got)}`
  switch (it.code) {
    case 'not-a-key-uri':
      return `アカウントではありません(必要なもの: ${valueNamed(it.expected ?? 'otpauth:// で始まるテキスト')}${came})。リンク全体かQRコードの画像をコピーし直してください。`
    case 'bad-field':
      return `アカウントの${field}を使えません(必要なもの: ${expected}${came})。サイトからコピーし直してください。`
    case 'unsupported-type':
      return `この種類のアカウントにはまだ対応していません(対応: ${expected}${came})。何も追加していません。`
    case 'too-large':
      return `${it.field === undefined ? '' : `${field}が`}大きすぎます${it.expected === undefined ? '' : `(上限: ${expected.replace(/^≤ /u, '')}${came})`}。何も変更していません。`
    case 'no-account-found':
      return 'アカウントが見つかりません。otpauth:// で始まるリンクか、QRコードの画像をコピーしてください。'
    case 'not-an-image':
      if (it.got === 'a damaged picture')
        return '画像が壊れているか、途中で切れています。ファイルをコピーし直すか、QRコードの画面を撮り直してください。'
      return '画像として読めません(PNG、JPEG、GIF、BMPが使えます)。QRコードの画面を撮り直してください。'
    case 'no-qr-code':
      return '画像にQRコードが見つかりません。もっと大きく鮮明な画像で試してください。'
    case 'file-unreadable':
      return fileUnreadable(it.got)
    case 'no-vault':
      return '保管庫がまだありません。zeroskew vault init を実行するか、ウィンドウで作成してください。'
    case 'vault-exists':
      if (it.got === 'ENOLINK') return brokenLink
      return it.got === undefined
        ? '保管庫はすでにあります。変更していません。'
        : `その場所にあるものを読めません(${it.got})。変更も作成もしていません。場所と権限を確かめてください。`
    case 'vault-locked':
      return '保管庫はロックされています。先にロックを解除してください。'
    case 'wrong-credential':
      return '保管庫を開けません。パスフレーズか復旧コードを確かめて、もう一度入力してください。保管庫は変更していません。'
    case 'key-unavailable':
      return 'この保管庫の鍵がキーチェーンにありません。パスフレーズか復旧コードで開いてください。保管庫は変更していません。'
    case 'vault-unreadable':
      if (it.got === 'ENOLINK') return brokenLink
      return `保管庫のファイルを読めません${it.got === undefined ? '' : `(${it.got})`}。変更していません。場所と権限を確かめてください。`
    case 'damaged':
      return '保管庫のファイルが壊れています。そのまま残してあります。隣のバックアップから復元してください。'
    case 'newer-version':
      return 'この保管庫は新しいバージョンで書かれています。変更していません。Zeroskewを更新してください。'
    case 'last-way-in':
      return '保管庫を開く方法が2つ未満になります。先に別の方法を追加してください。'
    case 'passphrase-needed':
      return 'キーチェーンがない場合はパスフレーズが必要です。パスフレーズを決めてください。'
    case 'wrong-recovery-code':
      return 'この保管庫の復旧コードではありません。グループごとに見比べるか、新しいコードを作ってください。'
    case 'unknown-account':
      return 'このアカウントはもう保管庫にありません。一覧を見直してください。'
    case 'not-hotp':
      return 'このアカウントのコードは時刻で決まり、進めるカウンターはありません。'
    case 'no-code-shown':
      return 'このアカウントのコードはまだ表示されていません。先に次のコードを表示してください。'
    case 'lock-held':
      return lockHeld(it.path)
    case 'not-saved':
      return notSaved(it.got, it.path)
    case 'unknown-whether-saved':
      return '変更が保存されたか分かりません。ディスクを確かめてから一覧を見直してください。'
    case 'key-changed':
      return 'この保管庫の鍵は変更されました。保管庫を開き直してください。古いファイルは当時の方法で開きます。'
    case 'counter-in-doubt':
      return '古い保管庫に戻されたため、このアカウントのカウンターは使用済みかもしれません。先にカウンターを確認してください。'
    case 'share-mistyped':
      return '分割キーではないか、入力に誤りがあります。用紙とグループごとに見比べてください。'
    case 'shares-differ':
      return '異なる組の分割キーです。用紙に同じ組が書かれたものを使ってください。'
    case 'share-twice':
      return '同じ分割キーが2回入力されました。同じ組の別のものを入力してください。'
    case 'shares-too-few':
      return '分割キーが足りません。必要な数は用紙に書かれています。もう1つ用意してください。'
    case 'shares-void':
      return 'この分割キーではこの保管庫を開けません。別の保管庫のものか、その後新しく作り直されています。'
    case 'keychain-locked':
      return 'キーチェーンがロックされています。解除するか、パスフレーズか復旧コードを使ってください。'
    case 'keychain-unreachable':
      return 'キーチェーンが応答しません。パスフレーズか復旧コードを使ってください。'
    case 'keychain-absent':
      return 'このシステムにはキーチェーンがありません。パスフレーズか復旧コードを使ってください。'
    case 'clock-before-1970':
      return 'このコンピューターの時計が1970年より前のため、コードはありません。時計を合わせてからやり直してください。'
    case 'bad-server':
      return `時刻サーバーのアドレスではありません(必要なもの: ${valueNamed(it.expected ?? 'nts://host, ntp://host or https://host')}${came})。`
    case 'no-site-time':
      return `サイトから使える時刻が得られません${it.got === undefined ? '' : `(${it.got})`}。もう一度試すか、別のアドレスで試してください。`
    case 'bad-code':
      return `このアカウントのコードではありません(必要なもの: ${expected}${came})。もう一方の端末の表示どおりに入力してください。`
    case 'network-off':
      return 'ネットワークを使わない設定になっています。先に設定を変更してください。'
    case 'bad-setting':
      return `この設定には使えない値です(必要なもの: ${expected}${came})。変更していません。`
    case 'needs-reauthentication':
      return '先に本人の確認が必要です。パスフレーズか復旧コードを入力してください。'
    case 'unknown-backup':
      return 'このバックアップはもうありません。一覧を見直してください。'
    case 'not-put-back':
      return `バックアップに置き換えられませんでした${it.got === undefined ? '' : `(${it.got})`}。保管庫は元のままです。`
    case 'cancelled':
      return '取り消しました。何も変更していません。'
    case 'not-an-export':
      return notAnExport(it.expected, it.got)
    case 'password-needed':
      return 'このファイルは暗号化されています。書き出したときに決めたパスワードを入力してください。'
    case 'wrong-password':
      return 'このファイルのパスワードではありません。書き出したときのものを入力してください。大文字と小文字は区別されます。'
    case 'unsupported-version':
      return `この形式のこのバージョンは読めません(必要なもの: ${expected}${came})。元のアプリの新しいバージョンで書き出し直してください。`
    case 'unsupported-parameters':
      return `ここでは読めない方法で暗号化されています(必要なもの: ${expected}${came})。元のアプリの通常の設定で書き出し直してください。`
    case 'damaged-file':
      return `ファイルが壊れているか、途中で切れています${it.expected === undefined ? '' : `(必要なもの: ${expected}${came})`}。元のアプリから書き出し直してください。`
    case 'cannot-carry':
      return `この形式では${field}を保存できません(必要なもの: ${expected}${came})。別の形式を選んでください。`
    case 'took-too-long':
      return '読み込みに時間がかかりすぎたため中止しました。何も追加していません。'
    case 'nothing-to-import':
      return '進行中の読み込みはありません。先にファイルを選んでください。'
    case 'no-camera':
      return '使えるカメラがありません。システムの設定で許可するか、QRコードのスクリーンショットを使ってください。'
    case 'screen-refused':
      return '画面の読み取りが許可されていません。システムの設定で許可するか、スクリーンショットをコピーしてください。'
    case 'internal':
      return 'Zeroskewの内部で問題が起きました。何も変更していません。報告をお願いします。'
    default:
      return assertNever(it.code)
  }
}
