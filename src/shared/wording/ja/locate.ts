/** What the reverse check says, in Japanese. */
import type { LocatedView } from '../../views/clock.ts'
import type { locate as english } from '../en/locate.ts'
import { oneIn, standingOf } from '../range-figures.ts'
import { clock } from './clock.ts'

function length(ms: number): string {
  return ms < 10_000 ? `${ms % 1000 === 0 ? ms / 1000 : (ms / 1000).toFixed(1)}秒` : clock.length(ms)
}

function range(one: LocatedView['ranges'][number]): string {
  const standing = standingOf(one)
  switch (standing.kind) {
    case 'together':
      return `遅れていても${length(standing.slowMs)}以内、進んでいても${length(standing.fastMs)}以内`
    case 'slow':
      return `${length(standing.nearMs)}から${length(standing.farMs)}の遅れ`
    case 'fast':
      return `${length(standing.nearMs)}から${length(standing.farMs)}の進み`
  }
}

export const locate: typeof english = {
  sentence({ ranges }: LocatedView): string {
    const [only] = ranges
    if (only === undefined) return 'このコードは、この端末の時刻の近くでは一致しません。'
    if (ranges.length === 1) return `もう一方の端末と比べて、この端末の時計は${range(only)}です。`
    return `コードが複数の時刻に一致します。もう一方の端末と比べて、この端末の時計は${ranges.map(range).join('、または')}です。`
  },
  chance({ ranges, falseMatchChance }: LocatedView): string {
    if (ranges.length === 0) return ''
    return `偶然に一致する確率は${oneIn(falseMatchChance).toLocaleString('ja')}分の1未満です。`
  },
  advice({ ranges }: LocatedView): string {
    if (ranges.length === 0) {
      return '同じアカウントかどうかを確かめ、もう一方の端末が今表示しているコードを入力してください。'
    }
    if (ranges.length > 1) return '次のコードも入力すると、1つに絞れます。'
    return '2台を比べた結果です。どちらが正しいかは分かりません。'
  },
  askCode: 'もう一方の端末に表示されているコード',
  askNextCode: '表示されたらすぐに、次のコード',
  askAtChange: 'コードを入力して待ち、もう一方の端末が次のコードに変わった瞬間にEnterを押してください'
}
