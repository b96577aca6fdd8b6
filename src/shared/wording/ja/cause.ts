/** Why the clock is wrong and what helps, in Japanese. */
import type { CauseView } from '../../views/clock.ts'
import { assertNever } from '../../failure.ts'
import type { cause as english } from '../en/cause.ts'
import { clock } from './clock.ts'

function serviceOf(view: CauseView): string {
  return view.service === undefined ? '時刻同期サービス' : `時刻同期サービス(${view.service})`
}

function zoneOf(view: CauseView): string {
  return clock.length(Math.abs(view.minutes ?? 0) * 60_000)
}

export const cause: typeof english = {
  sentence(view: CauseView): string {
    switch (view.kind) {
      case 'months-off':
        return '日付が失われています。時計用の小さな電池が切れるとこうなります。'
      case 'dual-boot':
        return `ずれがタイムゾーンの時差(${zoneOf(view)})とちょうど同じです。この端末の別のOSが、ハードウェアの時計を違う方式で扱っているようです。`
      case 'wrong-zone':
        return `ずれがちょうど${zoneOf(view)}です。タイムゾーンを間違えたまま手動で時刻を合わせたようです。`
      case 'vm-resumed':
        return 'この仮想マシンは一時停止され、その間は時計が止まっていました。'
      case 'automatic-off':
        return '自動時刻設定がオフです。'
      case 'service-stopped':
        return `自動時刻設定はオンですが、${serviceOf(view)}が動いていません。`
      case 'no-service':
        return '時刻同期サービスがインストールされていないため、時計を合わせるものがありません。'
      case 'servers-unreachable':
        return `自動時刻設定はオンですが、${serviceOf(view)}がサーバーに届いていません。`
      case 'unknown':
        return '原因はシステムの情報からは分かりません。'
      default:
        return assertNever(view.kind)
    }
  },
  cure(view: CauseView): string {
    switch (view.kind) {
      case 'months-off':
        return '日付を手動で合わせ、自動時刻設定をオンにしてから、もう一度確認してください。繰り返すときは電池を交換してください。'
      case 'dual-boot':
        return 'ハードウェアの時計の扱いをもう一方のOSにそろえてから、もう一度確認してください。'
      case 'wrong-zone':
        return 'システムの設定で正しいタイムゾーンを選び、自動時刻設定をオンにしてから、もう一度確認してください。'
      case 'vm-resumed':
        return '今すぐ時計を合わせ、ホスト側でもこの仮想マシンの時刻同期をオンにしてください。'
      case 'automatic-off':
        return 'システムの設定で自動時刻設定をオンにしてから、もう一度確認してください。'
      case 'service-stopped':
        return 'サービスを開始するか、自動時刻設定を一度オフにして再びオンにしてから、もう一度確認してください。'
      case 'no-service':
        return '時刻同期サービスをインストールし、自動時刻設定をオンにしてから、もう一度確認してください。'
      case 'servers-unreachable':
        return 'ファイアウォールやVPNが妨げている可能性があります。ここから届くサーバーを選ぶか、ネットワークの管理者に相談してください。'
      case 'unknown':
        return 'システムの設定で自動時刻設定を一度オフにして再びオンにしてから、もう一度確認してください。'
      default:
        return assertNever(view.kind)
    }
  },
  command: 'ターミナルで実行するコマンド:',
  adminCommand: '管理者として開いたターミナルで実行するコマンド:',
  copyCommand: 'コマンドをコピー',
  openSettings: '日付と時刻の設定を開く'
}
