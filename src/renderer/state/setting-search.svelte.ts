/** The search over all settings: which of them fit what was typed, by the words of their group, name and hint. */
import { untrack } from 'svelte'
import { fold } from './fold.ts'

class SettingSearch {
  query = $state('')
  #found = $state(0)
  readonly #words = $derived(
    fold(this.query)
      .split(/\s+/u)
      .filter((word) => word !== '')
  )

  get isOn(): boolean {
    return this.#words.length > 0
  }

  /** How many settings are shown. */
  get found(): number {
    return this.#found
  }

  fits(texts: readonly string[]): boolean {
    const text = fold(texts.join('\n'))
    return this.#words.every((word) => text.includes(word))
  }

  /** A setting is shown; gives a function for when it isn't any more. */
  count(): () => void {
    untrack(() => this.#found++)
    return () => untrack(() => this.#found--)
  }
}

export const settingSearch = new SettingSearch()
