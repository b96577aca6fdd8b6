/** What the clock check says, in Japanese. */
import type { ClockView, SourceView } from '../../views/clock.ts'
import { assertNever } from '../../failure.ts'
import { NOTHING_MS, shareOfCodes, spanOf } from '../clock-figures.ts'
import type { clock as english } from '../en/clock.ts'

/** 使えなかった理由(core/clock/sample.ts)。 */
const REASONS: Readonly<Record<string, string>> = {
  'timed-out': '時間切れ',
  'connection-refused': '待ち受けなし',
  'no-address': '名前を解決できません',
  'network-unreachable': 'ネットワークが届きません',
  'proxy-refused': 'プロキシが拒否',
  'not-offered': '提供なし',
  truncated: '応答が不完全',
  'origin-mismatch': '問い合わせと一致しない応答',
  'wrong-mode': 'サーバーの応答ではありません',
  'wrong-version': '別のバージョン',
  unsynchronised: 'サーバーが未同期',
  stratum: 'サーバーが未同期',
  'root-distance': '基準時計から遠すぎます',
  'zero-timestamp': '時刻がありません',
  'transmit-before-receive': '時刻の順序が矛盾',
  'negative-delay': 'ありえない遅延',
  'reference-after-transmit': '時刻の順序が矛盾',
  'stale-reference': '1日以上未同期',
  malformed: '不正な応答',
  'not-authentic': '偽の応答',
  'untrusted-certificate': '信頼できない証明書',
  'certificate-not-yet-valid': 'この時計では証明書が有効期間前',
  'certificate-expired': 'この時計では証明書が期限切れ',
  'no-authenticator': '認証のない応答',
  'unique-identifier-mismatch': '問い合わせと一致しない応答',
  'nts-nak': '認証を拒否されました',
  'no-nts': 'NTS非対応',
  'malformed-key-exchange': '不正な鍵交換',
  'no-date': '日付がありません',
  'cached-answer': 'キャッシュの応答',
  'same-server': '別の項目と同じサーバー'
}

const UNITS = { second: '秒', minute: '分', hour: '時間', day: '日' } as const
const MINOR_UNITS = { second: '', minute: '秒', hour: '分', day: '' } as const

function length(ms: number, rounding: 'nearest' | 'up' = 'nearest'): string {
  const span = spanOf(ms, rounding)
  const major = `${span.major.toFixed(span.decimals)}${UNITS[span.unit]}`
  return span.minor === 0 ? major : `${major}${span.minor}${MINOR_UNITS[span.unit]}`
}

function bound(view: Pick<ClockView, 'boundMs'>): string {
  return view.boundMs === undefined ? '' : `±${length(view.boundMs, 'up')}`
}

function distance(view: Pick<ClockView, 'offsetMs'>): string {
  if (view.offsetMs === undefined) return ''
  if (Math.abs(view.offsetMs) < NOTHING_MS) return 'ずれなし'
  return `${length(view.offsetMs)}${view.offsetMs > 0 ? '遅れ' : '進み'}`
}

function behind(view: Pick<ClockView, 'offsetMs'>): string {
  return `${length(view.offsetMs ?? 0)}${(view.offsetMs ?? 0) > 0 ? '遅れています' : '進んでいます'}`
}

function refused(share: number | undefined): string {
  const codes = shareOfCodes(share ?? 0)
  switch (codes.kind) {
    case 'none':
      return '0回'
    case 'every':
      return 'すべてのコード'
    case 'some':
      return `${codes.of}回中${codes.n}回`
    default:
      return assertNever(codes)
  }
}

function cost(view: ClockView): string {
  const strict = shareOfCodes(view.refusedStrict ?? 0)
  const oneStep = shareOfCodes(view.refusedOneStep ?? 0)
  if (strict.kind === 'none' && oneStep.kind === 'none') return 'コードが拒否される心配はありません。'
  const strictWords = `厳密なサイトでは${refused(view.refusedStrict)}`
  if (oneStep.kind === 'none')
    return `${strictWords}が時計のせいで拒否されますが、1ステップを許すサイトでは拒否されません。`
  return oneStep.kind === 'every'
    ? 'どのサイトでもすべてのコードが拒否されます。'
    : `${strictWords}が、1ステップを許すサイトでは${refused(view.refusedOneStep)}が拒否されます。`
}

