/** Words of the clock page, of correction, of the reverse check and of a site's clock, in Japanese. */
import { longSpanOf } from '../long-spans.ts'
import type { clockPage as english } from '../en/clock-page.ts'
import { clock } from './clock.ts'

const SECONDS_A_DAY = 0.0864

const UNITS = { minute: '分', hour: '時間', day: '日', week: '週間', month: 'か月' } as const

function about(ms: number): string {
  const { n, unit } = longSpanOf(ms)
  return `${n}${UNITS[unit]}`
}

const dayOfYear = new Intl.DateTimeFormat('ja-JP', { day: 'numeric', month: 'short' })
const day = new Intl.DateTimeFormat('ja-JP', { day: 'numeric', month: 'short', year: 'numeric' })

export const clockPage: typeof english = {
  plot: {
    caption: '各サーバーから見たこの時計の位置',
    slow: '遅れ',
    fast: '進み',
    logarithmic: '点線は対数目盛',
    none: 'まだどのサーバーにも問い合わせていません。',
    status: {
      waiting: '応答待ち',
      heard: '',
      survivor: '',
      falseticker: '除外',
      unreachable: '応答なし',
      rejected: '不採用'
    },
    seconds: (text) => `${text}秒`,
    asTable: '数値で見る'
  },

  history: {
    heading: 'ずれの推移',
    picture: (checks, ago, sentences) => `${ago}からの${checks}回の確認で測った時計のずれ。${sentences}`,
    none: '2回目の確認のあと、ここに線が現れます。',
    ago: (ms) => `${about(ms)}前`,
    now: '現在',
    within: (ms) => `${about(ms)}後`,
    fails: 'コードが拒否され始める',
    day: (unixMs) => dayOfYear.format(unixMs),
    logarithmic: (from) => `${from}より外側は対数目盛です。`,
    closer: '現在より先は、日付の間隔を縮めています。'
  },

  figures: {
    heading: '数値',
    drift: '進み方の狂い',
    fails: '拒否が始まる時期',
    trust: '信頼度',
    checked: '確認',
    driftedSince: 'その後にずれうる幅'
  },
  drift({ driftPpm, boundPpm }) {
    const ppm = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 1 : 0)
    const seconds = (Math.abs(driftPpm) * SECONDS_A_DAY).toFixed(2)
    const sign = driftPpm < 0 ? '−' : '+'
    const bound = (Math.ceil(boundPpm * 10) / 10).toFixed(1)
    return `${sign}${ppm(Math.abs(driftPpm))} ppm・1日に${seconds}秒(±${bound} ppm)`
  },
  driftMeans: ({ driftPpm, boundPpm }) =>
    Math.abs(driftPpm) <= boundPpm
      ? '誤差の範囲内で安定'
      : driftPpm > 0
        ? '遅れていきます'
        : '進んでいきます',
  driftUnknown: '2回目の確認のあとに分かります',
  fails: {
    now: '現在すでに',
    within: (ms) => `約${about(ms)}後`,
    earliest: (unixMs) => `早くて${day.format(unixMs)}`,
    notWithinAYear: '1年以内にはありません',
    unknown: 'まだ分かりません'
  },
  downgraded: (name, by, best) => `${name}は${best}ではなく${by}で応答`,
  age: (time, ageMs) =>
    ageMs === undefined
      ? time
      : `${time}(${ageMs < 90_000 ? `${Math.floor(ageMs / 1000)}秒` : about(ageMs)}前)`,
  servers: '時刻サーバー…',

  cure: {
    heading: '直し方',
    copied: 'コマンドをコピーしました'
  },

  correction: {
    on: '補正したコードを表示',
    off: '補正をやめる',
    state: {
      none: () => '',
      available: () => '',
      on: ({ offsetMs }) => `コードを${clock.length(offsetMs)}補正しています。`,
      waiting: () => '時計を測り直すまで、コードを隠しています。',
      refused: ({ reason }) =>
        reason === 'too-far'
          ? '1日を超えるずれは補正しません。先に時計を合わせてください。'
          : '認証のないサーバーの答えだけでは、2分を超えるずれは補正しません。先に時計を合わせてください。'
    },
    warning: {
      title: 'これらのサーバーを信用しますか?',
      text: (view) =>
        `サーバーの答えでは、この時計は${clock.distance(view)}です。ただし認証がないため、このネットワークを支配する者なら偽ることができ、別の時刻のコードを表示させられるおそれがあります。このネットワークを信用できるか、ほかの時計も同じ時刻を示しているときだけ続けてください。`,
      confirm: '補正したコードを表示'
    },
    label: '補正済み',
    byThisClock: 'この時計では',
    read: (digits) => `補正したコード ${digits}`,
    readByThisClock: (digits) => `この時計では ${digits}`,
    hidden: '測定中',
    copied: (name) => `${name}の補正したコードをコピーしました`
  },

  site: {
    heading: 'サイトの時計',
    field: 'サイトのアドレス',
    ask: '尋ねる',
    asking: '問い合わせ中…',
    note: 'ボタンを押したときに一度だけ、HTTPSでそのサイトに問い合わせます。',
    empty: 'github.com のように、サイトのアドレスを入力してください。',
    result({ host, offsetMs, boundMs }) {
      const bound = `±${clock.length(boundMs, 'up')}`
      if (Math.abs(offsetMs) <= boundMs) return `${host}の時計: この時計と同じです(${bound})。`
      return `${host}の時計: この時計より${clock.length(offsetMs)}${offsetMs > 0 ? '進んでいます' : '遅れています'}(${bound})。`
    }
  },

  locate: {
    open: '別の端末と比べる…',
    title: '別の端末と比べる',
    begin: '比べる…',
    lead: '同じアカウントがスマートフォンにもあれば、そのコードから2つの時計のずれが分かります。ネットワークは使いません。',
    account: 'アカウント',
    optional: (text) => `${text}(任意)`,
    atChange: 'コードが変わった瞬間に「比べる」を押します',
    submit: '比べる',
    busy: '比べています…',
    empty: '先にコードを入力してください。',
    none: '比べられる時刻ベースのアカウントがありません。'
  }
}
