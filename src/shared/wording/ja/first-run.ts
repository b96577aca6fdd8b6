/** Words of the first run's steps, in Japanese. */
import type { firstRun as english } from '../en/first-run.ts'

export const firstRun: typeof english = {
  label: '手順',
  steps: ['鍵の置き場所', '復旧コード', '最初のアカウント'],
  done: '(済み)'
}