function why(view: ClockView): string {
  switch (view.reason) {
    case 'straddles-threshold':
      return `許容範囲の境目にあります: ${distance(view)}(${bound(view)})。`
    case 'no-majority':
      return '時刻サーバーの答えが食い違っているため、どれも採用していません。'
    case 'too-few-answers':
      return `${view.configured}台の時刻サーバーのうち${view.answered}台しか応答せず、判断できません。`
    case 'clock-jumped':
      return '確認中に時計が変更されたか、スリープしました。'
    case 'network-off':
      return 'ネットワークを使わない設定になっています。'
    case 'certificates-not-yet-valid':
      return '時計が何か月も遅れているようです。この時計では、時刻サーバーの証明書がまだ有効期間前です。'
    case 'certificates-expired':
      return '時計が何か月も進んでいるようです。この時計では、時刻サーバーの証明書が期限切れです。'
    case 'nobody-answered':
    case undefined:
      return '時刻サーバーから応答がありません。'
    default:
      return assertNever(view.reason)
  }
}

function offByMonths({ reason }: ClockView): boolean {
  return reason === 'certificates-not-yet-valid' || reason === 'certificates-expired'
}

/** A kiss code keeps its four letters: they are the server's own word (RFC 5905 §7.4). */
function reasonOf(view: Pick<SourceView, 'reason'>): string {
  const { reason = '' } = view
  return REASONS[reason] ?? reason
}

export const clock: typeof english = {
  length,
  bound,
  distance,
  title(view: ClockView): string {
    if (view.state === 'never' || (view.state === 'checking' && view.checkedAtMs === undefined)) {
      return '時計を確認中'
    }
    switch (view.verdict) {
      case 'in-step':
        return '合っています'
      case 'off':
        return `時計が${behind(view)}`
      case 'uncertain':
        return '判断できません'
      case 'unknown':
        return '不明です'
      default:
        return assertNever(view.verdict)
    }
  },
  sentence(view: ClockView): string {
    if (view.state === 'never') return '時計はまだ確認されていません。'
    if (view.state === 'checking' && view.checkedAtMs === undefined) {
      return `測定中: 時刻サーバー${view.configured}台のうち${view.answered}台が応答しました。`
    }
    switch (view.verdict) {
      case 'in-step': {
        const reach = Math.abs(view.offsetMs ?? 0) + (view.boundMs ?? 0)
        return Math.abs(view.offsetMs ?? 0) < NOTHING_MS
          ? `時計は${length(reach, 'up')}以内で合っています。${cost(view)}`
          : `時計が${behind(view)}(${bound(view)})。${cost(view)}`
      }
      case 'off':
        return `時計が${behind(view)}(${bound(view)})。${cost(view)}`
      case 'uncertain':
        return `時計のずれを判断できません。${why(view)}`
      case 'unknown':
        return `時計のずれは不明です。${why(view)}`
      default:
        return assertNever(view.verdict)
    }
  },
  advice(view: ClockView): string {
    if (view.state === 'never' || (view.state === 'checking' && view.checkedAtMs === undefined)) return ''
    switch (view.verdict) {
      case 'in-step':
        return ''
      case 'off':
        return 'システムの設定で自動時刻設定をオンにしてから、もう一度確認してください。'
      case 'uncertain':
        return offByMonths(view)
          ? 'システムの設定で日付と時刻を合わせてから、もう一度確認してください。'
          : '少し待つか、別のネットワークでもう一度確認してください。'
      case 'unknown':
        return view.reason === 'network-off'
          ? '信頼できる別の端末の時刻と見比べてください。'
          : offByMonths(view)
            ? 'システムの設定で日付と時刻を合わせてから、もう一度確認してください。'
            : 'ネットワーク接続を確かめてから、もう一度確認してください。'
      default:
        return assertNever(view.verdict)
    }
  },
  consequence: cost,
  why,
  agreement(view: ClockView): string {
    return `${view.configured}台中${view.agreeing}台`
  },
  trust: {
    authenticated: '認証済み',
    majority: '多数決(認証なし)',
    single: '1台のみ',
    none: 'なし'
  },
  source(view: Pick<SourceView, 'status' | 'reason'>): string {
    switch (view.status) {
      case 'waiting':
        return '応答待ち'
      case 'heard':
        return '応答あり'
      case 'survivor':
        return '一致'
      case 'falseticker':
        return '多数決で除外'
      case 'unreachable':
        return view.reason === undefined ? '応答なし' : `応答なし(${reasonOf(view)})`
      case 'rejected':
        return view.reason === undefined ? '不採用' : `不採用(${reasonOf(view)})`
      default:
        return assertNever(view.status)
    }
  }
}
