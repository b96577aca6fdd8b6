/** Words of the terminal about the vault itself, in Japanese: ways in, backups, trash. */
import type { vault as english } from '../en/vault.ts'
import { terminal } from './terminal.ts'

const EVERYWHERE = terminal.help.list.slice(terminal.help.list.indexOf('共通のオプション'))

export const vault: typeof english = {
  help: {
    restore: `使い方: zeroskew restore [SEARCH] [--json]

一致する削除済みアカウントを1つ、ごみ箱から戻します。SEARCH がなければごみ箱の一
覧を表示します。

  --json                 {restored} または {trash}

${EVERYWHERE}`,
    passphrase: `使い方: zeroskew vault passphrase [--new-passphrase-file F | --remove] [--json]

パスフレーズを設定・変更します。ファイルがなければ2回入力します。

  --new-passphrase-file F  新しいパスフレーズをこのファイルから読む
  --remove               パスフレーズを削除(開く方法が2つ未満になる場合はできま
                         せん)
  --json                 {ways}: 変更後の開く方法

${EVERYWHERE}`,
    recovery: `使い方: zeroskew vault recovery [--yes] [--json]
        zeroskew vault recovery --confirm [--json]

新しい復旧コードを作り、一度だけ表示します。以前のコードでは保管庫を開けなくなり
ますが、それまでのバックアップは開けます。

  --yes                  確認済みのコードがあっても、たずねずに新しく作る
  --confirm              手元の復旧コードを入力して確かめる
  --json                 {recoveryCode} または {confirmed}

${EVERYWHERE}`,
    shares: `使い方: zeroskew vault shares --threshold K --count N [--qr] [--sheets DIR]
                              [--yes] [--json]
        zeroskew vault shares --remove [--json]

N個の分割キーを作ります。そのうちK個で保管庫を開けます(2 ≤ K ≤ N ≤ 16)。以前の組
では開けなくなります。分割キーで開くには、1行に1つずつファイルに書きます:
--passphrase-file F

  --qr                   それぞれのQRコードも端末に表示する
  --sheets DIR           印刷用の用紙(SVG)をこのフォルダーに1枚ずつ書く
  --yes                  無効になる組があっても、たずねずに作る
  --remove               分割キーを無効にする
  --json                 {setId, threshold, count, shares}。--remove では {ways}

${EVERYWHERE}`,
    rotate: `使い方: zeroskew vault rotate --yes [--delete-old-backups] [--json]

保管庫のマスターキーを新しくします。キーやコード、古いファイルが他人の手に渡った
ときのためのものです。キーチェーンには新しい項目ができ、パスフレーズはそのまま、
復旧コードは新しくなり、分割キーは無効になります。

  --yes                  実行する(なければ、何が起こるかだけを表示)
  --delete-old-backups   以前の方法で開くバックアップを削除する
  --json                 {recoveryCode, voided} と、{oldBackups} または
                         {oldBackupsDeleted, backups}

${EVERYWHERE}`,
    backups: `使い方: zeroskew vault backups [--json]
        zeroskew vault backups look FILE [--backup-passphrase-file F]
        zeroskew vault backups restore FILE (SEARCH... | --all)
                                       [--lower-counters]
                                       [--backup-passphrase-file F]
        zeroskew vault backups restore FILE --whole [--yes]
        zeroskew vault backups delete --old [--yes]

バックアップの一覧、中身の確認、アカウントの取り出しをします。今あるものは置き換
えられません。一覧と中身の確認は、保管庫が壊れていてもできます。delete --old
は、マスターキーを新しくする前の方法で開くバックアップを削除します。ほかになけれ
ば、先に今の保管庫のバックアップを作ります。
「使用日」は保管庫を変更した日の通し番号です。日付ではないので、時計の誤りの影響
を受けません。

  --all                  バックアップのすべてのアカウント
  --backup-passphrase-file F
                         別の鍵で閉じられたバックアップのパスフレーズか復旧コー
                         ド
  --lower-counters       HOTP: 既知の値より低くても、バックアップのカウンターを
                         使う
  --whole                壊れたり消えたりした保管庫の代わりに、バックアップを置
                         く。今あるファイルは別の名前で残す
  --yes                  たずねずに行う
  --json                 一覧: [{path, revision, day, place, state}]、look:
                         {revision, accounts}、restore: {added, alreadyThere}、
                         --whole では {vault, backup, kept}、delete:
                         {oldBackupsDeleted, backups}

${EVERYWHERE}`,
    counter: `使い方: zeroskew vault counter SEARCH N [--json]

古い保管庫に戻されたあとで、HOTPアカウントのカウンターを確認します。N は次のコー
ドの番号です。保存済みの値より低くはなりません。

  --json                 {confirmed}:list --json と同じ形のアカウント

${EVERYWHERE}`,
    verify: `使い方: zeroskew vault verify [--json]

保管庫を開き、保管庫とすべてのバックアップを最後の1バイトまで確かめます。終了
コード 1: 壊れたバックアップあり。

  --json                 {vault, backups: [{path, revision, state}]}

${EVERYWHERE}`
  },
  restored: (name) => `元に戻しました: ${name}`,
  trashEmpty: 'ごみ箱は空です。',
  passphraseSet: 'パスフレーズを設定しました。',
  passphraseRemoved: 'パスフレーズを削除しました。',
  nobodyToType: 'パスフレーズが必要ですが、入力できません。--new-passphrase-file を指定してください。',
  askRecoveryCode: '復旧コード: ',
  newRecoveryCode:
    '新しい復旧コードです。表示は今だけなので、書き留めてください。以前のコードで開けるのは、それまでのバックアップだけです:',
  recoveryConfirmed: '復旧コードは正しいものです。',
  sharesNeedNumbers: '必要な数と作る数を指定してください: --threshold 2 --count 3(16まで)',
  sharesMade: (threshold, count, setId) =>
    `分割キー${count}個のうち、どれでも${threshold}個で保管庫を開けます。組 ${setId}。表示は今だけです:`,
  share: (index, count) => `分割キー ${index} / ${count}`,
  replaceShares: (setId) =>
    `すでに分割キー(組 ${setId})があります。新しく作ると、それでは何も開けなくなります。新しく作りますか?`,
  sheetsWritten: (paths) => `印刷用の用紙を書きました:\n${paths.join('\n')}`,
  sharesRemoved: '分割キーでは開けなくなりました。',
  noShares: '分割キーはありません。何も変えていません。',
  sheet: {
    title: 'Zeroskew: 保管庫の分割キー',
    index: (index, count, setId) => `分割キー ${index} / ${count}、組 ${setId}`,
    needed: (threshold) => `この組のどれでも${threshold}個で保管庫を開けます。別々の場所に保管してください。`
  },
  sheetNotWritten: (path, code) =>
    `用紙を書き込めませんでした(${path}${code === '' ? '' : `: ${code}`})。上の分割キーは有効です。書き留めるか、作り直してください。`,
  rotateFirst: (voided) =>
    `マスターキーを新しくします。キーチェーンには新しい項目ができ、パスフレーズはそのまま、新しい復旧コードが表示されます${voided.length === 0 ? '' : `。次のものでは開けなくなります: ${voided.join('、')}`}。古いファイルとバックアップは以前の方法で開きます。実行するには: --yes`,
  rotated: 'マスターキーを新しくしました。新しい復旧コードです。表示は今だけです:',
  oldBackups: (count) =>
    `以前の方法で開くバックアップが${count}個あります。削除するには: zeroskew vault backups delete --old`,
  deleteWhich:
    '手で削除するのは、マスターキーを新しくする前の方法で開くバックアップだけです: zeroskew vault backups delete --old。ほかは自動で整理されます。',
  deleteOld: (count) =>
    `マスターキーを新しくする前の方法で開くバックアップが${count}個あります。ほかにない内容は失われます。削除しますか?`,
  oldBackupsDeleted: (deleted, left) =>
    `以前の方法で開くバックアップを削除しました: ${deleted}個。今あるバックアップ: ${left}個`,
  noBackups: 'バックアップはまだありません。',
  vaultGone: (file, count) =>
    `${file} に保管庫がありませんが、以前の保管庫のバックアップが${count}件あります。一覧: zeroskew vault backups。元に戻すには: zeroskew vault backups restore FILE --whole`,
  beginAnew: '何も作っていません。バックアップを残して空の保管庫から始めるには: zeroskew vault init --yes',
  wholeOnlyForClosed:
    '保管庫は開けるので、置き換えません。バックアップからアカウントを取り出すには: zeroskew vault backups restore FILE --all',
  restoreWhole: (backup) =>
    `保管庫を開けません。代わりにこのバックアップを置き、今あるファイルは別の名前で残しますか? ${backup}`,
  restoredWhole: (file, kept) =>
    `バックアップを保管庫にしました: ${file}。作成したときの方法で開きます。${kept === null ? '' : `以前のファイルは残してあります: ${kept}`}`,
  backupHeadings: ['リビジョン', '使用日', '状態', 'ファイル'],
  state: {
    good: '正常',
    'older-key': '正常(以前のキー)',
    'other-vault': '別の保管庫',
    damaged: '破損',
    'newer-version': '新しいバージョン'
  },
  backupEmpty: 'このバックアップにアカウントはありません。',
  backupUnknown: '一覧のとおりにバックアップを指定してください: zeroskew vault backups',
  counterLowered: (name) =>
    `バックアップのカウンターは既知の最大値より低いため、最大値のままにしました: ${name}。低いほうを使うには: --lower-counters`,
  vaultGood: (revision, accounts) => `保管庫は正常です: リビジョン${revision}、アカウント${accounts}個。`,
  counterNeeded: '次のコードの番号を指定してください: zeroskew vault counter SEARCH N',
  counterConfirmed: (name, counter) => `カウンターを確認しました: ${name}。次のコードは${counter}番です。`,
  counterStays: (counter) =>
    `カウンターは戻せません。${counter}番より前のコードはすでに使われているため、${counter}番のままです。`,
  rolledBack: (revision, seen) =>
    `警告: この保管庫(リビジョン${revision})は、ここで最後に見たもの(${seen})より古いものです。開いていますが、HOTPのアカウントは次のコードの前にカウンターの確認が必要です: zeroskew vault counter SEARCH N`,
  mended: (mended) =>
    `ほかの利用者に、保管庫の${mended.map((what) => ({ vault: 'ファイル', folder: 'フォルダー', backups: 'バックアップ' })[what]).join('、')}の権限がありました。権限を直しました。`,
  suspended:
    '保管庫は利用者によってロックされています。パスフレーズを使うと、キーチェーンでも開けるようになります。',
  backupTrouble: ({ place, code }) =>
    place === 'beside'
      ? `変更は保存されましたが、バックアップは保存できませんでした${because(code)}。保管庫の隣のbackupsフォルダーを確かめてください。`
      : `変更は保存されましたが、2つ目の保存先にはコピーできませんでした。${secondPlaceAway(code)}`,
  secondPlaceAway
}

function because(code: string): string {
  return code === '' ? '' : `(${code})`
}

function secondPlaceAway(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'バックアップの2つ目の保存先のフォルダーがありません(ENOENT)。ディスクを接続するか、アプリで別のフォルダーを選んでください。'
    case 'ENODEV':
      return 'コピーがあった2つ目の保存先が空なので、何も書いていません。ディスクが接続されていないようです。接続するか、アプリでフォルダーを選び直してください。'
    default:
      return `バックアップの2つ目の保存先を使えません${because(code)}。接続と書き込む権限を確かめてください。`
  }
}
