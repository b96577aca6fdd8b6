/** Words about QR codes on the screen and before the camera, in Japanese. */
import type { scan as english } from '../en/scan.ts'

export const scan: typeof english = {
  fromScreen: '画面から読み取る',
  fromScreenHint: 'すべての画面でQRコードを探します。このウィンドウは一瞬隠れます',
  byCamera: 'カメラで読み取る…',
  byCameraHint: '紙やスマートフォンに表示されたQRコード用',
  title: 'QRコードを読み取る',
  picture: 'カメラの映像',
  starting: 'カメラを起動しています…',
  looking: 'QRコードが映像の半分ほどになるように、カメラの前にかざしてください。',
  privacy: '映像はこのコンピューターの外に出ず、保存もされません。',
  progress: (scanned, of) => `${of}個中${scanned}個を読み取りました。次のコードをかざしてください。`,
  trouble: {
    refused:
      'カメラの使用が許可されていません。システムの設定で許可するか、QRコードのスクリーンショットを使ってください。',
    none: 'カメラが見つかりません。接続するか、QRコードのスクリーンショットを使ってください。',
    busy: 'カメラを起動できません。ほかのプログラムが使用中かもしれません。それを閉じてから、もう一度試してください。',
    ended: 'カメラが取り外されました。接続してから、もう一度試してください。'
  },
  foreign: 'このQRコードにはアカウントが含まれていません。認証アプリの設定用のコードをかざしてください。',
  again: 'もう一度試す'
}
